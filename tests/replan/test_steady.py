"""Nobody is visited earlier than promised for no gain: on a road where a kilometre is a minute."""

from __future__ import annotations

import pytest

from models.engineer import Absence, Break, Shift
from models.events import TicketArrived, TicketCancelled, VisitFinished
from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from models.rules.not_before_promised import NotBeforePromised
from models.shapes import ShiftPrice
from models.ticket import Window
from scheduler.compile import assemble, compile
from scheduler.replan import Proposal, replan
from scheduler.replan.steady import steady
from tests.compile.small import HOUR, MINUTE, Away, Bound, Driving, Left, Pay, Rest, engineer, problem, ticket
from tests.replan.small import at, now, published

CANCELLED = TicketCancelled(at=at("07:30"), ticket="T1")


def starts(proposal: Proposal) -> dict[str, int]:
    return {id: visit.start for id, (_, visit) in proposal.plan.served().items()}


def test_a_cancelled_visit_pulls_no_other_forward() -> None:
    # E1 serves T1 08:10-09:10 and T2 at 09:15; without T1 she could be at T2 at 08:15
    proposal = replan(now(published(), "07:30", CANCELLED), iterations=200, threads=1)
    assert starts(proposal)["T2"] == at("09:15")
    assert proposal.customers == ()
    kinds = {change.ticket: change.kind for change in proposal.changes}
    assert (kinds["T1"], kinds["T2"]) == ("dropped", "kept")


def test_a_visit_that_makes_room_starts_earlier_and_its_customer_is_told() -> None:
    # without the rule T2 may begin at any time; N1 has to begin by 09:15 where T2 is, and takes two hours
    day = published(people=1, tickets=(ticket("T1", 10), ticket("T2", 15)), routes=[[0, 1]])
    day = day.replace(policy=day.policy.without_rule("not-before-promised"))
    soon = (Window(start=at("08:00"), end=at("09:30")),)
    new = TicketArrived(at=at("07:30"), ticket=ticket("N1", 15, windows=soon, duration=8 * HOUR - 31 * MINUTE))
    proposal = replan(now(day, "07:30", CANCELLED, new), iterations=300, threads=1)
    # T2 08:15, N1 09:15-16:44, home 16:59: T2 at 09:15 would leave N1 no room
    assert starts(proposal)["T2"] < at("08:16")
    assert proposal.customers == ("T2",)
    told = next(change for change in proposal.changes if change.ticket == "T2")
    assert (told.kind, told.told) == ("retimed", True)


def test_under_a_budget_nobody_comes_so_early_that_the_customer_would_have_to_be_told() -> None:
    day = published(people=1, tickets=(ticket("T1", 10), ticket("T2", 15)), routes=[[0, 1]])
    day = day.replace(policy=day.policy.with_rule(NotBeforePromised(tolerance_minutes=120)))
    soon = (Window(start=at("08:00"), end=at("09:30")),)
    new = TicketArrived(at=at("07:30"), ticket=ticket("N1", 15, windows=soon, duration=8 * HOUR - 31 * MINUTE))
    for most, unserved in ((1, ()), (0, ("N1",))):
        proposal = replan(now(day, "07:30", CANCELLED, new), iterations=300, threads=1, max_changes=most)
        assert len(proposal.customers) <= most
        if not most:
            assert proposal.plan.unserved == unserved


def planned(*rules: object, **fields: object) -> tuple[Problem, Plan]:
    """E1 serves T1 and T2 as early as can be, 08:10-09:10 and 09:15-10:15; T2 was promised for 09:35."""
    made = problem(engineer("E1", **fields), (ticket("T1", 10), ticket("T2", 15)), Bound(), Driving(), Left(), *rules)  # type: ignore[arg-type]
    plan = assemble(made, compile(made), [[0, 1]])
    return promised(made, plan, T1="08:10", T2="09:35"), plan


