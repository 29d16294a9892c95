"""Slots: the price is the cheapest there is, nothing is promised twice, and what is called proved is."""

from __future__ import annotations

from itertools import product

import pytest

from models.clock import HOUR
from models.errors import InputError
from models.events import TicketChanged
from models.judge import judge
from models.problem import Problem
from models.rules.appointment_window import AppointmentWindow
from models.ticket import Window
from scheduler.compile import assemble, compile
from scheduler.dispatch import Board, Slot, bound_of, confirm, grid, hold, slots, suggest, with_holds
from scheduler.generate import generate
from scheduler.planning.plan import plan
from scheduler.planning.warm_start import WarmStart
from tests.compile.small import MINUTE, Bound, Driving, Left, Visits, When, engineer, problem, ticket
from tests.dispatch.boards import agrees, cheapest_by_hand, random_board


def board_of(day: Problem, *routes: list[int]) -> Board:
    """The board of these routes."""
    compiled = compile(day)
    return Board.of(day, assemble(day, compiled, routes), compiled)


def booked(day: Problem, *found: Slot) -> Problem:
    """The day on which the tickets have the windows of these slots."""
    new = {slot.ticket.id: slot.ticket for slot in found}
    return day.replace(tickets=tuple(new.get(one.id, one) for one in day.tickets))


@pytest.mark.parametrize("seed", range(10))
def test_without_repair_a_price_is_that_of_the_best_of_all_insertions(seed: int) -> None:
    board = random_board(seed, tickets=6)
    windows = grid(board, hours=3)
    for id in board.compiled.tickets:
        for window in windows:
            found = slots(board, id, windows=[window], repair=False)
            assert [slot.price for slot in found] == [cheapest_by_hand(board, id, window)][: len(found)]
            assert found or cheapest_by_hand(board, id, window) is None


@pytest.mark.parametrize("seed", range(10))
def test_a_repaired_slot_is_as_cheap_and_keeps_every_rule_and_the_window(seed: int) -> None:
    board = random_board(seed)
    for id in board.compiled.tickets:
        plain = {slot.window: slot for slot in slots(board, id, hours=3, limit=None, repair=False)}
        better = {slot.window: slot for slot in slots(board, id, hours=3, limit=None)}
        assert set(plain) <= set(better)
        for window, slot in better.items():
            agrees(board.problem, board, slot.move, booked(board.problem, slot))
            assert slot.move.allowed
            assert slot.start in window
            assert window not in plain or slot.price <= plain[window].price
            assert set(board.plan.served()) <= set(slot.move.plan.served())


def test_another_visit_makes_room() -> None:
    # E1 is at T1 (kilometre 10) 08:10-09:10; T2 lies there, too, and can start until 08:30 only, T1 at any time. Only
    # by going to T1 afterwards can E1 serve T2, and that costs no drive at all.
    spans = {"T2": ((8 * HOUR, 8 * HOUR + 30 * MINUTE),), "T1": ((8 * HOUR, 9 * HOUR + 11 * MINUTE),)}
    day = problem(engineer("E1"), (ticket("T1", 10), ticket("T2", 10)), Bound(), Driving(), Left(), Visits(visits=2),
                  When(spans=spans))  # fmt: skip
    board = board_of(day, [0])
    window = (Window(start=8 * HOUR, end=10 * HOUR),)
    (slot,) = slots(board, "T2", windows=window)
    assert (slot.price, slot.start, slot.late_seconds) == (0, 8 * HOUR + 600, HOUR)
    assert slots(board, "T1", windows=(Window(start=12 * HOUR, end=14 * HOUR),)) == ()


def test_a_neighbour_takes_the_visit_that_makes_room() -> None:
    # T1 and T2 both start at 09:00 sharp. E1 may serve both, E2 only T1 (one visit each, both live at 0).
    sharp = ((9 * HOUR, 9 * HOUR + 1),)
    day = problem((engineer("E1"), engineer("E2")), (ticket("T1", 10), ticket("T2", 10)), Bound(), Driving(), Left(),
                  When(concern=(True, True), spans={"T1": sharp, "T2": sharp, "E2/T2": ()}))  # fmt: skip
    board = board_of(day, [0], [])
    assert slots(board, "T2", repair=False) == ()
    (slot,) = slots(board, "T2")
    assert (slot.repaired, slot.price, slot.engineer) == (True, 20_000, "E1")
    assert {route.engineer: route.tickets for route in slot.move.plan.routes} == {"E1": ("T2",), "E2": ("T1",)}


