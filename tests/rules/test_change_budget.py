"""Rule ``change-budget``: which customers have to be told, to the second."""

from __future__ import annotations

from models.plan import Plan, Route, Visit
from models.problem import Problem
from models.rules.change_budget import ChangeBudget
from models.ticket import Window
from tests.rules.ask import a_day, a_ticket, an_engineer, at, promise, table

RULE, NINE = ChangeBudget(customers=1), at("09:00")


def day(rule: ChangeBudget, **fields: object) -> Problem:
    return a_day(rule, an_engineer(), a_ticket(**fields), published=promise("T1", "E1", NINE))


def test_a_promise_counts_with_another_engineer_later_or_unserved() -> None:
    (row,) = RULE.rows(day(RULE))
    assert (row.cap, row.price) == (1, None)
    assert (row.weight("E1", "T1"), row.weight("E0", "T1"), row.weight("E0", "T0")) == (0, 1, 0)
    assert row.late == {"T1": (at("09:15"), 1)}
    assert row.unserved == {"T1": 1}
    assert row.used == {}


def test_who_is_told_anyway_counts_once_whatever_happens() -> None:
    rule = ChangeBudget(customers=1, told=("T1",))
    (row,) = rule.rows(day(rule))
    assert (row.weight("E1", "T1"), row.weight("E0", "T1"), row.unserved, row.late) == (1, 1, {"T1": 1}, {})


def test_the_free_minutes_are_the_policys() -> None:
    for minutes, latest in ((0, "09:00"), (1, "09:01")):
        rule = ChangeBudget(customers=1, free_minutes=minutes)
        (row,) = rule.rows(day(rule))
        assert row.late == {"T1": (at(latest), 1)}


def test_a_budget_of_nothing_is_a_budget_and_no_budget_is_none() -> None:
    assert ChangeBudget(customers=0).rows(day(RULE))[0].cap == 0
    assert ChangeBudget().rows(day(RULE)) == ()
    assert RULE.rows(a_day(RULE)) == ()  # nothing was promised
    assert RULE.rows(day(RULE, status="started")) == ()  # the promise is being kept


TOLD = {
    "as promised": ("E1", "09:00", False),
    "earlier with the free minutes": ("E1", "08:45", False),
    "and a second more": ("E1", "08:44:59", True),
    "with the free minutes": ("E1", "09:15", False),
    "a second more": ("E1", "09:15:01", True),
    "somebody else": ("E0", "09:00", True),
    "nobody": (None, "", True),
}


@table("engineer, start, told", TOLD)
def test_customers_of_a_plan_are_those_who_have_to_be_told(engineer: str | None, start: str, told: bool) -> None:
    plan = promise("T1", engineer, at(start)) if engineer else Plan(unserved=("T1",))
    assert RULE.customers_of(day(RULE), plan) == (("T1",) if told else ())


def test_who_has_asked_for_another_time_since_waits_for_no_promise() -> None:
    for start, told in (("08:00", False), ("09:15", False), ("09:15:01", True)):
        asked = day(RULE, windows=(Window(start=at("08:00"), end=at("08:30")),))
        assert RULE.customers_of(asked, promise("T1", "E1", at(start))) == (("T1",) if told else ())
    still = day(RULE, windows=(Window(start=at("08:00"), end=at("10:00")),))
    assert RULE.customers_of(still, promise("T1", "E1", at("08:00"))) == ("T1",)


def test_each_customer_is_told_once_in_the_problems_order_and_only_of_open_promises() -> None:
    visits = tuple(Visit(ticket=id, arrive=NINE, start=NINE, finish=NINE + 3600) for id in ("T3", "T2", "T1", "T0"))
    published = Plan(routes=(Route(shift="E1@24", engineer="E1", depart=NINE, visits=visits, end=NINE + 9999),))
    tickets = (a_ticket("T1"), a_ticket("T2", status="finished"), a_ticket("T3"), a_ticket("T4"))
    problem = a_day(RULE, an_engineer()).replace(tickets=tickets, published=published)
    assert RULE.customers_of(problem, Plan()) == ("T1", "T3")
    assert RULE.rows(problem)[0].unserved == {"T1": 1, "T3": 1}
