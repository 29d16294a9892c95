from __future__ import annotations

from models.engineer import Absence, Engineer
from models.problem import Problem
from models.shapes import Rule
from models.ticket import Ticket
from scheduler.insertion.obstacles import obstacles
from scheduler.insertion.rule_index import RuleIndex
from tests.compile.small import HOUR, Allow, Away, Bound, Van, When, engineer, problem, ticket


def found(who: Engineer, what: Ticket, *rules: Rule, now: int = 0) -> list[tuple[str, str]]:
    day: Problem = problem(who, what, *rules, now=now)
    return [(one.rule, one.message) for one in obstacles(RuleIndex(day), who, who.shifts[0], what)]


def test_nothing_is_in_the_way_of_a_pair_that_fits() -> None:
    assert not found(engineer(), ticket(), Allow(), Bound(), Van(), When(), Away())


def test_every_rule_that_forbids_is_named_in_its_own_words() -> None:
    who, what = engineer(van={"pump": 1}), ticket(parts={"pump": 2})
    assert found(who, what, Allow(forbidden=(("E1", "T1"),)), Van(), When(spans={"T1": ()})) == [
        ("allow", "E1 may not serve T1"),
        ("van", "T1 needs 2 of pump; E1's van holds 1"),
        ("when", f"T1 may not start at {8 * HOUR}"),
    ]


def test_a_visit_longer_than_the_shift_is_named_by_the_rule_of_return() -> None:
    assert found(engineer(), ticket(duration=10 * HOUR), Bound(), When()) == [
        ("bound", "T1 takes 10 h; E1@24 begins 08:00 and must be back 17:00")
    ]


def test_a_shift_that_is_all_absence_is_named_by_that_rule() -> None:
    who = engineer(absences=(Absence(start=7 * HOUR, end=17 * HOUR),))
    assert found(who, ticket(), Bound(), Away())[0] == (
        "away",
        "T1 on E1@24 could start from 17:00, but not by all rules",
    )
    assert found(who.but(absences=(Absence(start=7 * HOUR, end=2**30),)), ticket(), Away())[0][0] == "away"


def test_two_rules_that_leave_nothing_together_are_named_without_the_others() -> None:
    who = engineer(absences=(Absence(start=8 * HOUR, end=12 * HOUR),))
    assert found(who, ticket(), Bound(), When(spans={"T1": ((9 * HOUR, 11 * HOUR),)}), Away()) == [
        ("when", "T1 on E1@24 could start 09:00-11:00, but not by all rules"),
        ("away", "T1 on E1@24 could start from 12:00, but not by all rules"),
    ]


def test_what_lies_before_now_is_over() -> None:
    window = When(spans={"T1": ((9 * HOUR, 11 * HOUR),)})
    assert not found(engineer(), ticket(), window, now=10 * HOUR)
    assert found(engineer(), ticket(), window, now=11 * HOUR) == [("when", f"T1 may not start at {11 * HOUR}")]
