"""The standing ladder: due process, chance, and what annulment does."""

from __future__ import annotations

import random
from datetime import UTC, date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.clock import DAY, HOUR
from models.people.ladder import entries, standing_of, standings, state_of, working_days_later
from models.people.runs import chance_of_run
from models.records import Breach, Course, Decision, Rating, Records, StaffMember, VisitRecord, clock_of
from models.sections.standing_ladder import StandingLadder

LADDER = StandingLadder()
FIRST = date(2026, 9, 1)
AT = date(2026, 12, 1)
STEPS = {"active": 0, "warned": 1, "suspended": 2, "dismissed": 3}


def rated(grades: list[float | None], source: str = "survey") -> Records:
    """One visit a day of E1; a grade each, None = nobody answered."""
    empty = Records(clock_of(UTC), staff=(StaffMember("E1"),))
    start = empty.start_of(FIRST)
    visits = tuple(
        VisitRecord(f"V{k:03d}", f"T{k}", "E1", start + k * DAY + 9 * HOUR, start + k * DAY + 10 * HOUR)
        for k in range(len(grades))
    )
    ratings = tuple(
        Rating(f"R{k:03d}", f"V{k:03d}", source, visits[k].finished + HOUR, grade)
        for k, grade in enumerate(grades) if grade is not None
    )  # fmt: skip
    return empty.but(visits=visits, ratings=ratings)


def way(entry: str, day: date, number: int = 0) -> tuple[Decision, ...]:
    """Notice, hearing and confirmation of an entry, in time."""
    heard = working_days_later(day, LADDER.hearing_days)
    return (
        Decision(f"N{number}", "notice", "Zhao Lei", day, entry),
        Decision(f"H{number}", "hearing", "Zhao Lei", heard, entry),
        Decision(f"C{number}", "confirm", "Zhao Lei", heard, entry, heard=True),
    )


@pytest.mark.parametrize(("grades", "ids"), [
    ([2, 1, 2], ["run:R002"]),
    ([2, 1, 3, 2], []),                                    # a grade of 3 breaks it
    ([2, None, 1, None, 2], ["run:R004"]),                 # no answer neither breaks nor extends
    ([2, 2, 2, 2, 2], ["run:R002"]),                       # a run that counted starts a new count
    ([1, 1, 1, 1, 1, 1], ["run:R002", "run:R005"]),
    ([2.5, 2, 2], []),                                     # bad = the two worst of five
])  # fmt: skip
def test_three_bad_ratings_in_a_row_make_an_entry(grades: list[float | None], ids: list[str]) -> None:
    assert [entry.id for entry in entries(rated(grades), LADDER, AT)] == ids


def test_mystery_visits_and_marked_ratings_make_no_run() -> None:
    assert entries(rated([1, 1, 1], "mystery"), LADDER, AT) == ()
    mark = Decision("D", "not-service", "Li Na", FIRST, "R001", reason="part")
    assert entries(rated([1, 1, 1]).but(decisions=(mark,)), LADDER, AT) == ()


def test_nothing_takes_effect_before_notice_hearing_and_a_named_person() -> None:
    records = rated([2, 1, 2])
    entry = entries(records, LADDER, AT)[0]
    notice, hearing, confirm = way(entry.id, date(2026, 9, 4))
    assert standing_of(records, "E1", LADDER, AT).standing == "active"
    for missing in ((confirm,), (notice,), (notice, hearing)):
        assert standing_of(records.but(decisions=missing), "E1", LADDER, AT).standing == "active"
    early = Decision(
        "C", "confirm", "Zhao Lei", date(2026, 9, 10), entry.id, heard=True
    )  # the hearing is the 11th at best
    state = state_of(entry, (notice, early), LADDER, AT)
    assert state.effective is None and "2026-09-11" in state.faults[0]
    silent = Decision("C", "confirm", "Zhao Lei", date(2026, 9, 11), entry.id)
    assert "without a hearing" in state_of(entry, (notice, silent), LADDER, AT).faults[0]
    now = standing_of(records.but(decisions=(notice, hearing, confirm)), "E1", LADDER, AT)
    assert (now.standing, now.since) == ("warned", date(2026, 9, 12))  # from midnight after the decision


def test_effect_and_appeal_are_calendar_days() -> None:
    records = rated([2, 1, 2])
    records = records.but(decisions=way("run:R002", date(2026, 9, 4)))
    assert standing_of(records, "E1", LADDER, date(2026, 9, 11)).standing == "active"
    warned = standing_of(records, "E1", LADDER, date(2026, 9, 12))
    assert warned.standing == "warned" and warned.entries[0].appeal_until == date(2026, 9, 26)
    assert standing_of(records, "E1", LADDER, date(2026, 9, 27)).entries[0].final


def test_a_step_falls_back_after_180_days_without_an_entry() -> None:
    records = rated([2, 1, 2]).but(decisions=way("run:R002", date(2026, 9, 4)))
    last = date(2026, 9, 12) + timedelta(days=180)
    assert standing_of(records, "E1", LADDER, last - timedelta(days=1)).standing == "warned"
    free = standing_of(records, "E1", LADDER, last)
    assert (free.standing, free.since) == ("active", last)