def promised(made: Problem, plan: Plan, **times: str) -> Problem:
    """The day on which these starts are known."""
    routes = tuple(
        route.but(visits=tuple(
            visit.but(start=at(times[visit.ticket]), finish=at(times[visit.ticket]) + visit.finish - visit.start)
            for visit in route.visits if visit.ticket in times
        ))
        for route in plan.routes
    )  # fmt: skip
    return made.replace(published=plan.but(routes=routes))


def test_the_last_visit_waits_for_its_time_and_the_end_of_the_route_with_it() -> None:
    made, plan = planned()
    (route,) = steady(made, plan).routes
    (early,) = plan.routes
    assert [visit.start for visit in route.visits] == [at("08:10"), at("09:35")]
    assert route.end == early.end + 20 * MINUTE
    assert [visit.arrive for visit in route.visits] == [visit.arrive for visit in early.visits], "waits there"
    assert judge(made, steady(made, plan)).feasible


def test_time_that_is_paid_is_not_spent_on_waiting() -> None:
    made, plan = planned(Pay(prices=ShiftPrice(worked_hour=30_000)))
    assert steady(made, plan) == plan


def test_an_earlier_visit_waits_no_longer_than_the_next_one_allows() -> None:
    # T1 was promised for 08:40, T2 for 09:25: ten minutes are left between them
    made, plan = planned()
    for first, second, expected in (
        ("08:40", "09:25", ("08:20", "09:25")),
        ("08:15", "09:25", ("08:15", "09:25")),
        ("08:40", "09:15", ("08:10", "09:15")),
        ("08:40", "10:15", ("08:40", "10:15")),
    ):
        (route,) = steady(promised(made, plan, T1=first, T2=second), plan).routes
        assert tuple(visit.start for visit in route.visits) == tuple(map(at, expected))
        assert route.visits[1].arrive == route.visits[0].finish + 5 * MINUTE


def test_what_is_later_than_promised_or_was_not_promised_stays() -> None:
    made, plan = planned()
    assert steady(promised(made, plan, T1="08:00", T2="09:00"), plan) is plan
    assert steady(made.replace(published=None), plan) is plan
    assert steady(promised(made, plan, T1="08:10"), plan) is plan


def test_a_later_end_than_the_shift_allows_is_not_bought_with_patience() -> None:
    made, plan = planned()
    late = promised(made, plan, T1="08:10", T2="16:30")  # an hour of work, home at 17:45
    assert steady(late, plan) == plan


@pytest.mark.parametrize("kind", ["break", "course"])
def test_a_visit_before_a_break_or_time_off_stays(kind: str) -> None:
    # both lie between T1 and T2: the drive would be on the other side
    shift = Shift(id="E1@24", start=8 * HOUR, end=17 * HOUR)
    rest = Break(length=30 * MINUTE, earliest=at("09:10"), latest=at("09:12"))
    course = (Absence(start=at("09:12"), end=at("09:42"), kind="course"),)
    made = problem(
        engineer("E1", shift.but(rest=rest if kind == "break" else None), absences=course if kind == "course" else ()),
        (ticket("T1", 10), ticket("T2", 15)), Bound(), Driving(), Left(), Rest(), Away(),
    )  # fmt: skip
    plan = assemble(made, compile(made), [[0, 1]])
    assert plan.served()["T2"][1].start == at("09:45")
    (route,) = steady(promised(made, plan, T1="08:20", T2="10:05"), plan).routes
    assert [visit.start for visit in route.visits] == [at("08:10"), at("10:05")]


def test_what_stands_is_not_moved() -> None:
    day = published(people=1, tickets=(ticket("T1", 10), ticket("T2", 15)), routes=[[0, 1]])
    # T1 ended at 08:40; T2 was promised for 09:15 and can be reached at 08:45
    proposal = replan(now(day, "08:45", VisitFinished(at=at("08:40"), ticket="T1")), iterations=100, threads=1)
    assert starts(proposal) == {"T1": at("08:10"), "T2": at("09:15")}
