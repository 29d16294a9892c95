"""Kinds of events to their edges: what is refused by a second, and what is left of a plan."""

from __future__ import annotations

from models.events import (
    BreakReported,
    PlanPublished,
    State,
    TicketArrived,
    VisitDeclined,
    VisitFinished,
    VisitStarted,
    agreed,
    fold,
)
from models.events.kinds.ticket_arrived import _new_id
from models.plan import Plan
from models.ticket import Named
from tests.compile.small import ticket
from tests.models.events.test_received import at, opened, plan, rules
from tests.rules.ask import table

BREAKS = {
    # of a second break -> is it refused beside one 12:00-12:30
    "ends as the other begins": ("11:30", "12:00", False),
    "ends a minute later": ("11:30", "12:01", True),
    "begins as the other ends": ("12:30", "13:00", False),
    "begins a minute sooner": ("12:29", "13:00", True),
    "the same": ("12:00", "12:30", True),
    "within": ("12:10", "12:20", True),
    "around": ("11:00", "13:00", True),
}


@table("start, until, refused", BREAKS)
def test_two_breaks_of_one_person_do_not_overlap(start: str, until: str, refused: bool) -> None:
    first = BreakReported(at=at("13:10"), engineer="E1", start=at("12:00"), until=at("12:30"))
    second = BreakReported(at=at("13:20"), engineer="E1", start=at(start), until=at(until))
    after = fold(opened(), [first, second])
    assert rules(after) == (["contradicts-state"] if refused else [])
    spans = sorted({(at("12:00"), at("12:30")), *(() if refused else ((at(start), at(until)),))})
    assert list(after.rests["E1"]) == spans


def test_a_break_begins_before_it_ends() -> None:
    same = BreakReported(at=at("13:10"), engineer="E1", start=at("12:00"), until=at("12:00"))
    assert rules(fold(opened(), [same])) == ["empty-span"]
    now = BreakReported(at=at("13:10"), engineer="E1", start=at("12:40"))
    assert fold(opened(), [now]).rests == {"E1": ((at("12:40"), at("13:10")),)}


def test_who_declined_is_excluded_once_and_others_stay_excluded() -> None:
    state = opened().with_ticket("T2", excluded=(Named(engineer="E2"),))
    once = agreed(state, [VisitDeclined(at=at("08:30"), ticket="T2", reason="tool")])
    assert [named.engineer for named in once.problem.ticket["T2"].excluded] == ["E2", "E1"]
    known = opened().with_ticket("T2", excluded=(Named(engineer="E1"),))
    again = agreed(known, [VisitDeclined(at=at("08:30"), ticket="T2", reason="tool")])
    assert [named.engineer for named in again.problem.ticket["T2"].excluded] == ["E1"]


def test_a_visit_that_is_declined_on_arrival_has_failed_there_and_before_it_was_declined() -> None:
    for when, failed, declined in (("09:14", None, at("09:14")), ("09:15", at("09:15"), None)):
        seen = agreed(opened(), [VisitDeclined(at=at(when), ticket="T2", reason="skill")]).of("T2")
        assert (seen.failed, seen.declined) == (failed, declined)


def test_a_plan_loses_the_tickets_whose_arrival_was_taken_back_and_nothing_else() -> None:
    day = opened().problem
    new = day.replace(tickets=(*day.tickets, ticket("N1", 10), ticket("N2", 10)))
    made = plan(new, [0, 3, 1], [4]).but(unserved=("T3",))
    left = PlanPublished(at=0, plan=made)._of_this_day(State(day))
    assert [route.tickets for route in left.routes] == [("T1", "T2")]
    assert left.unserved == ("T3",)
    whole = plan(day, [0, 1], [2])
    assert PlanPublished(at=0, plan=whole)._of_this_day(State(day)) is whole
    gone = Plan(routes=whole.routes, unserved=("N1",))
    assert PlanPublished(at=0, plan=gone)._of_this_day(State(day.replace(tickets=day.tickets[:2]))).unserved == ()


def test_new_tickets_are_numbered_from_one_without_gaps() -> None:
    assert _new_id({}) == "N1"
    assert _new_id({"N1": ticket("N1")}) == "N2"
    assert _new_id({"N1": ticket("N1"), "N2": ticket("N2"), "N4": ticket("N4")}) == "N3"


def test_a_ticket_was_asked_for_when_it_became_known_and_a_second_of_the_same_name_is_refused() -> None:
    after = agreed(opened(), [TicketArrived(at=at("09:00"), ticket=ticket("N1", 10))])
    assert after.problem.ticket["N1"].created == at("09:00")
    assert rules(fold(after, [TicketArrived(at=at("09:30"), ticket=ticket("N1", 5))])) != []


def test_who_declines_what_somebody_else_was_sent_to_gives_nothing_up() -> None:
    """A ruling may apply it all the same: then they are not sent there, and the visit stays."""
    after = VisitDeclined(at=at("08:30"), ticket="T2", engineer="E2", reason="tool").apply(opened())
    assert [named.engineer for named in after.problem.ticket["T2"].excluded] == ["E2"]
    assert after.of("T2") == opened().of("T2")
    bare = opened().but(published=None)
    assert VisitDeclined(at=at("08:30"), ticket="T2", engineer="E1", reason="tool").apply(bare).seen == bare.seen


def test_late_news_is_put_where_it_belongs_although_something_newer_comes_with_it() -> None:
    # T1 was reported finished; that it had begun at 08:20 comes later, together with news of now
    ended = VisitFinished(at=at("09:00"), ticket="T1")
    began = VisitStarted(at=at("09:20"), happened=at("08:20"), ticket="T1")
    newest = VisitFinished(at=at("09:30"), ticket="T3")
    apart = fold(fold(opened(), [ended]), [began, newest])
    assert rules(apart) == []
    assert apart.of("T1").started == at("08:20")
    assert apart.seen == fold(opened(), [ended, began, newest]).seen
