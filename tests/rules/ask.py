"""A day small enough for a rule's own table, and the questions that each shape can be asked.

Where a shape answers for one pair and for all pairs at once, both are asked and have to agree; beside the two that are
asked about, the day has an engineer E0 and a ticket T0 of whom nothing is known.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from models.clock import Clock
from models.engineer import Engineer, Shift
from models.interval import Spans
from models.place import Place
from models.plan import Plan, Route, Visit
from models.policy import Policy
from models.problem import Problem
from models.shapes import MayServe, PairCost, Rule, ServeWhen
from models.text import in_chinese
from models.ticket import Ticket
from models.travel import Travel

CLOCK = Clock.parse("2026-11-24T00:00:00+08:00")
DEPOT, SITE = Place(id="depot"), Place(id="site")
ROADS = Travel(
    keys=("depot", "site"),
    seconds=np.array([[0, 1800], [1800, 0]], np.int32),
    metres=np.array([[0, 20_000], [20_000, 0]], np.int32),
    source="half an hour and 20 km between depot and site",
)


def table(names: str, cases: dict[str, Any]) -> pytest.MarkDecorator:
    """One test for each named case."""
    return pytest.mark.parametrize(names, list(cases.values()), ids=list(cases))


def at(time: str) -> int:
    """Second of a time of day, to the second: ``09:30`` or ``09:30:01``."""
    hours, minutes, seconds = (*time.split(":"), "0")[:3]
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def an_engineer(id: str = "E1", **fields: Any) -> Engineer:
    """Somebody who works 08:00-17:00 from the depot and of whom nothing else is known."""
    shift = Shift(id=f"{id}@24", start=at("08:00"), end=at("17:00"))
    return Engineer(id=id, **{"start": DEPOT, "shifts": (shift,), **fields})


def a_ticket(id: str = "T1", **fields: Any) -> Ticket:
    """An hour of work at the site."""
    return Ticket(id=id, **{"place": SITE, "duration": 3600, **fields})


def a_day(rule: Rule, engineer: Engineer | None = None, ticket: Ticket | None = None, **fields: Any) -> Problem:
    """E0 and T0, beside them the engineer and the ticket, under a policy of this one rule."""
    people = (an_engineer("E0"), *([engineer] if engineer else []))
    wanted = (a_ticket("T0"), *([ticket] if ticket else []))
    return Problem(people, wanted, ROADS, fields.pop("policy", Policy(rules=(rule,))), CLOCK, **fields)


def promise(ticket: str, engineer: str, start: int) -> Plan:
    """The published plan of one visit of an hour."""
    visit = Visit(ticket=ticket, arrive=start, start=start, finish=start + 3600)
    route = Route(shift=f"{engineer}@24", engineer=engineer, depart=at("08:00"), visits=(visit,), end=start + 5400)
    return Plan(routes=(route,))


def allows(rule: MayServe, engineer: Engineer, ticket: Ticket, **fields: Any) -> bool:
    """May the engineer serve the ticket?"""
    day = a_day(rule, engineer, ticket, **fields)
    answer, all_pairs = rule.allows(engineer, ticket, day), rule.allows_all(day)
    assert all_pairs is None or all_pairs[1, 1] == answer
    return answer


def starts(rule: ServeWhen, engineer: Engineer, ticket: Ticket, **fields: Any) -> Spans | None:
    """When may the engineer start the ticket?"""
    day = a_day(rule, engineer, ticket, **fields)
    answer, all_pairs = rule.starts(engineer, ticket, day), rule.starts_all(day)
    assert all_pairs is None or all_pairs[1][all_pairs[0][1, 1]] == answer
    return answer


def permits(rule: ServeWhen, engineer: Engineer, ticket: Ticket, time: str, **fields: Any) -> bool:
    """May the engineer start the ticket at this time?"""
    spans = starts(rule, engineer, ticket, **fields)
    return spans is None or any(first <= at(time) < end for first, end in spans)


def costs(rule: PairCost, engineer: Engineer, ticket: Ticket, **fields: Any) -> int:
    """What serving the ticket with the engineer costs [thousandths]."""
    day = a_day(rule, engineer, ticket, **fields)
    answer, all_pairs = rule.cost(engineer, ticket, day), rule.cost_all(day)
    assert all_pairs is None or all_pairs[1, 1] == answer
    return answer


def asked_for(rule: ServeWhen) -> str:
    """Whom the rule's answer depends on, as compile asks it."""
    by_engineer, by_ticket = rule.concerns(a_day(rule))
    return {(True, True): "pair", (True, False): "engineer", (False, True): "ticket"}[by_engineer, by_ticket]


def says(text: str, english: str, chinese: str) -> bool:
    """Does the sentence say this in both languages? Told whole when it does not."""
    assert english in text, text
    assert chinese in in_chinese(text) and in_chinese(text) != text, in_chinese(text)
    return True
