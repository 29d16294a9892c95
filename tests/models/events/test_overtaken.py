"""Visits that are not where a plan has them: who was there is a fact, whatever was decided."""

from __future__ import annotations

from models.events import State, VisitOnTheWay, VisitStarted, agreed, fold
from models.events.overtaken import went_there, with_facts, with_visit
from models.events.promises import told
from models.plan import Plan, Route, Visit
from models.rules.change_budget import ChangeBudget
from models.rules.not_before_promised import NotBeforePromised
from tests.compile.small import HOUR, engineer
from tests.models.events.test_received import at, opened, plan, rules
from tests.rules.ask import table


def lists(made: Plan | None) -> dict[str, tuple[str, ...]]:
    return {route.shift: route.tickets for route in made.routes} if made is not None else {}


def visit(id: str, start: str, hours: int = 1) -> Visit:
    return Visit(ticket=id, arrive=at(start), start=at(start), finish=at(start) + hours * HOUR)


# --- a plan that gives somebody else a visit which had begun


def test_a_visit_that_had_begun_stays_where_it_began_whatever_a_plan_says() -> None:
    # T3 began with E2 at 08:07; a plan gives it to E1
    state = opened().saw("T3", started=at("08:07"))
    other = plan(state.problem, [2, 0, 1], [])
    made, taken = with_facts(state, other)
    assert (lists(made), taken) == ({"E1@24": ("T1", "T2"), "E2@24": ("T3",)}, ("T3",))
    fact = made.served()["T3"][1]
    assert (fact.arrive, fact.start, fact.finish) == (at("08:05"), at("08:07"), at("09:07"))


def test_it_began_no_later_than_its_engineer_arrived_and_ended_when_it_was_reported() -> None:
    state = opened().saw("T3", started=at("08:03"), finished=at("08:40"))
    fact = with_facts(state, plan(state.problem, [2, 0, 1], []))[0].served()["T3"][1]
    assert (fact.arrive, fact.start, fact.finish) == (at("08:03"), at("08:03"), at("08:40"))


FACTS = {
    # what was reported of T3, the lists of the plan -> tickets it would have sent somebody else to
    "nothing": ({}, ([2, 0, 1], []), ()),
    "it began, and is left out": ({"started": 29220}, ([0, 1], []), ("T3",)),
    "it began, and stays there": ({"started": 29220}, ([0, 1], [2]), ()),
    "it failed, and goes to somebody else": ({"started": 29220, "failed": 29300}, ([2, 0, 1], []), ()),
    "it is only expected to last": ({"expected": 39220}, ([2, 0, 1], []), ()),
}


@table("seen, routes, taken", FACTS)
def test_only_what_had_begun_and_was_given_to_somebody_else_is_taken_back(
    seen: dict[str, int], routes: tuple[list[int], ...], taken: tuple[str, ...]
) -> None:
    state = opened().saw("T3", **seen) if seen else opened()
    made = plan(state.problem, *routes)
    after, found = with_facts(state, made)
    assert found == taken
    assert (after is made) is (not taken)


# --- one visit put on a shift


def test_a_visit_is_put_in_the_order_of_time_and_taken_from_everybody_else() -> None:
    day = opened()
    assert day.published is not None
    e1 = next(route for route in day.published.routes if route.shift == "E1@24")
    made = with_visit(day.published.but(unserved=("T9", "T3")), visit("T3", "09:12"), e1)
    assert lists(made) == {"E1@24": ("T1", "T3", "T2")}, "E2 has nothing left, and no route"
    assert made.unserved == ("T9",)
    assert (made.routes[0].depart, made.routes[0].end) == (e1.depart, e1.end)


def test_a_route_departs_no_later_than_its_first_visit_and_ends_no_sooner_than_its_last() -> None:
    day = opened()
    assert day.published is not None
    e1 = next(route for route in day.published.routes if route.shift == "E1@24")
    early = with_visit(day.published, visit("T3", "07:30"), e1)
    late = with_visit(day.published, visit("T3", "15:00"), e1)
    assert early.served()["T3"][0].depart == at("07:30")
    assert late.served()["T3"][0].end == at("16:00")


def test_a_shift_without_a_route_gets_one() -> None:
    bare = Route(shift="E2@24", engineer="E2", depart=at("08:00"), visits=(), end=at("09:00"))
    made = with_visit(Plan(), visit("T1", "08:10"), bare)
    assert lists(made) == {"E2@24": ("T1",)}
    assert made.routes[0].engineer == "E2"


