"""The score: what holds exactly, and how near it comes to planted truths."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.people.company import FIRST, company
from benchmarks.people.score_truth import AT, PATTERNS, differences, errors, level_bias, satisfaction, scored
from models.clock import DAY, HOUR
from models.errors import InputError
from models.people.calibration import Calibration, calibrate, months_before, quarter_of
from models.people.score import EngineerScore, ratings_of, score_facts, scores, weights_of
from models.policy import Policy
from models.records import Decision, Rating, Records, StaffMember, VisitRecord, clock_of
from models.sections.evaluation import Evaluation

QUICK = Evaluation(draws=100)
MADE = company(7, people=9, visits=40, spread=0.05, base=0.85, hard=(0.3, 0.3), hard_loses=0.1)
FIXED = calibrate(MADE.records, AT, QUICK)
BEFORE = {score.engineer: score for score in scores(MADE.records, AT, QUICK, FIXED)}
RATED = [rating for rating in MADE.records.ratings if rating.score < 5]


def with_rating(records: Records, rating: Rating) -> Records:
    """The same records with this rating in the place of its namesake."""
    return records.but(ratings=tuple(rating if known.id == rating.id else known for known in records.ratings))


def again(records: Records) -> dict[str, EngineerScore]:
    """Scores under the same calibration."""
    return {score.engineer: score for score in scores(records, AT, QUICK, FIXED)}


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(RATED), st.integers(1, 4))
def test_a_better_rating_never_lowers_a_score_and_moves_nobody_else_s(rating: Rating, steps: int) -> None:
    better = replace(rating, score=min(5.0, rating.score + steps))
    now = again(with_rating(MADE.records, better))
    owner = MADE.records.visit[rating.visit].engineer
    assert now[owner].exact is not None and BEFORE[owner].exact is not None
    assert now[owner].exact >= BEFORE[owner].exact
    assert {name: score for name, score in now.items() if name != owner} == {
        name: score for name, score in BEFORE.items() if name != owner
    }


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_rows_and_copies_of_rows_never_matter(seed: int) -> None:
    dice = random.Random(seed)
    tables = {}
    for name in ("visits", "ratings", "surveys", "attendance", "staff"):
        rows = list(getattr(MADE.records, name))
        dice.shuffle(rows)
        tables[name] = tuple(rows)
    tables["ratings"] = (*tables["ratings"], *tables["ratings"][:5])  # as if somebody had loaded a file twice
    shuffled = MADE.records.but(**tables)
    assert calibrate(shuffled, AT, QUICK) == FIXED
    assert again(shuffled) == BEFORE


def test_the_lines_of_an_explanation_add_up_to_the_score() -> None:
    for score in BEFORE.values():
        assert score.score is not None
        assert sum(term.points for term in score.terms) == pytest.approx(score.score, abs=0.0051)
        for part in score.components:
            assert sum(term.points for term in part.terms) == pytest.approx(part.points, abs=1e-9)


def test_a_calibration_comes_back_from_its_file_and_knows_when_it_was_changed() -> None:
    data = FIXED.to_json()
    assert Calibration.from_json(data) == FIXED
    data["effects"]["satisfaction"]["columns"][0][2] += 0.001
    assert Calibration.from_json(data).hash != data["hash"]


def test_what_happens_within_a_quarter_does_not_move_its_calibration() -> None:
    """Made from the months before: a year of records, then a day in the middle of the next quarter."""
    made = company(3, people=9, visits=200, days=450)
    at = date(2027, 2, 10)
    calibration = calibrate(made.records, at, QUICK)
    assert (calibration.first, calibration.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert not calibration.provisional
    flipped = made.records.but(
        ratings=tuple(
            replace(rating, score=1.0) if made.records.day_of(rating.given) >= date(2027, 1, 1) else rating
            for rating in made.records.ratings
        )
    )
    assert calibrate(flipped, at, QUICK) == calibration
    assert calibrate(MADE.records, AT, QUICK).provisional  # three months are all there is


def test_satisfaction_weighs_three_fifths_or_the_policy_is_refused() -> None:
    def policy(**section: object) -> Policy:
        return Policy.from_mapping({"evaluation": section}, "p.yaml")

    low = {"satisfaction": 0.5, "first-time-fix": 0.25, "response": 0.15, "attendance": 0.1}
    with pytest.raises(InputError, match="at least 60 %"):
        policy(weights=low)
    with pytest.raises(InputError, match="add up to"):
        policy(weights={**low, "satisfaction": 0.7})
    with pytest.raises(InputError, match="weigh 54%"):  # mystery visits may not take of the customers' own 60 %
        policy(mystery_share=0.1)
    high = {"satisfaction": 0.7, "first-time-fix": 0.1, "response": 0.1, "attendance": 0.1}
    assert policy(mystery_share=0.1, weights=high).section(Evaluation).mystery_share == 0.1


@given(st.sets(st.sampled_from(["first-time-fix", "response", "attendance"])))
def test_missing_components_give_their_weight_away_and_satisfaction_keeps_its_part(others: set[str]) -> None:
    shares = weights_of(Evaluation(), ["satisfaction", *others])
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["satisfaction"] >= 0.6 - 1e-12
    assert weights_of(Evaluation(), sorted(others)) == {}


def test_nobody_gets_a_score_without_an_observation_and_one_observation_is_drawn_to_the_tier() -> None:
    newcomer = MADE.records.but(staff=(*MADE.records.staff, StaffMember("E999", "New")))
    found = {score.engineer: score for score in scores(newcomer, AT, QUICK, FIXED)}
    assert found["E999"].score is None and found["E999"].terms == ()
    base = max(visit.finished for visit in newcomer.visits)
    one = newcomer.but(
        visits=(
            *newcomer.visits,
            VisitRecord("VX", "TX", "E999", base + 60, base + HOUR, work_type="easy", fixed=True),
        ),
        ratings=(*newcomer.ratings, Rating("RX", "VX", "survey", base + HOUR, 1.0)),
    )
    score = {score.engineer: score for score in scores(one, AT, QUICK, FIXED)}["E999"]
    part = score.components[0]
    assert (part.count, part.raw) == (1, 0.0)
    assert part.estimate == pytest.approx(
        (part.adjusted + part.prior.strength * part.prior.mean) / (1 + part.prior.strength)
    )


def test_a_rating_marked_by_a_second_person_does_not_count_and_the_page_says_so() -> None:
    rating = RATED[0]
    owner = MADE.records.visit[rating.visit].engineer
    decision = Decision("D1", "not-service", "Zhao Lei", AT, entry=rating.id, reason="part")
    marked = MADE.records.but(decisions=(decision,))
    score = again(marked)[owner]
    assert score.count == BEFORE[owner].count - 1
    assert score.exact is not None and BEFORE[owner].exact is not None and score.exact > BEFORE[owner].exact
    uses = ratings_of(score_facts(marked, AT, QUICK, FIXED), owner)
    line = next(use for use in uses if use.rating.id == rating.id)
    assert not line.counted and "Zhao Lei" in line.why and "不计" in line.why.zh


def test_mystery_visits_are_shown_and_not_mixed_in() -> None:
    rating = RATED[0]
    owner = MADE.records.visit[rating.visit].engineer
    hidden = Rating("M1", rating.visit, "mystery", rating.given, 1.0)
    records = MADE.records.but(ratings=(*MADE.records.ratings, hidden))
    assert again(records)[owner] == BEFORE[owner]
    uses = ratings_of(score_facts(records, AT, QUICK, FIXED), owner)
    assert [use.counted for use in uses if use.rating.id == "M1"] == [False]


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Shanghai", date(2024, 2, 29)),
        ("Europe/Berlin", date(2026, 10, 25)),
        ("Pacific/Auckland", date(2026, 4, 5)),
    ],
)
def test_a_day_ends_at_midnight_of_the_company_s_zone(zone: str, day: date) -> None:
    """Leap day, and days of 25 hours: a visit that ends a second before midnight is in, one at midnight is not."""
    empty = Records(clock_of(ZoneInfo(zone)), staff=(StaffMember("E1"),))
    end = empty.end_of(day)
    visits = tuple(VisitRecord(f"V{k}", f"T{k}", "E1", at - 60, at, fixed=True) for k, at in enumerate((end - 1, end)))
    ratings = tuple(Rating(f"R{k}", f"V{k}", "survey", visit.finished, 5.0) for k, visit in enumerate(visits))
    records = empty.but(visits=visits, ratings=ratings)
    calibration = calibrate(records, day, QUICK)
    assert scores(records, day, QUICK, calibration)[0].count == 1
    assert scores(records, day + timedelta(days=1), QUICK, calibration)[0].count == 2
    # the period's first day is in as a whole, the day before it is not
    first = empty.start_of(day - timedelta(days=QUICK.period_days - 1))
    old = empty.but(
        visits=tuple(
            replace(visit, arrived=at - 60, finished=at) for visit, at in zip(visits, (first - 1, first), strict=True)
        ),
        ratings=tuple(replace(rating, given=first) for rating in ratings),
    )
    assert scores(old, day, QUICK, calibration)[0].count == 1


def test_quarters_and_months_are_those_of_the_calendar() -> None:
    assert quarter_of(date(2024, 12, 31)) == date(2024, 10, 1)
    assert months_before(date(2026, 1, 1), 1) == date(2025, 12, 1)


def test_old_observations_fade_where_the_policy_says_so() -> None:
    fading = Evaluation(half_life_days=30, draws=100)
    found = score_facts(MADE.records, AT, fading, calibrate(MADE.records, AT, fading))
    weight = found.observed["satisfaction"].weight
    assert weight[0] < weight[-1] <= 1.0
    assert weight[0] == pytest.approx(0.5 ** (90 / 30), rel=0.1)  # the first rating is nearly ninety days old


def test_hard_work_costs_nobody_points() -> None:
    """Truth: seniors are 2.0 points better. Raw rates say -1.9, pooled observed over expected +1.5."""
    adjusted, raw, pooled = (sum(column) / len(column) for column in zip(*differences(12), strict=True))
    assert adjusted == pytest.approx(2.0, abs=0.6)
    assert raw < -1 and pooled < adjusted


@pytest.mark.slow
def test_shrunk_rates_err_less_than_raw_ones_and_intervals_hold_what_they_say() -> None:
    for ratings in (10, 40):
        wild, calm, held = errors(8, ratings)
        assert calm < wild
        assert 0.84 <= held <= 0.96  # 240 intervals: two standard errors are 4 points


@pytest.mark.slow
@pytest.mark.parametrize("pattern", PATTERNS)
def test_whoever_answers_the_level_is_that_of_all_customers(pattern: str) -> None:
    _, corrected = level_bias(12, pattern)
    assert abs(corrected) < 1.0  # twelve companies; the benchmark has more


def test_levels_are_left_alone_without_calls_and_rates_without_surveys_are_unknown() -> None:
    assert FIXED.corrections.levels[""].shift == 0.0
    no_surveys = MADE.records.but(surveys=())
    assert calibrate(no_surveys, AT, QUICK).corrections.weights == {}


def test_an_engineer_s_interval_is_wide_with_little_and_narrow_with_much() -> None:
    few, many = (scored(company(5, people=12, visits=n, spread=0.04))[1][0] for n in (5, 150))
    assert few.low is not None and few.high is not None and many.low is not None and many.high is not None
    assert few.high - few.low > many.high - many.low > 0
    assert satisfaction(few, "reliability") < satisfaction(many, "reliability")


def test_the_records_reach_the_day_asked_for_and_no_further() -> None:
    middle = FIRST + timedelta(days=44)
    early = MADE.records.until(middle)
    calibration = calibrate(early, middle, QUICK)
    assert scores(MADE.records, middle, QUICK, calibration) == scores(early, middle, QUICK, calibration)
    assert max(visit.finished for visit in early.visits) < early.start_of(middle) + DAY
    assert MADE.records.clock.origin.tzinfo is UTC
