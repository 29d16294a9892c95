"""Rule ``promised-time``: the free minutes to the second, the step, the slope."""

from __future__ import annotations

from models.rules.promised_time import PromisedTime
from tests.rules.ask import a_day, a_ticket, at, promise, says, table

RULE = PromisedTime()

# promised for 09:00; 15 min are free, then 30 and 40 an hour
CASES = {
    "earlier": (RULE, "08:00", 0),
    "as promised": (RULE, "09:00", 0),
    "with the free minutes": (RULE, "09:15", 0),
    "a second more": (RULE, "09:15:01", 30_011),  # 40000 / 3600 = 11.1
    "an hour more": (RULE, "10:15", 70_000),
    "no free minutes": (PromisedTime(free_minutes=0), "09:00:01", 30_011),
    "one free minute": (PromisedTime(free_minutes=1), "09:01", 0),
    "the policy's prices": (PromisedTime(step="0.007", per_hour="3.6"), "09:15:01", 8),
}


@table("rule, start, price", CASES)
def test_a_later_start_than_promised_costs(rule: PromisedTime, start: str, price: int) -> None:
    ticket = a_ticket()
    terms = rule.terms(ticket, a_day(rule, ticket=ticket, published=promise("T1", "E1", at("09:00"))))
    assert sum(term.cost(at(start)) for term in terms) == price


def test_without_a_promise_the_rule_says_nothing() -> None:
    ticket = a_ticket()
    assert RULE.terms(ticket, a_day(RULE, ticket=ticket)) == ()
    assert RULE.terms(ticket, a_day(RULE, ticket=ticket, published=promise("T0", "E1", at("09:00")))) == ()


def test_the_sentence_says_how_much_later() -> None:
    ticket = a_ticket()
    day = a_day(RULE, ticket=ticket, published=promise("T1", "E1", at("09:00")))
    said = "T1 starts 10:15, 1 h 15 min after the promised 09:00"
    assert says(RULE.message(ticket, at("10:15"), day), said, "T1 于 10:15 开始，比承诺的 09:00 晚 1 小时 15 分")
