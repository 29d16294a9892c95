"""What every backend of a journal has to do; a test module of a backend calls each of these with a way to open one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.errors import InputError
from scheduler.store.journal import Head, Journal, link

Open = Callable[[], Journal]
"""Opens the same journal again."""


def a_new_one_is_empty(journal: Open) -> None:
    assert journal().entries() == () and journal().head() == Head()


def what_was_added_is_there_in_order(journal: Open) -> None:
    first = journal().append([b"1", b'{"a": "\xe5\xbc\xa0"}'])
    second = journal().append([b"[]"])
    assert journal().entries() == (b"1", b'{"a": "\xe5\xbc\xa0"}', b"[]")
    assert (first.count, second.count) == (2, 3) and journal().head() == second


def the_head_is_the_chain_of_the_bytes(journal: Open) -> None:
    """Two spellings of one JSON value are two entries: bytes are hashed, not what they mean."""
    head = journal().append([b'{"a": 1}', b'{"a":1}'])
    assert head == Head(2, link(link("", b'{"a": 1}'), b'{"a":1}'))


def who_decided_on_an_older_journal_is_refused_and_nothing_is_added(journal: Open) -> None:
    seen = journal().append([b"1"])
    journal().append([b"2"], seen)
    with pytest.raises(InputError, match="1 more entries were written"):
        journal().append([b"3"], seen)
    assert journal().entries() == (b"1", b"2")


def head_and_entries_are_of_one_moment(journal: Open) -> None:
    head = journal().append([b"1", b"2"])
    assert journal().read() == (head, (b"1", b"2"))


def one_of_two_that_decided_on_the_same_head_is_refused(journal: Open) -> None:
    """Both get an answer that is true: the one is written, the other is told that it was not."""
    seen = journal().head()
    written = journal().append([b'"one"'], seen)
    with pytest.raises(InputError) as error:
        journal().append([b'"other"'], seen)
    assert [trouble.rule for trouble in error.value.troubles] == ["journal-moved-on"]
    assert journal().read() == (written, (b'"one"',))


def a_batch_is_added_whole_or_not_at_all(journal: Open) -> None:
    seen = journal().append([b"1"])
    journal().append([b"2"])
    with pytest.raises(InputError):
        journal().append([b"3", b"4", b"5"], seen)
    assert journal().entries() == (b"1", b"2")


def adding_nothing_changes_nothing(journal: Open) -> None:
    head = journal().append([b"1"])
    assert journal().append([]) == head == journal().head()


SUITE = (
    a_new_one_is_empty,
    what_was_added_is_there_in_order,
    the_head_is_the_chain_of_the_bytes,
    who_decided_on_an_older_journal_is_refused_and_nothing_is_added,
    head_and_entries_are_of_one_moment,
    one_of_two_that_decided_on_the_same_head_is_refused,
    a_batch_is_added_whole_or_not_at_all,
    adding_nothing_changes_nothing,
)
