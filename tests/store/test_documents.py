"""Documents in a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import InputError
from scheduler.store.documents import FileDocuments
from tests.store.document_stores import SUITE, Open


@pytest.mark.parametrize("demand", SUITE, ids=lambda demand: demand.__name__)
def test_a_folder_is_a_store(demand: Callable[[Open], None], tmp_path: Path) -> None:
    demand(lambda: FileDocuments(tmp_path / "private"))


def test_a_document_that_was_changed_is_found(tmp_path: Path) -> None:
    store = FileDocuments(tmp_path)
    name = store.keep(b"E07 is ill")
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes().replace(b"ill", b"well"))
    with pytest.raises(InputError, match="not the document that was kept"):
        store.read(name)


def test_the_name_is_the_hash_of_salt_and_content(tmp_path: Path) -> None:
    name = FileDocuments(tmp_path).keep(b"E07 is ill")
    assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == name
    assert name != hashlib.sha256(b"E07 is ill").hexdigest(), "who guesses the content cannot confirm it"


def test_a_name_is_no_path(tmp_path: Path) -> None:
    for name in ("../secret", "", "A" * 64, "0" * 63):
        with pytest.raises(InputError, match="no name of a document"):
            FileDocuments(tmp_path).read(name)
