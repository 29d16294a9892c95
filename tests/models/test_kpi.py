"""Key figures, each on the smallest day that shows its definition."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from models.clock import HOUR, MINUTE, Clock
from models.engineer import Absence, Engineer, Shift, TierLevel
from models.finding import Report
from models.kpi import KPIS, Kpi, KpiFacts, kpis
from models.kpi.due import due
from models.kpi.page import page
from models.place import Place
from models.plan import BreakTaken, Plan, Route, Visit
from models.policy import Policy
from models.problem import Problem
from models.rules.response_sla import ResponseSla
from models.ticket import Ticket
from models.travel import Travel

HOME, SITE = Place(id="home"), Place(id="site")
TRAVEL = Travel(
    ("home", "site"), np.array([[0, 1800], [1800, 0]], np.int32), np.array([[0, 20_000], [20_000, 0]], np.int32)
)
"""Half an hour and 20 km from home to the site; no way between two tickets on the site."""


def engineer(id: str = "E1", **more: object) -> Engineer:
    shift = Shift(id=f"{id}@1", start=8 * HOUR, end=16 * HOUR)
    return Engineer.model_validate({"id": id, "start": HOME, "shifts": (shift,), **more})


def ticket(id: str = "T1", **more: object) -> Ticket:
    return Ticket.model_validate({"id": id, "place": SITE, "duration": HOUR, **more})


def route(*starts: tuple[str, int], id: str = "E1", **more: object) -> Route:
    """Visits of an hour from these starts, arriving as they begin; home half an hour after the last."""
    visits = tuple(Visit(ticket=ticket, arrive=start, start=start, finish=start + HOUR) for ticket, start in starts)
    made = Route(shift=f"{id}@1", engineer=id, depart=8 * HOUR, visits=visits, end=visits[-1].finish + 30 * MINUTE)
    return made.but(**more)


def figures(
    engineers: list[Engineer], tickets: list[Ticket], *routes: Route, policy: Policy | None = None
) -> dict[str, Kpi]:
    clock = Clock.parse("2026-11-24T00:00:00+08:00")
    problem = Problem(tuple(engineers), tuple(tickets), TRAVEL, policy or Policy(), clock)
    served = {id for one in routes for id in one.tickets}
    plan = Plan(routes=routes, unserved=tuple(one.id for one in tickets if one.id not in served))
    return {kpi.id: kpi for kpi in kpis(problem, plan, Report())}


def parts(kpi: Kpi) -> tuple[float, float, float | None]:
    return kpi.numerator, kpi.denominator, kpi.value


def test_served_and_unserved_count_open_tickets_only() -> None:
    tickets = [ticket("T1", priority=1), ticket("T2", priority=1), ticket("T3", status="finished", priority=1)]
    found = figures([engineer()], tickets, route(("T1", 9 * HOUR)))
    assert parts(found["served"]) == (1, 2, 50)
    assert parts(found["unserved-p1"]) == (1, 2, 50)
    assert parts(found["unserved-p2"]) == (0, 0, None)


def test_a_start_at_the_very_second_keeps_the_response_and_a_second_later_misses_it() -> None:
    kept = figures([engineer()], [ticket(respond_by=9 * HOUR, priority=2)], route(("T1", 9 * HOUR)))
    missed = figures([engineer()], [ticket(respond_by=9 * HOUR, priority=2)], route(("T1", 9 * HOUR + 1)))
    assert parts(kept["sla-response"]) == parts(kept["sla-response-p2"]) == (1, 1, 100)
    assert parts(missed["sla-response"]) == (0, 1, 0)


def test_the_resolution_clock_stops_at_the_finish() -> None:
    found = figures([engineer()], [ticket(resolve_by=10 * HOUR - 1)], route(("T1", 9 * HOUR)))
    assert parts(found["sla-resolution"]) == (0, 1, 0)
    # one second late on the resolution: 1/60 min over one late visit
    assert found["lateness"].numerator == pytest.approx(1 / 60, abs=1e-6)


def test_leaving_a_ticket_out_does_not_improve_its_sla() -> None:
    tickets = [ticket("T1", respond_by=10 * HOUR), ticket("T2", respond_by=10 * HOUR)]
    found = figures([engineer()], tickets, route(("T1", 9 * HOUR)))
    assert parts(found["sla-response"]) == (1, 2, 50)


def test_what_is_due_after_the_last_shift_counts_neither_way() -> None:
    tickets = [ticket("T1", respond_by=16 * HOUR), ticket("T2", respond_by=20 * HOUR)]
    found = figures([engineer()], tickets, route(("T1", 9 * HOUR)))
    assert parts(found["sla-response"]) == (0, 0, None)


def test_a_promise_that_follows_from_the_priority_counts() -> None:
    """Priority 1 is due 4 h after the request at 06:00; a start at 11:00 misses 10:00."""
    policy = Policy().with_rule(ResponseSla())
    found = figures([engineer()], [ticket(priority=1, created=6 * HOUR)], route(("T1", 11 * HOUR)), policy=policy)
    assert parts(found["sla-response-p1"]) == (0, 1, 0)
    assert parts(found["lateness"]) == (60, 1, 60)


def test_a_clock_asks_every_rule_that_promises_and_takes_the_earliest() -> None:
    """A contract promises 5 h from the request; the policy's 4 h are earlier for P1, its 8 h later for P2."""

    class Contract(ResponseSla):
        id: ClassVar[str] = "contract"

    rules = (ResponseSla(), Contract(hours={1: 5, 2: 5}))
    problem = Problem((), (), TRAVEL, Policy(rules=rules), Clock.parse("2026-11-24T00:00:00+08:00"))
    asked = [due(problem, ticket(priority=p, created=0, resolve_by=7 * HOUR), "response") for p in (1, 2)]
    assert asked == [4 * HOUR, 5 * HOUR]
    assert due(problem, ticket(resolve_by=7 * HOUR), "resolution") == 7 * HOUR  # no rule about it: the ticket's own


