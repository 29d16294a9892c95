"""Holds: kept in a file, expired by the time that is passed in, booked as an event."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.clock import HOUR
from models.errors import InputError
from models.events import TicketArrived, TicketChanged, situation
from models.plan import Plan
from models.problem import Problem
from scheduler.dispatch import Board, HoldFile, confirm, hold, slots, try_move, with_holds
from scheduler.errors import Locked
from scheduler.generate import generate
from scheduler.planning.plan import plan
from scheduler.store.journal import FileJournal
from tests.compile.small import CLOCK, Bound, Driving, Left, Visits, engineer, problem, ticket


def small() -> Problem:
    """Two tickets, one engineer who makes two visits."""
    return problem(engineer("E1"), (ticket("T1", 10), ticket("T2", 12)), Bound(), Driving(), Left(), Visits(visits=2))


def test_a_hold_goes_to_the_file_and_back(tmp_path: Path) -> None:
    board = Board.of(small())
    one, other = (hold(slots(board, id, limit=1)[0], until=HOUR) for id in ("T1", "T2"))
    file = HoldFile(tmp_path / "deep" / "holds.jsonl", CLOCK)
    assert file.holds() == ()
    with file.locked():
        file.add(one)
        file.add(other)
        file.release(other.id)
    assert file.holds() == (one,)
    assert file.active(HOUR - 1) == (one,)
    assert file.active(HOUR) == ()
    assert file.named(one.id, 0) == one
    with pytest.raises(InputError, match="no such hold, or it has expired"):
        file.named(one.id, HOUR)
    assert (one.engineer, one.price, one.known, one.window) == ("E1", 20_000, True, one.ticket.booked)


def test_a_line_that_was_cut_off_is_named(tmp_path: Path) -> None:
    path = tmp_path / "holds.jsonl"
    path.write_text('{"release": "x"}\n{"id": "T1@\n{"id": "T2", "until": "soon"}\n', encoding="utf-8")
    with pytest.raises(InputError) as error:
        HoldFile(path, CLOCK).holds()
    assert [(one.row, one.rule) for one in error.value.troubles] == [(2, "hold-line"), (3, "hold-line")]


def test_a_file_of_plain_lines_is_read_and_becomes_a_journal(tmp_path: Path) -> None:
    kept = hold(slots(Board.of(small()), "T1", limit=1)[0], until=HOUR)
    line = kept.model_dump_json(context={"clock": CLOCK}, exclude_defaults=True)
    path = tmp_path / "holds.jsonl"
    path.write_text(f"{line}\n\n", encoding="utf-8")
    file = HoldFile(path, CLOCK)
    assert file.holds() == (kept,)
    with file.locked():
        file.release(kept.id)
    assert file.holds() == ()
    assert FileJournal(path).head().count == 2


def test_a_hold_whose_writing_was_broken_off_was_never_promised(tmp_path: Path) -> None:
    """Killed in the middle of a line: the next hold takes its place."""
    kept, other = (hold(slots(Board.of(small()), id, limit=1)[0], until=HOUR) for id in ("T1", "T2"))
    file = HoldFile(tmp_path / "holds.jsonl", CLOCK)
    with file.locked():
        file.add(kept)
    with file.path.open("ab") as half:
        half.write(b'["0f3a')
    assert file.holds() == (kept,)
    assert "line 2 was cut off" in file.mended()
    with file.locked():
        file.add(other)
    assert file.holds() == (kept, other)
    assert file.mended() == ""


def test_a_cut_off_line_at_the_end_of_a_plain_file_mends_itself_with_a_word(tmp_path: Path) -> None:
    kept = hold(slots(Board.of(small()), "T1", limit=1)[0], until=HOUR)
    line = kept.model_dump_json(context={"clock": CLOCK}, exclude_defaults=True)
    path = tmp_path / "holds.jsonl"
    path.write_text(f"{line}\n{line[:40]}", encoding="utf-8")
    file = HoldFile(path, CLOCK)
    assert file.holds() == (kept,)
    assert "line 2 was cut off" in file.mended() and "第 2 行" in file.mended().zh  # type: ignore[attr-defined]
    with file.locked():
        file.release(kept.id)
    assert file.holds() == () and file.mended() == ""


def test_only_one_writes_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.store.journal.WAIT", 0.05)
    one, other = (HoldFile(tmp_path / "holds.jsonl", CLOCK) for _ in range(2))
    with one.locked(), pytest.raises(Locked, match="somebody else is writing"), other.locked():
        pass


def test_a_confirmed_hold_becomes_the_event_that_books_it() -> None:
    day = small()
    slot = slots(Board.of(day), ticket("T9", 14), limit=1)[0]
    kept = hold(slot, until=9 * HOUR, at=8 * HOUR)
    event = confirm(kept, 8 * HOUR + 600)
    assert isinstance(event, TicketArrived)
    after = situation(day, event.at, Plan(unserved=("T1", "T2")), [event]).problem
    assert after.ticket["T9"].booked == slot.window
    known = hold(slots(Board.of(day), "T1", limit=1)[0], until=9 * HOUR)
    changed = confirm(known, 8 * HOUR)
    assert isinstance(changed, TicketChanged)
    assert (changed.ticket, changed.booked) == ("T1", known.ticket.booked)
    with pytest.raises(InputError, match="the hold of T9 has expired"):
        confirm(kept, 9 * HOUR)


def test_a_hold_that_ends_before_it_begins_is_refused() -> None:
    slot = slots(Board.of(small()), "T1", limit=1)[0]
    with pytest.raises(InputError, match="the hold would end 08:00; it is 09:00"):
        hold(slot, until=8 * HOUR, at=9 * HOUR)


def test_of_two_holds_of_a_ticket_the_later_counts_and_one_without_room_is_named() -> None:
    board = Board.of(small())
    first, second = (hold(slot, until=2 * HOUR, at=k) for k, slot in enumerate(slots(board, "T1", limit=2)))
    both = with_holds(board, [second, first], 60)
    assert both.problem.ticket["T1"].booked == second.ticket.booked
    full = [hold(slots(board, ticket(f"T{k}", 10), limit=1)[0], until=2 * HOUR) for k in (7, 8, 9)]
    assert len(with_holds(board, full, 60).off) == 1


def test_a_hold_of_a_ticket_that_is_over_does_not_come_back() -> None:
    kept = hold(slots(Board.of(small()), "T1", limit=1)[0], until=2 * HOUR)
    over = small().replace(tickets=(ticket("T1", 10, status="finished"), ticket("T2", 12)))
    board = Board.of(over)
    assert with_holds(board, [kept], 60) is board


def test_what_was_quoted_is_what_it_costs_once_it_is_booked() -> None:
    """The clocks of the SLA of a new ticket run from the moment of the call, in the quote as after the booking."""
    day = generate(tickets=20, engineers=4, seed=6, language="en")
    made = plan(day, iterations=100, proof=False).plan
    board = Board.of(situation(day, "09:00", made))
    new = day.tickets[0].but(id="T-900", windows=(), created=None, respond_by=None, resolve_by=None, priority=1)
    for slot in slots(board, new, repair=False):
        event = confirm(hold(slot, until=10 * HOUR), 9 * HOUR)
        after = Board.of(situation(day, "09:00", made, [event]))
        again = try_move(after, "T-900", slot.engineer)
        assert again.price <= slot.move.price
        assert again.visit is not None
        assert again.visit.start in slot.window
