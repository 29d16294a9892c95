"""Of equally good plans the one a person expects."""

from __future__ import annotations

import pytest

from models.clock import HOUR, MINUTE
from models.engineer import Break, Shift
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from models.schedule import schedule
from models.ticket import Window
from scheduler.compile import assemble, compile
from scheduler.planning.alike import in_ticket_order
from scheduler.planning.plan import plan
from scheduler.planning.polish import polished
from scheduler.solvers.agreement import day_money
from tests.compile.small import Bound, Driving, Left, engineer, problem, ticket
from tests.properties.random_days import random_problem, random_routes

LUNCH = Break(length=30 * MINUTE, earliest=11 * HOUR + 30 * MINUTE, latest=13 * HOUR + 30 * MINUTE)


def window(*hours: float) -> tuple[Window, ...]:
    start, end = (round(hour * HOUR) for hour in hours)
    return (Window(start=start, end=end),)


def with_lunch(*tickets: object, rest: Break = LUNCH, rules: tuple[object, ...] = ()) -> Problem:
    from models.rules.appointment_window import AppointmentWindow
    from models.rules.rest_break import RestBreak

    shift = Shift(id="E1@24", start=8 * HOUR, end=17 * HOUR, rest=rest)
    return problem(  # type: ignore[arg-type]
        engineer("E1", shifts=(shift,)), tickets, Bound(), Driving(), Left(), AppointmentWindow(), RestBreak(), *rules
    )


def starts(made: Plan, day: Problem) -> dict[str, str]:
    return {visit.ticket: day.clock.text(visit.start) for route in made.routes for visit in route.visits}


def test_nobody_rests_at_the_depot_while_the_first_customer_could_be_served() -> None:
    # the morning's visit from 9, the other from 14: the break lies between them, not before both
    day = with_lunch(ticket("T1", 10, windows=window(9, 13)), ticket("T2", 20, windows=window(14, 16)))
    made = plan(day, iterations=20, threads=1).plan
    assert starts(made, day) == {"T1": "09:00", "T2": "14:00"}
    rest = made.routes[0].rest
    assert rest is not None and day.clock.text(rest.start) == "11:30"


def test_the_plain_timetable_says_the_same_of_the_break() -> None:
    day = with_lunch(ticket("T1", 10, windows=window(9, 13)), ticket("T2", 20, windows=window(14, 16)))
    plain = schedule(day, *day.shifts[0], ["T1", "T2"])
    assert plain == plan(day, iterations=20, threads=1).plan.routes[0]


def test_a_break_between_two_tight_windows_has_one_place_and_finds_it() -> None:
    # J2 before 09:30, J3 from 10:00 to 10:31, the break from 09:30 to 10:00: only between them
    rest = Break(length=30 * MINUTE, earliest=round(9.5 * HOUR), latest=10 * HOUR)
    day = with_lunch(
        ticket("J1", 10, duration=20 * MINUTE, windows=window(8, 9)),
        ticket("J2", 20, duration=20 * MINUTE, windows=window(8.75, 9.5)),
        ticket("J3", 10, duration=15 * MINUTE, windows=window(10, 10 + 31 / 60)),
        rest=rest,
    )
    made = plan(day, iterations=50, threads=1).plan
    assert list(starts(made, day)) == ["J1", "J2", "J3"]
    taken = made.routes[0].rest
    assert taken is not None and rest.earliest <= taken.start <= rest.latest and not judge(day, made).broken


def test_who_has_no_window_is_not_kept_waiting_behind_who_has_one() -> None:
    # at one place, in either order the same drive: T2 at once, T1 when its window opens
    day = with_lunch(ticket("T1", 10, windows=window(14, 16)), ticket("T2", 10), rest=LUNCH.but(length=0))
    compiled = compile(day)
    order = polished(compiled, [[0, 1]])
    assert [compiled.tickets[i] for i in order[0]] == ["T2", "T1"]
    assert starts(assemble(day, compiled, order), day)["T2"] == "08:10"


