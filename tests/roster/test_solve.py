"""Rosters against complete enumeration, and what they say when there is none."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from models.engineer import TierLevel
from models.roster import Lent, Roster, RosterProblem, RosterWish, judge_roster
from models.roster.days import EARLY, LATE, MONDAY, NIGHT, STANDBY, person
from models.roster.rules import (
    ROSTER_RULES,
    ContractDays,
    DayOffAWeek,
    FairShare,
    RestBetween,
    SeniorThere,
    SmoothWeeks,
    StandbyThere,
    WeeklyTime,
    Wishes,
)
from scheduler.roster import roster

FALLING = (300_000, 120_000, 30_000, 0)
"""What 0, 1, 2, 3 people in a territory cost: convex."""


def tiny(**fields: object) -> RosterProblem:
    """Three people and five days, Thursday to Monday; one senior."""
    people = (
        person("E1", tier=TierLevel.SENIOR),
        person("E2", before=("late",)),
        person("E3", weekly=960, history={"weekends": 2.0}),
    )
    given = {
        "people": people,
        "duties": (EARLY, LATE),
        "rules": (ContractDays(), RestBetween(), WeeklyTime(), SeniorThere(), SmoothWeeks(), Wishes()),
        "shortage": {"north": (FALLING,) * 5},
        "wishes": (RosterWish("E2", date(2026, 12, 5), "off", 2),),
    }
    return RosterProblem(date(2026, 12, 3), 5, **{**given, **fields})  # type: ignore[arg-type]


def cheapest(problem: RosterProblem) -> int | None:
    """By trying every roster: duties of everybody day by day."""
    names = ("off", *(duty.id for duty in problem.duties))
    best: int | None = None
    rows = list(product(names, repeat=problem.days))
    alone = {
        who.id: [
            row
            for row in rows
            if not judge_roster(
                problem.replace(
                    people=(who,), rules=tuple(r for r in problem.rules if r.hard and r.id != "senior-there")
                ),
                Roster({who.id: row}),
            ).broken
        ]
        for who in problem.people
    }
    for combination in product(*alone.values()):
        found = Roster(dict(zip(alone, combination, strict=True)))
        report = judge_roster(problem, found)
        if not report.broken and (best is None or report.cost < best):
            best = report.cost
    return best


def test_it_is_as_cheap_as_the_cheapest_of_all_rosters() -> None:
    # three people x three days in full, and the same with a rule off and a wish less
    fair = (ContractDays(), RestBetween(), SeniorThere(), FairShare())
    for fields in ({}, {"wishes": ()}, {"rules": fair}):
        problem = tiny(**fields).replace(days=3, shortage={"north": (FALLING,) * 3})
        found = roster(problem)
        assert found.optimal
        assert found.cost == found.bound == cheapest(problem)


def test_same_seed_same_roster() -> None:
    one, two = roster(tiny(), seed=3), roster(tiny(), seed=3)
    assert one == two


def test_all_rules_together_pass_the_judge_and_the_bound_is_below() -> None:
    people = tuple(
        person(f"E{k}", tier=TierLevel.SENIOR if k % 3 == 0 else TierLevel.JUNIOR, shielded=k == 4) for k in range(8)
    )
    problem = RosterProblem(
        MONDAY, 14, people, (EARLY, LATE, NIGHT, STANDBY), tuple(rule() for rule in ROSTER_RULES),
        {"north": ((900_000, 500_000, 250_000, 100_000, 20_000, 0),) * 14},
        (RosterWish("E1", MONDAY + timedelta(days=5)), RosterWish("E2", MONDAY + timedelta(days=6), "off", 3)),
    )  # fmt: skip
    found = roster(problem, effort=0.2)
    assert found.roster is not None
    assert found.report is not None
    assert not found.report.broken
    assert found.cost is not None
    assert found.bound <= found.cost


def test_what_stands_stands() -> None:
    day = date(2026, 12, 4)
    people = (
        person("E1", tier=TierLevel.SENIOR, fixed={day: "late"}),
        person("E2", fixed={day: "leave"}),
        person("E3"),
    )
    found = roster(tiny(people=people))
    assert found.roster is not None
    assert found.roster.duties["E1"][1] == "late"
    assert found.roster.duties["E2"][1] == "leave"


def test_an_impossible_month_says_which_rules_meet() -> None:
    # the only senior is on leave on Friday
    people = (person("E1", tier=TierLevel.SENIOR, fixed={date(2026, 12, 4): "leave"}), person("E2"), person("E3"))
    found = roster(tiny(people=people))
    assert found.roster is None
    assert found.conflict == (("senior-there", "north 2026-12-04"),)


def test_a_conflict_of_two_rules_names_both() -> None:
    # one person, a standby every day, and a day off in three
    problem = RosterProblem(MONDAY, 7, (person(),), (STANDBY,), (StandbyThere(), DayOffAWeek(most=3)))
    assert {rule for rule, _ in roster(problem).conflict} == {"standby-there", "day-off-a-week"}


def test_people_are_lent_where_that_is_worth_it() -> None:
    people = (person("E1"), person("E2"), person("E3", territory="south"))
    table = {"north": ((100_000, 40_000, 0),), "south": ((500_000, 300_000, 0),)}
    problem = RosterProblem(MONDAY, 1, people, (EARLY,), (), table, loans=(Lent("E2", "south", 80_000),))
    found = roster(problem)
    assert found.roster is not None
    assert found.roster.lent == {("E2", 0): "south"}  # 40 + 80 + 0 against 0 + 300
    assert found.cost == 120_000
    dear = problem.replace(loans=(Lent("E2", "south", 400_000),))
    assert roster(dear).cost == 300_000


def test_history_counts_towards_the_fair_share() -> None:
    # E1 had three weekend days, E2 none: both of this weekend are E2's
    people = (person("E1", history={"weekends": 3.0}), person("E2"))
    table = {"north": ((0, 0),) * 5 + ((900_000, 0),) * 2}
    found = roster(RosterProblem(MONDAY, 7, people, (EARLY,), (FairShare(),), table))
    assert found.roster is not None
    assert found.roster.duties["E2"][5:] == ("early", "early")
    assert found.roster.duties["E1"][5:] == ("off", "off")


@pytest.mark.parametrize("hours", [0, 11])
def test_the_last_duty_before_the_roster_needs_its_rest(hours: float) -> None:
    who = person("E1", before=("late",))
    table = {"north": ((500_000, 0),)}
    problem = RosterProblem(MONDAY, 1, (who,), (EARLY,), (RestBetween(hours=hours),), table)
    problem = problem.replace(duties=(EARLY, LATE), rules=(RestBetween(hours=hours),))
    found = roster(problem)
    assert found.roster is not None
    assert (found.roster.duties["E1"][0] == "early") is False or hours == 0