def test_two_neighbours_make_room() -> None:
    # All visits start at 09:00 sharp. T4 is for E1 only, T1 for E1 or E2, T2 for E2 or E3, and E3 has nothing to do:
    # T1 goes to E2, and T2 from there to E3.
    sharp = ((9 * HOUR, 9 * HOUR + 1),)
    never: dict[str, tuple[tuple[int, int], ...]] = dict.fromkeys(("E2/T4", "E3/T4", "E3/T1", "E1/T2"), ())
    when = When(concern=(True, True), spans=dict.fromkeys(("T1", "T2", "T4"), sharp) | never)
    people, tickets = tuple(engineer(f"E{k}") for k in (1, 2, 3)), tuple(ticket(f"T{k}", 10) for k in (1, 2, 4))
    day = problem(people, tickets, Bound(), Driving(), Left(), when)
    board = board_of(day, [0], [1], [])
    assert slots(board, "T4", repair=False) == ()
    (slot,) = slots(board, "T4")
    assert {route.engineer: route.tickets for route in slot.move.plan.routes} == {
        "E1": ("T4",),
        "E2": ("T1",),
        "E3": ("T2",),
    }
    assert (slot.repaired, slot.price) == (True, 20_000)


def test_lateness_of_others_is_told_in_seconds_and_money() -> None:
    board = Board.of(*_generated(seed=5))
    for id in board.compiled.tickets:
        for slot in slots(board, id, limit=None):
            later = sum(one.later for one in slot.move.shifted if one.later > 0)
            assert slot.late_seconds == later
            before, after = (judge(board.problem, made) for made in (board.plan, slot.move.plan))
            late = [
                sum(f.cost for f in report.findings if f.rule in ("response-sla", "resolution-sla") and f.ticket
                    and f.ticket != id and f.ticket in slot.move.plan.served())
                for report in (before, after)
            ]  # fmt: skip
            assert slot.late_money == max(0, late[1] - late[0])


def _generated(seed: int, tickets: int = 16, engineers: int = 3):  # type: ignore[no-untyped-def]
    day = generate(tickets=tickets, engineers=engineers, seed=seed, language="en")
    return day, plan(day, iterations=100, proof=False).plan


def test_first_slots_of_one_call_can_all_be_booked_together() -> None:
    # One visit fits into every window of the one engineer: of three tickets each gets another window first.
    day = problem(engineer("E1"), tuple(ticket(f"T{k}", 10, duration=100 * MINUTE) for k in (1, 2, 3)), Bound(),
                  Driving(), Left())  # fmt: skip
    board = board_of(day, [])
    found = slots(board, ["T1", "T2", "T3"], limit=None)
    first = [next(slot for slot in found if slot.ticket.id == id) for id in ("T1", "T2", "T3")]
    after = first[-1].move.plan
    assert set(after.served()) == {"T1", "T2", "T3"}
    for slot in first:
        assert after.served()[slot.ticket.id][1].start in slot.window


@pytest.mark.parametrize("seed", range(8))
def test_together_they_keep_all_rules_on_random_days(seed: int) -> None:
    board = random_board(seed)
    found = slots(board, list(board.compiled.tickets), limit=1, hours=3)
    assert found
    last = found[-1].move.plan
    report, before = judge(booked(board.problem, *found), last), judge(board.problem, board.plan)
    assert {finding.rule for finding in report.broken} <= {finding.rule for finding in before.broken}
    for slot in found:
        assert last.served()[slot.ticket.id][1].start in slot.window


def test_a_window_that_is_held_is_not_offered_twice_until_it_expires() -> None:
    # The engineer has room for one visit in all.
    day = problem(engineer("E1"), (ticket("T1", 10), ticket("T2", 10)), Bound(), Driving(), Left(), Visits(visits=1))
    board = board_of(day, [])
    slot = slots(board, "T1")[0]
    kept = hold(slot, until=600, at=0)
    assert slots(with_holds(board, [kept], 599), "T2") == ()
    assert slots(with_holds(board, [kept], 600), "T2") != ()
    assert "T1" in with_holds(board, [kept], 599).plan.served()


def test_the_regret_is_proved_against_every_other_plan() -> None:
    day, _ = _generated(seed=2, tickets=12)
    best = plan(day, seconds=20, gap=0.0)
    assert best.bound == best.cost
    made = plan(day, iterations=5, proof=False).plan
    board = Board.of(day, made)
    bound = bound_of(board, prices=best.prices)
    assert bound is not None
    assert bound <= best.cost
    for id in list(made.served())[:4]:
        for slot in slots(board, id, limit=None, bound=bound):
            assert slot.regret_at_most is not None
            assert slot.move.cost - best.cost <= slot.regret_at_most
        assert all(slot.regret_at_most is None for slot in slots(board, id))


def test_of_a_promised_visit_nothing_is_called_proved() -> None:
    # A new window may end the promise; what was proved of plans that keep it says nothing of plans that do not.
    day, made = _generated(seed=2, tickets=12)
    board = Board.of(day.replace(published=made))
    id = next(iter(made.served()))
    assert all(slot.regret_at_most is None for slot in slots(board, id, limit=None, bound=0))


