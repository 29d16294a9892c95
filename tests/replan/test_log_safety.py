"""The log of a day under two writers, kills and tampering."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import InputError
from models.events import EngineerLate, PlanPublished
from models.problem import Problem
from scheduler.errors import Locked
from scheduler.replan import accept, replan
from scheduler.replan.log import KEY, append, read_log
from scheduler.replan.verify import verify
from scheduler.store.journal import Head
from tests.replan.small import at, now, published
from tests.store.test_journal import TAMPERINGS

CONTEXT = multiprocessing.get_context("fork")


def reports(name: str, count: int) -> list[EngineerLate]:
    return [
        EngineerLate(at=at("08:00") + k, engineer="E3", until=at("12:00"), why=f"traffic {k}", who=name, sender=name,
                     counter=k + 1)
        for k in range(count)
    ]  # fmt: skip


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "day.jsonl"
    append(path, published(), reports("Zhao", 4))
    return path


def another_value(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1].replace(b'"counter": 1', b'"counter": 7'), *lines[2:]]


def other_bytes(lines: list[bytes]) -> list[bytes]:
    """The same value, spelt otherwise."""
    return [lines[0], lines[1].replace(b'"counter": 1', b'"counter":  1'), *lines[2:]]


@pytest.mark.parametrize("tamper", [another_value, other_bytes, *TAMPERINGS[2:]], ids=lambda tamper: tamper.__name__)
def test_tampering_is_found_by_who_reads_writes_or_verifies(
    tamper: Callable[[list[bytes]], list[bytes]], log: Path
) -> None:
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(changed := tamper(lines)))
    assert changed != lines
    for look in (
        lambda: read_log(log, published()),
        lambda: append(log, published(), reports("Wang", 1)),
        lambda: verify(log),
    ):
        with pytest.raises(InputError, match="restore the file from a copy"):
            look()


def test_a_log_that_was_cut_off_together_with_its_head_is_found_by_the_receipt(log: Path) -> None:
    receipt = read_log(log, published()).head
    shorter = log.with_name("shorter.jsonl")
    append(shorter, published(), reports("Zhao", 2))
    log.write_bytes(shorter.read_bytes())
    log.with_name(f"{log.name}.head").write_bytes(shorter.with_name(f"{shorter.name}.head").read_bytes())
    verify(log)  # by itself it looks whole
    with pytest.raises(InputError, match="5 entries were written and 3 are there"):
        verify(log, receipt)


def test_a_proposal_knows_the_log_it_was_made_from(log: Path) -> None:
    """The end of the log was cut off since, head and all: nothing is accepted upon what is left."""
    day = published()
    state = read_log(log, day).state()
    proposal = replan(now(day, "08:10", *reports("Zhao", 4)), iterations=20).but(head=state.head)
    assert Head.parse(proposal.head) == read_log(log, day).head
    for path in (log, log.with_name(f"{log.name}.head")):
        path.unlink()
    append(log, day, reports("Zhao", 2))
    with pytest.raises(InputError, match="5 entries were written and 3 are there"):
        accept(log, day, proposal)


def test_with_a_key_nobody_else_writes_the_log_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "day.jsonl"
    append(log, published(), reports("forger", 3))
    monkeypatch.setenv(KEY, "secret")
    with pytest.raises(InputError, match="line 1 was changed"):
        read_log(log, published())
    kept = tmp_path / "kept.jsonl"
    append(kept, published(), reports("Zhao", 3))
    assert len(read_log(kept, published()).events) == 3
    monkeypatch.delenv(KEY)
    with pytest.raises(InputError, match="line 1 was changed"):
        read_log(kept, published())


def _decides(path: Path, day: Problem, name: str, count: int, answers: Path) -> None:
    """So many decisions at the head that was seen, each with its answer."""
    assert day.published is not None
    given: Counter[str] = Counter()
    for k in range(count):
        seen = read_log(path, day)
        plan = day.published.but(note=f"{name} {k}")
        try:
            append(path, day, [PlanPublished(at=at("08:00"), plan=plan, who=name)], seen=seen.head)
            given["written"] += 1
        except InputError as error:
            given[error.troubles[0].rule] += 1
        except Locked:
            given["locked"] += 1
    answers.write_text(repr(dict(given)), encoding="utf-8")


def two_at_once(folder: Path, count: int) -> None:
    day, path = published(), folder / "day.jsonl"
    append(path, day, reports("Zhao", 1))
    answers = {name: folder / name for name in ("a", "b")}
    workers = [CONTEXT.Process(target=_decides, args=(path, day, name, count, out)) for name, out in answers.items()]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    log = read_log(path, day)
    decided = [event for event in log.events if isinstance(event, PlanPublished)]
    written = Counter(event.who for event in decided)
    for name, out in answers.items():
        given = eval(out.read_text(encoding="utf-8"))
        assert given.get("written", 0) == written[name], "who was told that it is written finds it in the log"
        assert sum(given.values()) == count and set(given) <= {"written", "journal-moved-on", "locked"}, given
    notes = [event.plan.note for event in decided]
    assert len(notes) == len(set(notes)), "none is there twice"
    assert verify(path, log.head).head == log.head
    assert log.state().published == decided[-1].plan


def test_of_two_who_decide_at_once_each_is_in_the_log_or_was_told_so(tmp_path: Path) -> None:
    two_at_once(tmp_path, 20)


@pytest.mark.slow
def test_two_processes_with_500_decisions_each(tmp_path: Path) -> None:
    two_at_once(tmp_path, 500)


@pytest.mark.slow
def test_a_log_is_whole_after_kills_at_200_moments(tmp_path: Path) -> None:
    """Documents before lines, lines before the head: what somebody was told is there, and nothing is half there."""
    day, path, told = published(), tmp_path / "day.jsonl", tmp_path / "told"
    append(path, day, reports("start", 1))

    def run(round: int) -> None:
        for k in range(1000):
            event = reports(f"w{round}", k + 1)[-1]
            head = append(path, day, [event.but(at=at("08:00"))]).head
            with told.open("a", encoding="ascii") as file:
                file.write(f"{head}\n")

    for round in range(200):
        child = CONTEXT.Process(target=run, args=(round,))
        child.start()
        time.sleep(0.02 + (round % 25) * 0.002)
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        if round % 20 == 19:
            heads = told.read_text(encoding="ascii").splitlines() if told.exists() else []
            kept = Head.parse(heads[-1]) if heads and heads[-1].count(":") == 1 and len(heads[-1]) > 64 else None
            found = verify(path, kept)
            assert found.deleted == () and found.unnamed == (), "what a line names is there"
    assert len(read_log(path, day).events) == verify(path).head.count - 1
