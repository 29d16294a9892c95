"""What every store of documents has to do; a test module of a backend calls each of these with a way to open one."""

from __future__ import annotations

from collections.abc import Callable

from scheduler.store.documents import DocumentStore

Open = Callable[[], DocumentStore]
"""Opens the same store again."""


def a_new_one_is_empty(store: Open) -> None:
    assert list(store().names()) == [] and store().read("0" * 64) is None and not store().delete("0" * 64)


def what_is_kept_is_read_byte_for_byte(store: Open) -> None:
    for content in (b"", b"E07 is ill", bytes(range(256)) * 40):
        name = store().keep(content)
        assert store().read(name) == content and name in store().names()


def the_same_content_has_another_name_every_time(store: Open) -> None:
    """Else somebody who has the name could try what might stand in it."""
    assert store().keep(b"ill") != store().keep(b"ill")


def what_is_deleted_is_gone_and_the_others_stay(store: Open) -> None:
    one, two = store().keep(b"1"), store().keep(b"2")
    assert store().delete(one) and store().read(one) is None and not store().delete(one)
    assert list(store().names()) == [two] and store().read(two) == b"2"


SUITE = (
    a_new_one_is_empty,
    what_is_kept_is_read_byte_for_byte,
    the_same_content_has_another_name_every_time,
    what_is_deleted_is_gone_and_the_others_stay,
)