def test_a_new_ticket_is_quoted_beside_the_plan() -> None:
    day = problem(engineer("E1"), ticket("T1", 10), Bound(), Driving(), Left())
    new = ticket("T9", 10)
    (slot,) = slots(board_of(day, [0]), new, limit=1)
    assert (slot.ticket.id, slot.price, slot.known) == ("T9", 0, False)
    assert slot.ticket.booked == slot.window
    assert slots(board_of(day, [0]), "T1", limit=1)[0].known


def test_a_new_place_is_found_on_the_map_or_asked_for() -> None:
    board = Board.of(*_generated(seed=2))
    near = board.problem.tickets[0].place
    new = board.problem.tickets[0].but(id="T-900", windows=(), place=near.but(lat=near.lat + 0.01))
    assert slots(board, new, limit=1)[0].ticket.id == "T-900"
    with pytest.raises(InputError, match="has no coordinates"):
        slots(board, new.but(place=near.but(id="nowhere", lat=0.0, lon=0.0)))


def test_qualities_go_by_the_price_of_the_best() -> None:
    board = random_board(3)
    for id, hours in product(board.compiled.tickets, (1, 3)):
        found = slots(board, id, hours=hours, limit=None)
        assert [slot.price for slot in found] == sorted(slot.price for slot in found)
        for slot in found:
            best = found[0].price
            assert slot.more == slot.price - best
            if best > 0:
                wanted = "good" if 4 * slot.price <= 5 * best + 3 else "fair" if slot.price <= 2 * best else "dear"
                assert slot.quality == wanted
        assert not found or found[0].quality == "good"


def test_the_grid_begins_at_the_full_hour_and_leaves_out_what_is_over() -> None:
    day = problem(engineer("E1"), ticket("T1"), now=11 * HOUR)
    text = [(one.start // HOUR, one.end // HOUR) for one in grid(Board.of(day), hours=2)]
    assert text == [(10, 12), (12, 14), (14, 16), (16, 18)]
    with pytest.raises(InputError) as error:
        grid(Board.of(day), days=["2026-11-25", "soon"])
    assert [one.rule for one in error.value.troubles] == ["no-shift", "date"]
    with pytest.raises(InputError, match="is no length of a window"):
        grid(Board.of(day), hours=0)


def test_booked_slots_are_kept_by_the_next_plan() -> None:
    day, made = _generated(seed=4)
    board = Board.of(day, made)
    slot = slots(board, board.compiled.tickets[0])[0]
    again = plan(booked(day, slot), iterations=50, proof=False, warm=WarmStart(slot.move.plan))
    served = again.plan.served()
    assert slot.ticket.id not in served or served[slot.ticket.id][1].start in slot.window


def test_without_shifts_or_windows_there_is_nothing_to_offer() -> None:
    idle = Board.of(problem(engineer("E1").but(shifts=()), ticket("T1"), Bound()))
    assert (grid(idle), slots(idle, "T1"), suggest(idle, "T1")) == ((), (), ())
    board = Board.of(problem(engineer("E1"), ticket("T1"), Bound()))
    assert slots(board, []) == slots(board, "T1", windows=()) == ()
    assert len(slots(board, ["T1", "T1"], limit=1)) == 1


def test_any_window_offers_what_the_tickets_own_windows_exclude() -> None:
    morning = (Window(start=8 * HOUR, end=9 * HOUR),)
    board = board_of(problem((), (ticket("T1", 10, windows=morning), ticket("T2", 12)), AppointmentWindow()), [])
    afternoon = (Window(start=14 * HOUR, end=15 * HOUR),)
    assert slots(board, "T1", windows=afternoon) == ()
    (slot,) = slots(board, "T1", windows=afternoon, any_window=True)
    assert (slot.ticket.windows, slot.ticket.booked, slot.any_window) == ((), afternoon[0], True)
    assert 14 * HOUR <= slot.start < 15 * HOUR
    event = confirm(hold(slot, until=2 * HOUR), HOUR)
    assert isinstance(event, TicketChanged)
    assert (event.windows, event.booked) == ((), afternoon[0])


def test_a_slot_keeps_the_windows_of_the_site() -> None:
    morning = (Window(start=8 * HOUR, end=12 * HOUR),)
    board = board_of(problem((), (ticket("T1", 10, windows=morning), ticket("T2", 12)), AppointmentWindow()), [])
    (slot,) = slots(board, "T1", windows=(Window(start=11 * HOUR, end=14 * HOUR),))
    assert (slot.ticket.windows, slot.window) == (morning, Window(start=11 * HOUR, end=12 * HOUR))
