"""A journal in a file: nothing is lost, nothing is changed without being found."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import InputError
from scheduler.store.journal import FileJournal, Head, check_begins
from tests.store.journals import SUITE, Open

FOUR = [b'{"n": 1}', b'{"n": 2}', b'{"n": 3}', b'{"n": 4}']


@pytest.mark.parametrize("demand", SUITE, ids=lambda demand: demand.__name__)
def test_a_file_is_a_journal(demand: Callable[[Open], None], tmp_path: Path) -> None:
    demand(lambda: FileJournal(tmp_path / "log"))


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def edited(lines: list[bytes]) -> list[bytes]:
    return [*lines[:1], lines[1].replace(b'"n": 2', b'"n": 7'), *lines[2:]]


def spaced(lines: list[bytes]) -> list[bytes]:
    """The same value, other bytes."""
    return [*lines[:1], lines[1].replace(b'"n": 2', b'"n":  2'), *lines[2:]]


def reordered(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2], lines[1], lines[3]]


def inserted(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], lines[0], *lines[2:]]


def doubled(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], lines[1], *lines[2:]]


def doubled_at_the_end(lines: list[bytes]) -> list[bytes]:
    return [*lines, lines[-1]]


def cut_off(lines: list[bytes]) -> list[bytes]:
    return lines[:3]


def emptied(lines: list[bytes]) -> list[bytes]:
    return []


def broken_off(lines: list[bytes]) -> list[bytes]:
    return [*lines[:3], lines[3][:-4]]


TAMPERINGS = (edited, spaced, reordered, inserted, doubled, doubled_at_the_end, cut_off, emptied, broken_off)


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_tampering_is_found(tamper: Callable[[list[bytes]], list[bytes]], tmp_path: Path) -> None:
    journal = FileJournal(tmp_path / "log")
    journal.append(FOUR)
    journal.path.write_bytes(b"".join(tamper(lines_of(journal.path))))
    with pytest.raises(InputError, match="restore the file from a copy"):
        journal.entries()
    with pytest.raises(InputError, match="restore the file from a copy"):
        journal.append([b"5"])


def test_a_removed_file_is_found(tmp_path: Path) -> None:
    journal = FileJournal(tmp_path / "log")
    journal.append(FOUR)
    journal.path.unlink()
    with pytest.raises(InputError, match="4 entries were written and 0 are there"):
        journal.entries()


def test_a_journal_written_anew_is_found_by_a_head_that_was_kept_elsewhere(tmp_path: Path) -> None:
    """Without a key anybody can chain other entries rightly, and write the head beside them."""
    journal = FileJournal(tmp_path / "log")
    receipt = journal.append(FOUR)
    journal.append([b"5"])
    check_begins(journal, receipt)
    for path in (journal.path, journal.head_path):
        path.unlink()
    journal.append([b'{"n": 1}', b'{"n": 9}', b'{"n": 3}', b'{"n": 4}', b"5"])
    with pytest.raises(InputError, match="written anew"):
        check_begins(journal, receipt)


def test_with_a_key_nobody_else_writes_it_anew(tmp_path: Path) -> None:
    """The forger chains without the key; the owner sees it at the first line."""
    FileJournal(tmp_path / "log", b"secret").append(FOUR)
    (tmp_path / "log").unlink()
    (tmp_path / "log.head").unlink()
    FileJournal(tmp_path / "log").append([b'{"n": 1}', b'{"n": 9}'])
    with pytest.raises(InputError, match="line 1 was changed"):
        FileJournal(tmp_path / "log", b"secret").entries()


def test_what_stands_behind_the_head_was_never_promised_and_the_next_append_writes_over_it(tmp_path: Path) -> None:
    """Killed between the lines and the head: nobody got a receipt for them."""
    journal = FileJournal(tmp_path / "log")
    kept = journal.append(FOUR[:2])
    head = journal.head_path.read_bytes()
    journal.append(FOUR[2:])
    journal.head_path.write_bytes(head)
    assert journal.entries() == tuple(FOUR[:2]) and journal.head() == kept
    journal.append([b"5"])
    assert journal.entries() == (*FOUR[:2], b"5")


def test_a_head_reads_back_and_anything_else_is_refused() -> None:
    assert Head.parse("0:") == Head()
    for text in ("", "3", "x:ab", "3:xyz"):
        with pytest.raises(InputError, match="no head of a journal"):
            Head.parse(text)


def _writer(path: Path, name: str, rounds: int) -> None:
    """Decide at the head, again and again; a refusal means to look again."""
    journal, done = FileJournal(path), 0
    while done < rounds:
        seen = journal.head()
        try:
            journal.append([json.dumps([name, done]).encode()], seen)
            done += 1
        except InputError:
            continue


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path, rounds = tmp_path / "log", 40
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_writer, args=(path, name, rounds)) for name in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    found = [json.loads(body) for body in FileJournal(path).entries()]
    for name in "ab":
        assert [n for who, n in found if who == name] == list(range(rounds))


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_a_journal_with_all_that_it_was_told_is_kept(tmp_path: Path) -> None:
    """Two hundred kills; the child says every head it was given before it goes on."""
    context = multiprocessing.get_context("fork")
    path, told = tmp_path / "log", tmp_path / "told"

    def run() -> None:
        journal = FileJournal(path)
        with told.open("a", encoding="ascii") as file:
            while True:
                head = journal.append([b'{"some": "entry"}'] * 3)
                file.write(f"{head}\n")
                file.flush()

    for kill in range(200):
        child = context.Process(target=run)
        child.start()
        time.sleep(0.01 + (kill % 20) * 0.001)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        journal = FileJournal(path)
        assert len(journal.entries()) % 3 == 0, "an append is all or nothing"
        if told.exists() and (heads := told.read_text(encoding="ascii").splitlines()):
            check_begins(journal, Head.parse(heads[-1]))
