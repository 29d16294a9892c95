from __future__ import annotations

import pytest

from models.engineer import Break, Shift
from models.errors import InputError
from models.plan import BreakTaken, Plan, Route
from scheduler.compile import assemble, compile, routes_of
from tests.compile.small import HOUR, MINUTE, Bound, Rest, When, engineer, problem, ticket

PEOPLE = (engineer("E1"), engineer("E2"))
TICKETS = (ticket("T1", 10), ticket("T2", 20), ticket("T3", 5))


def test_visits_have_their_earliest_times() -> None:
    day = problem(PEOPLE, TICKETS, Bound(), When(spans={"T2": ((10 * HOUR, 11 * HOUR),)}))
    plan = assemble(day, compile(day), [[0, 1], []])
    (route,) = plan.routes
    # 10 min to T1, an hour there, 10 min on, waiting until 10:00, an hour there, 20 min home
    assert [(v.ticket, v.arrive, v.start, v.finish) for v in route.visits] == [
        ("T1", 8 * HOUR + 10 * MINUTE, 8 * HOUR + 10 * MINUTE, 9 * HOUR + 10 * MINUTE),
        ("T2", 9 * HOUR + 20 * MINUTE, 10 * HOUR, 11 * HOUR),
    ]
    assert (route.shift, route.engineer, route.depart) == ("E1@24", "E1", 8 * HOUR)
    assert route.end == 11 * HOUR + 20 * MINUTE
    assert plan.unserved == ("T3",)


def test_a_break_is_in_the_plan() -> None:
    rest = Break(length=30 * MINUTE, earliest=8 * HOUR, latest=8 * HOUR + 20 * MINUTE)
    eater = engineer("E1", Shift(id="E1@24", start=8 * HOUR, end=17 * HOUR, rest=rest))
    day = problem(eater, TICKETS[:1], Rest())
    (route,) = assemble(day, compile(day), [[0]]).routes
    # The only leg left by 8:20 is the first: taken on arrival at 8:10.
    assert route.rest == BreakTaken(start=8 * HOUR + 10 * MINUTE, end=8 * HOUR + 40 * MINUTE)
    assert route.visits[0].start == 8 * HOUR + 40 * MINUTE


def test_routes_come_back_from_their_plan() -> None:
    day = problem(PEOPLE, TICKETS, Bound())
    compiled = compile(day)
    plans: list[list[list[int]]] = [[[], []], [[2, 0], [1]], [[], [1, 2, 0]]]
    for routes in plans:
        assert routes_of(compiled, assemble(day, compiled, routes)) == routes


def test_a_route_that_breaks_a_rule_is_no_plan() -> None:
    day = problem(PEOPLE, TICKETS, When(spans={"T1": ((8 * HOUR, 9 * HOUR),)}))
    with pytest.raises(ValueError, match="shift E1@24 cannot serve T2, T1 in this order: no window of stop 1"):
        assemble(day, compile(day), [[1, 0], []])


def test_a_ticket_in_two_routes_is_no_plan() -> None:
    day = problem(PEOPLE, TICKETS)
    with pytest.raises(ValueError, match="in two routes: T1"):
        assemble(day, compile(day), [[0], [0]])


def test_visits_of_closed_tickets_are_left_out() -> None:
    day = problem(PEOPLE, TICKETS)
    plan = assemble(day, compile(day), [[0, 1], [2]])
    later = day.replace(tickets=(TICKETS[0].but(status="finished"), *TICKETS[1:]))
    assert routes_of(compile(later), plan) == [[0], [1]]


def test_everything_strange_in_a_plan_is_named_at_once() -> None:
    day = problem(PEOPLE, TICKETS)
    compiled = compile(day)
    good = assemble(day, compiled, [[0], [1]])
    one, two = good.routes
    visits = (*one.visits, two.visits[0].but(ticket="T22"))
    strange = Plan(
        routes=(
            one.but(visits=visits),
            two.but(engineer="E1", visits=one.visits),
            Route(shift="E7@24", engineer="E7", depart=0, end=0, visits=()),
        )
    )
    with pytest.raises(InputError) as error:
        routes_of(compiled, strange)
    assert [(trouble.rule, trouble.value) for trouble in error.value.troubles] == [
        ("unknown-ticket", "T22"),
        ("wrong-engineer", "E1"),
        ("served-twice", "T1"),
        ("unknown-shift", "E7@24"),
    ]
    assert "Maybe you mean 'T2'" in str(error.value)