def with_breaches(days: list[int], trained: list[int] = [], failed: list[int] = []) -> Records:  # noqa: B006
    """Serious breaches on days after the first, each confirmed in time, and trainings."""
    records = Records(clock_of(UTC), staff=(StaffMember("E1"),))
    breaches = tuple(Breach(f"B{k}", "E1", FIRST + timedelta(days=day), "safety", True) for k, day in enumerate(days))
    decided = tuple(d for k, breach in enumerate(breaches) for d in way(f"breach:{breach.id}", breach.day, k))
    courses = tuple(Course("E1", f"K{day}", FIRST + timedelta(days=day), hours=8.0, result=result)
                    for result, found in (("passed", trained), ("failed", failed)) for day in found)  # fmt: skip
    return records.but(breaches=breaches, decisions=decided, courses=courses)


def test_the_second_step_suspends_until_the_training_is_passed() -> None:
    assert standing_of(with_breaches([0, 10]), "E1", LADDER, FIRST + timedelta(days=30)).standing == "suspended"
    trained = with_breaches([0, 10], trained=[25])
    assert standing_of(trained, "E1", LADDER, FIRST + timedelta(days=25)).standing == "suspended"
    after = standing_of(trained, "E1", LADDER, FIRST + timedelta(days=26))
    assert (after.standing, after.since) == ("warned", FIRST + timedelta(days=26))
    assert (
        standing_of(with_breaches([0, 10], failed=[25]), "E1", LADDER, FIRST + timedelta(days=30)).standing
        == "suspended"
    )


def test_the_last_step_is_a_proposal_that_waits_for_a_training_and_a_person() -> None:
    day = FIRST + timedelta(days=60)
    step = Decision("S", "step", "Zhao Lei", day - timedelta(days=1), step="E1/dismissed", heard=True)
    untrained = with_breaches([0, 10, 20])
    now = standing_of(untrained, "E1", LADDER, day)
    assert now.end_proposed and now.end_waits_for is not None and now.standing == "suspended"
    ended = untrained.but(decisions=(*untrained.decisions, step))
    assert standing_of(ended, "E1", LADDER, day).standing == "suspended"  # no training on record: not even by decision
    failed = with_breaches([0, 10, 20], failed=[25])
    assert standing_of(failed, "E1", LADDER, day).standing == "suspended"
    assert standing_of(failed.but(decisions=(*failed.decisions, step)), "E1", LADDER, day).standing == "dismissed"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 400), max_size=5),
    st.integers(0, 400),
    st.lists(st.integers(0, 420), max_size=3),
    st.integers(0, 450),
)
def test_an_entry_more_never_improves_standing(days: list[int], more: int, trained: list[int], at: int) -> None:
    on = FIRST + timedelta(days=at)
    before, after = (standing_of(with_breaches(found, trained), "E1", LADDER, on) for found in (days, [*days, more]))
    assert STEPS[after.standing] >= STEPS[before.standing] and after.step >= before.step


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([1.0, 2.0, 4.0]), min_size=3, max_size=14), st.integers(0, 13))
def test_what_is_annulled_is_as_if_it_had_never_been(grades: list[float], which: int) -> None:
    which %= len(grades)
    records = rated(list(grades))
    annul = Decision("A", "annul", "Zhao Lei", AT, f"R{which:03d}", reason="wrong customer")
    never = rated([None if k == which else grade for k, grade in enumerate(grades)])
    annulled = standings(records.but(decisions=(annul,)), LADDER, AT)
    told = [(entry.entry.id, entry.entry.ratings, entry.state) for entry in annulled[0].entries]
    assert told == [
        (entry.entry.id, entry.entry.ratings, entry.state) for entry in standings(never, LADDER, AT)[0].entries
    ]
    what_if = standing_of(records, "E1", LADDER, AT, without=[f"R{which:03d}"])
    assert [entry.entry.id for entry in what_if.entries] == [id for id, _, _ in told]


def test_a_run_that_only_appears_by_an_annulment_is_a_new_proposal() -> None:
    """2 1 (4) 2 2: with the 4 annulled the run ends with R003 and waits for its own notice."""
    records = rated([2, 1, 4, 2, 2])
    assert entries(records, LADDER, AT) == ()
    annulled = records.but(decisions=(Decision("A", "annul", "Zhao Lei", AT, "R002"),))
    found = standing_of(annulled, "E1", LADDER, AT)
    assert [(state.entry.id, state.state) for state in found.entries] == [("run:R003", "proposed")]
    assert found.standing == "active"


def test_nothing_before_the_rules_were_made_known_counts() -> None:
    records = rated([2, 1, 2])
    assert len(entries(records, LADDER, AT, known_from=date(2026, 9, 3))) == 1
    assert entries(records, LADDER, AT, known_from=date(2026, 9, 4)) == ()


@pytest.mark.parametrize(("bad", "chance"), [(0.05, 0.035), (0.08, 0.13), (0.12, 0.37)])
def test_the_chance_column_is_what_simulation_finds(bad: float, chance: float) -> None:
    assert chance_of_run(3, bad, 300) == pytest.approx(chance, abs=0.006)
    dice = np.random.default_rng(1)
    drawn = dice.random((6000, 300)) < bad
    seen = (drawn[:, :-2] & drawn[:, 1:-1] & drawn[:, 2:]).any(1).mean()
    assert chance_of_run(3, bad, 300) == pytest.approx(seen, abs=3.5 * (seen * (1 - seen) / 6000) ** 0.5)


def test_the_order_of_rows_plays_no_part() -> None:
    records = rated([2, 1, 4, 2, 2, 1, 1])
    rows = list(records.ratings)
    random.Random(3).shuffle(rows)
    assert entries(records.but(ratings=tuple(rows)), LADDER, AT) == entries(records, LADDER, AT)
