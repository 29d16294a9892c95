"""Each way in which the engine refuses an order of visits leads to the rule behind it."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from models.engineer import Absence, Break, Engineer, Shift
from models.shapes import Measure, Rule
from scheduler.compile import compile
from scheduler.explain import candidates
from tests.compile.small import HOUR, Away, Bound, Rest, Van, Visits, When, engineer, problem, ticket


class Driven(Visits):
    id: ClassVar[str] = "driven"
    measure: ClassVar[Measure] = Measure.TRAVEL


class Worked(Visits):
    id: ClassVar[str] = "worked"
    measure: ClassVar[Measure] = Measure.WORK


NINE = ((9 * HOUR, 9 * HOUR + 1),)
AWAY = (Absence(start=9 * HOUR + 1800, end=2**30),)
LUNCH = Break(length=HOUR, earliest=9 * HOUR, latest=9 * HOUR)


def shift(hours: float, rest: Break | None = None) -> Engineer:
    return engineer("E1", Shift(id="E1@24", start=8 * HOUR, end=int((8 + hours) * HOUR), rest=rest))


@pytest.mark.parametrize(
    ("who", "fields", "rules", "rule", "words"),
    [
        (shift(9), {}, (When(spans={"T1": NINE, "T2": NINE}),), "when", "T2 on E1@24 would start after 09:00"),
        (shift(2), {}, (Bound(),), "bound", "E1@24 would be back after 10:00"),
        (shift(2.25), {}, (Bound(),), "bound", "E1@24 would be back after 10:15"),
        (shift(9), {}, (Visits(visits=1),), "visits", "E1@24 makes at most 1 visits"),
        (shift(9), {"kilometre": 20}, (Driven(visits=1500),), "driven", "E1@24 would drive longer than 25 min"),
        (shift(9), {}, (Worked(visits=8000),), "worked", "E1@24 would work longer than 2 h 13 min"),
        (shift(9).but(van={"pump": 3}), {"parts": {"pump": 2}}, (Van(),), "van", "does not hold enough pump"),
        (shift(3.5, LUNCH), {}, (Bound(), Rest()), "rest", "E1@24 would have no time for the break"),
        (shift(9).but(absences=AWAY), {}, (Away(),), "away", "T2 on E1@24 would start after 08:30"),
    ],
    ids=["window", "long visits", "long way home", "visits", "driving", "work", "load", "break", "absence"],
)
def test_an_order_that_cannot_be_kept_names_its_rule(
    who: Engineer, fields: dict[str, Any], rules: tuple[Rule, ...], rule: str, words: str
) -> None:
    first = ticket("T1", parts=fields.get("parts", {}))
    day = problem(who, (first, ticket("T2", **fields)), *rules)
    (one,) = candidates(day, compile(day), [[0]], "T2")
    assert not one.forbidden
    assert any(obstacle.rule == rule and words in obstacle.message for obstacle in one.obstacles), one.obstacles
