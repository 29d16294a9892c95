"""Rule ``resolution-sla``: the due time to the second, the prices of each priority, the hours of each priority."""

from __future__ import annotations

from models.money import money
from models.rules.resolution_sla import ResolutionSla
from tests.rules.ask import a_day, a_ticket, at, says, table

RULE = ResolutionSla()

# due at 10:00
CASES = {
    "in time": (RULE, 1, "09:59:59", 0),
    "at the due second": (RULE, 1, "10:00", 0),
    "a second late, priority 1": (RULE, 1, "10:00:01", money(1000) + 55),  # 200000 / 3600 = 55.6
    "an hour and a half, priority 1": (RULE, 1, "11:30", money(1000 + 300)),
    "an hour, priority 2": (RULE, 2, "11:00", money(500 + 100)),
    "an hour, priority 3": (RULE, 3, "11:00", money(200 + 30)),
    "an hour, priority 4": (RULE, 4, "11:00", money(60 + 10)),
    "the policy's prices": (ResolutionSla(breach={1: "0.007"}, per_hour={1: "3.6"}), 1, "10:00:01", 8),
    "a priority without prices": (ResolutionSla(breach={1: 1}, per_hour={1: 1}), 2, "11:00", 0),
}


@table("rule, priority, end, price", CASES)
def test_a_visit_that_ends_late_costs_a_breach_and_every_hour(
    rule: ResolutionSla, priority: int, end: str, price: int
) -> None:
    ticket = a_ticket(priority=priority, resolve_by=at("10:00"))
    assert sum(term.cost(at(end)) for term in rule.terms(ticket, a_day(rule, ticket=ticket))) == price


DUE = {
    "priority 1": (RULE, 1, 8),
    "priority 2": (RULE, 2, 24),
    "priority 3": (RULE, 3, 72),
    "priority 4": (RULE, 4, 120),
    "the policy's hours": (ResolutionSla(hours={1: 1.5}), 1, 1.5),
    "a priority without hours": (ResolutionSla(hours={1: 1.5}), 2, None),
}


@table("rule, priority, hours", DUE)
def test_without_a_time_of_its_own_a_ticket_is_due_so_many_hours_after_the_request(
    rule: ResolutionSla, priority: int, hours: float | None
) -> None:
    ticket = a_ticket(priority=priority, created=at("06:00"), respond_by=at("07:00"))
    assert rule.due(ticket) == (None if hours is None else at("06:00") + hours * 3600)


def test_the_sentence_says_when_it_was_due_and_how_late_it_is() -> None:
    due, never = a_ticket(priority=2, resolve_by=at("12:00")), a_ticket(priority=2)
    day = a_day(RULE, ticket=due)
    said = "T1 (priority 2) ends 14:00; due 12:00, 2 h late"
    assert says(RULE.message(due, at("14:00"), day), said, "T1（优先级 2）于 14:00 结束；时限 12:00，超时 2 小时")
    assert RULE.message(never, at("14:00"), day) == "T1 (priority 2) ends 14:00"