def test_a_visit_that_moves_on_its_own_shift_is_there_once() -> None:
    day = opened()
    assert day.published is not None
    e1 = next(route for route in day.published.routes if route.shift == "E1@24")
    assert lists(with_visit(day.published, visit("T1", "13:00"), e1))["E1@24"] == ("T2", "T1")


# --- somebody went there whom nobody had sent


def test_who_went_there_is_published_there() -> None:
    state = went_there(opened(), "T3", "E1", at("08:20"))
    route, fact = state.published.served()["T3"]  # type: ignore[union-attr]
    assert (route.shift, fact.arrive, fact.start, fact.finish) == ("E1@24", at("08:20"), at("08:20"), at("09:20"))
    assert lists(state.published) == {"E1@24": ("T1", "T3", "T2")}


def test_where_the_plan_sends_somebody_anyway_or_nobody_is_named_nothing_changes() -> None:
    assert went_there(opened(), "T3", "E2", at("08:20")) == opened()
    assert went_there(opened(), "T3", None, at("08:20")) == opened()


def test_a_ticket_that_nobody_served_and_a_day_without_a_plan_get_one() -> None:
    bare = opened().but(published=None)
    state = went_there(bare, "T1", "E1", at("08:20"))
    assert lists(state.published) == {"E1@24": ("T1",)}
    assert (state.published.routes[0].depart, state.published.routes[0].end) == (at("08:00"), at("09:20"))  # type: ignore[union-attr]
    sooner = went_there(bare, "T1", "E1", at("07:20")).published
    assert sooner is not None and sooner.routes[0].depart == at("07:20"), "before the shift began"


def test_of_two_shifts_the_one_that_is_not_over_is_meant_and_else_the_last() -> None:
    day = opened()
    worker = day.problem.engineer["E2"]
    (shift,) = worker.shifts
    second = shift.but(id="E2@25", start=shift.start + 24 * HOUR, end=shift.end + 24 * HOUR)
    problem = day.problem.replace(engineers=(engineer("E1"), worker.but(shifts=(shift, second))))
    state = State(problem)
    for when, meant in (
        (at("08:00"), "E2@24"),
        (shift.end - 1, "E2@24"),
        (shift.end, "E2@25"),
        (second.end + 5, "E2@25"),
    ):
        assert list(lists(went_there(state, "T1", "E2", when).published)) == [meant]


def test_nobody_goes_to_what_is_not_there_and_nobody_without_a_shift_goes() -> None:
    assert went_there(opened(), "T9", "E1", at("08:20")) == opened()
    state = State(opened().problem.replace(engineers=(engineer("E1").but(shifts=()),)))
    assert went_there(state, "T1", "E1", at("08:20")) == state


def test_who_went_to_a_cancelled_ticket_has_opened_it_again() -> None:
    state = opened().with_ticket("T3", status="cancelled").saw("T3", cancelled=at("08:10"))
    after = went_there(state, "T3", "E1", at("08:20"))
    assert after.problem.ticket["T3"].status == "open"
    assert after.of("T3").cancelled is None
    assert "T3" in lists(after.published)["E1@24"]


# --- on the way


def test_who_is_at_another_visit_is_not_on_the_way_to_the_next() -> None:
    began = agreed(opened(), [VisitStarted(at=at("08:10"), ticket="T1")])
    assert rules(fold(began, [VisitOnTheWay(at=at("08:20"), ticket="T2")])) == ["contradicts-state"]
    assert rules(fold(began, [VisitOnTheWay(at=at("08:20"), ticket="T1")])) == ["contradicts-state"]
    assert rules(fold(opened(), [VisitOnTheWay(at=at("08:20"), ticket="T2")])) == []
    assert fold(opened(), [VisitOnTheWay(at=at("08:20"), ticket="T2")]).of("T2").left == at("08:20")


# --- promises of visits that a plan does not serve


def test_what_was_promised_of_a_dropped_visit_is_remembered_until_somebody_serves_it() -> None:
    day = opened()
    problem = day.problem.replace(policy=day.problem.policy.with_rule(NotBeforePromised()).with_rule(ChangeBudget()))
    day = day.but(problem=problem)
    dropped = plan(problem, [0], [2])  # T2 is on nobody's list any more
    assert told(day, dropped) == {"T2": at("09:15")}
    later = day.but(published=dropped, told={"T2": at("09:15")})
    assert told(later, dropped) == {"T2": at("09:15")}
    again = plan(problem, [0], [2, 1])  # somebody else serves it: that is a call
    assert told(later, again) == {}
    assert told(day, day.published) == {}  # type: ignore[arg-type]