def test_of_equally_dear_orders_the_one_with_the_urgent_first_is_planned() -> None:
    # leaving T1 costs more than leaving T2 or T3; all lie at one place and nothing is late
    def priority(urgent: int) -> dict[str, int]:
        return {"priority": urgent}

    from models.rules.unserved_cost import UnservedCostRule

    urgent, small = (
        ticket("T1", 10, duration=3 * HOUR, **priority(1)),
        [ticket(f"T{k}", 10, duration=HOUR // 2, **priority(4)) for k in (2, 3)],
    )
    shift = Shift(id="E1@24", start=8 * HOUR, end=17 * HOUR)
    day = problem(
        engineer("E1", shifts=(shift,)), (*small, urgent), Bound(), Driving(), UnservedCostRule(lateness=False)
    )
    assert next(iter(starts(plan(day, iterations=20, threads=1).plan, day))) == "T1"


@pytest.mark.parametrize("seed", range(30))
def test_a_polished_plan_costs_what_it_did_by_every_rule_and_breaks_nothing(seed: int) -> None:
    day = random_problem(seed).replace(published=None)
    compiled = compile(day)
    routes = random_routes(seed, compiled)
    better = polished(compiled, routes)
    assert [sorted(route) for route in better] == [sorted(route) for route in routes]
    assert day_money(compiled.day, better) == day_money(compiled.day, routes)
    before, after = (judge(day, assemble(day, compiled, found)) for found in (routes, better))
    assert after.cost == before.cost
    assert {f.rule for f in after.broken} <= {f.rule for f in before.broken}


def test_people_who_know_a_plan_keep_it_where_another_costs_the_same() -> None:
    day = with_lunch(ticket("T1", 10, windows=window(14, 16)), ticket("T2", 10), rest=LUNCH.but(length=0))
    known = assemble(day, compile(day), [[0, 1]])
    made = plan(day.replace(published=known), iterations=50, threads=1).plan
    assert starts(made, day) == starts(known, day)


def test_tickets_that_are_alike_are_served_as_they_are_listed_and_the_last_ones_are_left() -> None:
    # ten meters of an hour in one cellar, eight hours of work, ten minutes there and back: seven fit
    meters = tuple(ticket(f"M{k:02}", 10, duration=HOUR) for k in range(10))
    shift = Shift(id="E1@24", start=8 * HOUR, end=16 * HOUR)
    day = problem(engineer("E1", shifts=(shift,)), meters, Bound(), Driving(), Left())
    made = plan(day, iterations=100, threads=1).plan
    served = [visit.ticket for visit in made.routes[0].visits]
    assert served == [meter.id for meter in meters[: len(served)]] and 0 < len(served) < len(meters)


def test_a_ticket_that_differs_in_anything_keeps_its_turn() -> None:
    meters = tuple(ticket(f"M{k}", 10, duration=HOUR // 4) for k in range(3))
    late = ticket("M3", 10, duration=HOUR // 4, windows=window(8, 12))
    day = with_lunch(*meters, late)
    order = in_ticket_order(compile(day).day, [[3, 2, 0, 1]])
    assert order == [[3, 0, 1, 2]]


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_alike_tickets_changes_neither_money_nor_rules(seed: int) -> None:
    day = random_problem(seed).replace(published=None)
    twins = tuple(one.but(id=f"{one.id}-again", predecessors=(), pin=None) for one in day.tickets)
    plain = tuple(one.but(predecessors=(), pin=None) for one in day.tickets)
    day = day.replace(tickets=twins + plain, decided=())
    compiled = compile(day)
    routes = random_routes(seed, compiled)
    better = in_ticket_order(compiled.day, routes)
    assert day_money(compiled.day, better) == day_money(compiled.day, routes)
    before, after = (judge(day, assemble(day, compiled, found)) for found in (routes, better))
    assert after.cost == before.cost
    assert {f.rule for f in after.broken} == {f.rule for f in before.broken}