def test_without_the_rule_the_tickets_own_time_counts() -> None:
    problem = Problem((), (), TRAVEL, Policy(), Clock.parse("2026-11-24T00:00:00+08:00"))
    own = ticket(respond_by=9 * HOUR, resolve_by=10 * HOUR)
    assert (due(problem, own, "response"), due(problem, own, "resolution")) == (9 * HOUR, 10 * HOUR)
    assert due(problem, ticket(), "response") is None


def test_mean_wait_runs_from_the_request_to_the_start() -> None:
    """15 h and 4 h; the ticket whose request is unknown does not count."""
    tickets = [ticket("T1", created=-6 * HOUR), ticket("T2", created=6 * HOUR), ticket("T3")]
    found = figures([engineer()], tickets, route(("T1", 9 * HOUR), ("T2", 10 * HOUR), ("T3", 11 * HOUR)))
    assert parts(found["wait"]) == (19, 2, 9.5)


def test_utilization_counts_everybody_who_could_have_been_sent() -> None:
    """16 h of two shifts, less 1 h of absence and half an hour of break: 14.5 h. One hour on site, one on the road."""
    absent = Absence(start=8 * HOUR, end=9 * HOUR)
    gone = engineer("E3", standing="suspended")
    rest = BreakTaken(start=12 * HOUR, end=12 * HOUR + 30 * MINUTE)
    day = route(("T1", 9 * HOUR), rest=rest)
    found = figures([engineer(), engineer("E2", absences=(absent,)), gone], [ticket()], day)
    assert parts(found["utilization"]) == (1, 14.5, pytest.approx(100 / 14.5, abs=1e-6))
    assert parts(found["utilization-with-travel"])[:2] == (2, 14.5)
    assert parts(found["travel-share"]) == (1, 2, 50)


def test_tickets_per_day_counts_days_with_visits() -> None:
    found = figures([engineer(), engineer("E2")], [ticket(), ticket("T2")], route(("T1", 9 * HOUR), ("T2", 10 * HOUR)))
    assert parts(found["tickets-per-day"]) == (2, 1, 2)


def test_overtime_includes_the_way_home() -> None:
    """A visit from 15:00 to 16:00 ends with the shift; the way home is half an hour of overtime on 8 h."""
    found = figures([engineer()], [ticket()], route(("T1", 15 * HOUR)))
    assert parts(found["overtime"]) == (0.5, 8, 6.25)


def test_over_qualification_compares_tiers() -> None:
    senior = engineer(tier=TierLevel.SENIOR)
    tickets = [ticket("T1", tier=TierLevel.JUNIOR), ticket("T2", tier=TierLevel.SENIOR)]
    found = figures([senior], tickets, route(("T1", 9 * HOUR), ("T2", 10 * HOUR)))
    assert parts(found["over-qualification"]) == (1, 2, 50)


def test_unevenness_is_one_when_one_of_two_does_everything() -> None:
    """120 and 0 minutes: mean 60, standard deviation 60."""
    found = figures([engineer(), engineer("E2")], [ticket()], route(("T1", 9 * HOUR)))
    assert parts(found["unevenness"]) == (60, 60, 1)


def test_an_empty_plan_has_the_same_figures_without_values() -> None:
    empty, full = figures([], []), figures([engineer()], [ticket()], route(("T1", 9 * HOUR)))
    assert list(empty) == list(full)
    assert all(kpi.value is None for kpi in empty.values())


def test_a_plan_that_does_not_fit_the_day_counts_for_nothing() -> None:
    """Unknown shift, unknown ticket: the judge's business; the figures only do not fall over."""
    found = figures([engineer()], [ticket()], route(("T9", 9 * HOUR)), route(("T1", 9 * HOUR), id="E9"))
    assert parts(found["served"]) == (0, 1, 0)


def test_every_figure_has_a_page_that_names_its_parts() -> None:
    for figure in KPIS:
        doc = figure.__doc__ or ""
        assert "Numerator:" in doc and "Denominator:" in doc and "Unit:" in doc, figure.__name__


def test_every_id_is_on_its_page() -> None:
    text = page()
    for id in figures([], []):
        assert f"``{id.rsplit('-p', 1)[0]}" in text, id


def test_the_documentation_is_what_the_docstrings_make() -> None:
    written = Path(__file__).parents[2] / "docs" / "kpis.md"
    assert written.read_text("utf-8") == page(), "run: python -m models.kpi.page > docs/kpis.md"


def test_facts_find_the_end_of_the_last_shift() -> None:
    problem = Problem((engineer(),), (), TRAVEL, Policy(), Clock.parse("2026-11-24T00:00:00+08:00"))
    assert KpiFacts(problem, Plan(), Report()).horizon_end == 16 * HOUR
