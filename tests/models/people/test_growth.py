"""Calls, points, promotions, ranking and guards, each on the smallest records that show the point."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.people.company import company
from benchmarks.people.score_truth import AT
from models.clock import DAY, HOUR
from models.engineer import TierLevel
from models.people.binomial import at_least, at_most, limits
from models.people.calibration import calibrate
from models.people.callback_sample import call_sample, verify
from models.people.guards import guards
from models.people.ladder import standings
from models.people.points import ledgers, months_later, promotions
from models.people.ranking import best_cases, month_of, ranking
from models.people.score import score_facts, scores
from models.records import (
    CallbackCall,
    Course,
    CustomerEntry,
    Rating,
    Records,
    StaffMember,
    SurveySent,
    VisitRecord,
    clock_of,
)
from models.sections.call_backs import CallBacks
from models.sections.development import Development, Promotion
from models.sections.evaluation import Evaluation
from models.sections.incentives import Incentives
from models.sections.standing_ladder import StandingLadder

EMPTY = Records(clock_of(UTC))
SEPTEMBER = date(2026, 9, 1)
NOON = EMPTY.start_of(SEPTEMBER) + 12 * HOUR


def visits(count: int, engineers: int = 2) -> tuple[VisitRecord, ...]:
    """One visit an hour, engineers in turn, every customer once."""
    return tuple(
        VisitRecord(
            f"V{k:04d}", f"T{k}", f"E{k % engineers}", NOON + k * HOUR, NOON + k * HOUR + 1800, customer=f"C{k}"
        )
        for k in range(count)
    )


FEW = CallBacks(least_per_territory=30, share=0.0)
"""Ten calls a month."""


def sampled(records: Records, salt: str = "s", policy: CallBacks = FEW) -> set[str]:
    return {call.visit for call in call_sample(records, "2026-09", policy, "1", salt).drawn}


def test_the_sample_is_the_same_for_everybody_who_knows_the_salt_and_another_for_another_salt() -> None:
    records = EMPTY.but(visits=visits(200))
    rows = list(records.visits)
    random.Random(1).shuffle(rows)
    assert sampled(records) == sampled(records.but(visits=tuple(rows)))
    assert sampled(records) != sampled(records, "t")
    sample = call_sample(records, "2026-09", FEW, "1", "s")
    assert verify(records, sample, FEW, "s") and not verify(records, sample, FEW, "t")
    assert len(sample.drawn) == 10


def test_nobody_is_called_who_asked_not_to_be_or_was_called_lately_and_each_customer_once() -> None:
    made = tuple(replace(visit, customer="C1") if k > 190 else visit for k, visit in enumerate(visits(200)))
    called = VisitRecord("OLD", "T", "E0", NOON - 30 * DAY, NOON - 30 * DAY + 60, customer="C5")
    records = EMPTY.but(visits=(*made, called), customers=(CustomerEntry("C3", True),),
                        callbacks=(CallbackCall("OLD", "2026-08"),))  # fmt: skip
    everybody = sampled(records, policy=CallBacks(least_per_territory=3000))
    customers = Counter(records.visit[id].customer for id in everybody)
    assert "C3" not in customers and "C5" not in customers and max(customers.values()) == 1
    assert len(everybody) == 200 - 9 - 2  # nine more of C1, C3 and C5


def test_two_thirds_of_the_calls_go_to_those_who_did_not_answer() -> None:
    records = EMPTY.but(visits=visits(300, 1))
    records = records.but(
        surveys=tuple(
            SurveySent(visit.id, visit.finished, answered=visit.finished + 60 if k % 2 else None)
            for k, visit in enumerate(records.visits)
        )
    )
    sample = call_sample(records, "2026-09", CallBacks(least_per_territory=90, share=0), "1", "s")
    assert Counter(call.answered for call in sample.drawn) == {False: 20, True: 10}


def test_every_engineer_has_at_least_two_calls_a_month() -> None:
    sample = call_sample(
        EMPTY.but(visits=visits(300, 20)), "2026-09", CallBacks(least_per_territory=0, share=0), "1", "s"
    )
    assert Counter(call.engineer for call in sample.drawn) == {f"E{k}": 2 for k in range(20)}


def course(passed: date, points: int = 20, **more: object) -> Course:
    return Course("E1", f"K{passed}{points}", passed, points, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("at", "points"), [
    (date(2024, 2, 28), 0), (date(2024, 2, 29), 20), (date(2026, 2, 28), 20), (date(2026, 3, 1), 0)])  # fmt: skip
def test_points_count_for_24_months_to_the_last_day_also_from_a_leap_day(at: date, points: int) -> None:
    records = EMPTY.but(staff=(StaffMember("E1"),), courses=(course(date(2024, 2, 29)),))
    assert ledgers(records, at, Development())[0].points == points


def test_corrections_are_lines_of_their_own_and_failed_exams_give_nothing() -> None:
    day = date(2026, 8, 1)
    lines = (course(day), course(day, -5, reason="entered twice"), course(day, 30, result="failed"),
             course(day, 10, valid_until=date(2026, 8, 31)))  # fmt: skip
    records = EMPTY.but(staff=(StaffMember("E1"),), courses=lines)
    assert ledgers(records, date(2026, 8, 31), Development())[0].points == 25
    ledger = ledgers(records, SEPTEMBER, Development())[0]
    assert ledger.points == 15 and len(ledger.lines) == 4
    assert {line.course.points: line.counts for line in ledger.lines} == {20: True, -5: True, 30: False, 10: False}


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_the_promotion_list_says_by_what_somebody_misses_and_decides_nothing() -> None:
    asked = Development(
        promotion={"senior": Promotion(points=50, certificates=("F-GAS",), months_in_tier=24, score_low=0)}
    )
    member = StaffMember("E1", "Li Na", TierLevel.INTERMEDIATE, since=date(2025, 9, 2))
    records = EMPTY.but(
        staff=(member, StaffMember("E2", "", TierLevel.SENIOR)), courses=(course(date(2026, 8, 1), 40),)
    )
    check = promotions(records, SEPTEMBER, asked, (), (), {})[0]
    assert (check.engineer, check.into, check.meets) == ("E1", "senior", False)
    assert [str(miss) for miss in check.misses] == [
        "10 points short of 50", "certificate F-GAS is missing", "24 months in the tier are over on 2027-09-02",
        "lower end of the score is unknown, 0 is asked",
    ]  # fmt: skip
    assert len(promotions(records, SEPTEMBER, asked, (), (), {})) == 1  # a senior has no next tier


MADE = company(11, people=10, visits=60, spread=0.06, base=0.8, answers=(0.8, 0.8))
QUICK = Evaluation(draws=200)


def ranked(incentives: Incentives = Incentives(least_shifts=0), decisions: tuple[object, ...] = ()) -> tuple:  # type: ignore[type-arg]
    facts = score_facts(MADE.records, AT, QUICK, calibrate(MADE.records, AT, QUICK))
    found = scores(MADE.records, AT, QUICK, facts.calibration)
    return ranking(facts, found, standings(MADE.records, StandingLadder(), AT), incentives)


def test_ranks_are_intervals_chances_of_being_first_add_up_and_neighbours_share_a_band() -> None:
    lines = ranked()
    assert [line.rank for line in lines] == list(range(1, 11))
    assert all(line.low <= line.high for line in lines)
    assert sum(line.first for line in lines) == pytest.approx(1)
    assert lines[0].best and lines[0].band == 1 and sorted(line.band for line in lines) == [line.band for line in lines]


def test_rank_intervals_hold_the_true_rank_about_as_often_as_they_say() -> None:
    order = sorted(MADE.truth, key=lambda name: -MADE.truth[name])
    held = [line.low <= order.index(line.engineer) + 1 <= line.high for line in ranked()]
    assert np.mean(held) >= 0.7  # ten lines of one company


def test_nobody_is_best_with_too_few_ratings_or_shifts_and_the_page_says_why() -> None:
    lines = ranked(Incentives(least_ratings=10_000))
    assert not any(line.best for line in lines) and all("of 10000" in line.bars[0] for line in lines)
    assert all("shifts of 10" in line.bars[0] for line in ranked(Incentives()))  # one shift each is on record
    assert sum(line.first for line in lines) == 0


def test_best_cases_are_urgent_fixed_at_once_and_praised_others_failures_first() -> None:
    first = VisitRecord("V1", "T1", "E1", NOON, NOON + HOUR, priority=1, fixed=False)
    second = VisitRecord("V2", "T1", "E2", NOON + 2 * HOUR, NOON + 3 * HOUR, priority=1, fixed=True)
    plain = VisitRecord("V3", "T3", "E3", NOON + 2 * HOUR, NOON + 3 * HOUR, priority=1, fixed=True)
    slow = VisitRecord("V4", "T4", "E3", NOON + 4 * HOUR, NOON + 5 * HOUR, priority=3, fixed=True)
    records = EMPTY.but(visits=(plain, slow, first, second), ratings=tuple(
        Rating(f"R{k}", f"V{k}", "survey", NOON + DAY, 5.0) for k in (2, 3, 4)))  # fmt: skip
    cases = best_cases(records, *month_of("2026-09"))
    assert [(case.visit, case.others_failed) for case in cases] == [("V2", True), ("V3", False)]


def test_surveys_sent_selectively_and_ratings_from_the_engineer_s_own_device_are_alerts() -> None:
    made = visits(600, 6)
    sent = tuple(
        SurveySent(visit.id, visit.finished) for k, visit in enumerate(made) if visit.engineer != "E0" or k % 12 == 0
    )
    own = tuple(
        Rating(
            f"R{k}",
            visit.id,
            "survey",
            visit.finished + DAY,
            5.0,
            device="engineer" if visit.engineer == "E1" else "customer",
        )
        for k, visit in enumerate(made[:120])
    )
    found = guards(EMPTY.but(visits=made, surveys=sent, ratings=own), Evaluation(), *month_of("2026-09"))
    alerts = {(guard.engineer, guard.id) for guard in found if guard.alert}
    assert alerts == {("E0", "surveyed"), ("E1", "at-once")}


def test_what_others_had_to_mend_is_seen() -> None:
    made = visits(600, 6)
    first = tuple(replace(visit, fixed=True) for visit in made)
    again = tuple(
        VisitRecord(f"X{visit.id}", visit.ticket, "E5", visit.finished + 20 * DAY, visit.finished + 20 * DAY + 600)
        for k, visit in enumerate(first) if visit.engineer == "E0" and k % 4 == 0
    )  # fmt: skip
    found = guards(EMPTY.but(visits=(*first, *again)), Evaluation(), *month_of("2026-09"))
    assert [(guard.engineer, guard.id) for guard in found if guard.alert] == [("E0", "mended-by-others")]


@pytest.mark.parametrize(("n", "p"), [(10, 0.3), (200, 0.05), (1, 0.5)])
def test_exact_binomial_chances_are_those_of_a_library(n: int, p: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    for hits in range(0, n + 1, max(1, n // 7)):
        assert at_most(hits, n, p) == pytest.approx(stats.binom.cdf(hits, n, p), abs=1e-10)
        assert at_least(hits, n, p) == pytest.approx(stats.binom.sf(hits - 1, n, p), abs=1e-10)
    low, high = limits(n, p, 0.025)
    assert at_most(low - 1, n, p) <= 0.025 < at_most(low, n, p) or low == 0
    assert at_least(high + 1, n, p) <= 0.025 or high == n
