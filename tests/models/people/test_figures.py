"""Standard figures, each on the smallest records that show its edge."""

from __future__ import annotations

from datetime import UTC, date, timedelta

import pytest

from models.clock import DAY, HOUR
from models.people.figures import figures
from models.records import Attendance, Rating, Records, Reopening, SurveySent, TicketEntry, VisitRecord, clock_of
from models.sections.evaluation import Evaluation

EMPTY = Records(clock_of(UTC))
FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)
NOON = EMPTY.start_of(FIRST) + 12 * HOUR


def visit(number: int, ticket: str = "", at: int = NOON, **values: object) -> VisitRecord:
    return VisitRecord(f"V{number}", ticket or f"T{number}", "E1", at, at + HOUR, **{"fixed": True, **values})  # type: ignore[arg-type]


def figure(
    id: str, records: Records, group: str = "company", last: date = LAST, name: str = "", **policy: object
) -> tuple[float, float]:
    found = figures(records, Evaluation(**policy), FIRST, last, group)[name]  # type: ignore[arg-type]
    kpi = next(kpi for kpi in found if kpi.id == id)
    return kpi.numerator, kpi.denominator


def test_satisfied_are_the_top_two_of_five_on_any_scale_and_mystery_visits_are_apart() -> None:
    ratings = [
        ("survey", 4, 1, 5),
        ("survey", 3, 1, 5),
        ("callback", 8, 0, 10),
        ("survey", 7, 0, 10),
        ("mystery", 1, 1, 5),
    ]
    records = EMPTY.but(
        visits=tuple(visit(k) for k in range(len(ratings))),
        ratings=tuple(Rating(f"R{k}", f"V{k}", source, NOON + 2 * HOUR, score, low, high)
                      for k, (source, score, low, high) in enumerate(ratings)),
    )  # fmt: skip
    assert figure("csat", records) == (2, 4)  # 4 of 5, and 8 of 10, which is 4.2 of 5; 7 of 10 is 3.8
    assert figure("nps", records) == (0, 2)  # 8 and 7 are neither promoters nor detractors
    assert figure("rating-mean", records)[1] == 4


def test_the_response_rate_is_unknown_without_surveys() -> None:
    records = EMPTY.but(visits=(visit(1), visit(2)), ratings=(Rating("R1", "V1", "survey", NOON + 2 * HOUR, 5),))
    assert figure("response-rate", records) == (0, 0)
    sent = (SurveySent("V1", NOON + HOUR, answered=NOON + 2 * HOUR), SurveySent("V2", NOON + HOUR))
    assert figure("response-rate", records.but(surveys=sent)) == (1, 2)


@pytest.mark.parametrize(
    ("after", "cause", "fixed_at_once", "back"),
    [(30 * DAY, "same", 0, 1), (30 * DAY + 1, "same", 1, 0), (5 * DAY, "other", 1, 1), (5 * DAY, "misuse", 1, 1)],
)
def test_a_ticket_is_fixed_at_once_unless_the_same_fault_is_back_within_the_days(
    after: int, cause: str, fixed_at_once: int, back: int
) -> None:
    records = EMPTY.but(visits=(visit(1),), reopens=(Reopening("T1", NOON + HOUR + after, "V1", cause),))
    late = FIRST + timedelta(days=45)
    assert figure("ftfr", records, last=late) == (fixed_at_once, 1)
    assert figure("reopen-rate", records, last=late) == (back, 1)


def test_the_final_figure_waits_until_the_days_are_over() -> None:
    records = EMPTY.but(visits=(visit(1),))
    day = FIRST + timedelta(days=29)  # finished on the 1st at 13:00: thirty days are over on the 31st day at 13:00
    assert figure("ftfr", records, last=day) == (0, 0)
    assert figure("ftfr-provisional", records, last=day) == (1, 1)
    assert figure("ftfr", records, last=day + timedelta(days=1)) == (1, 1)


def test_a_second_visit_for_a_part_counts_against_the_process_and_not_the_engineer() -> None:
    two = (visit(1, "T1", fixed=False, reason="part"), visit(2, "T1", NOON + DAY), visit(3))
    records = EMPTY.but(visits=two)
    assert figure("ftfr-provisional", records) == (1, 2)
    assert figure("ftfr-provisional", records, "engineer", name="E1") == (1, 1)
    assert figure("ftfr-provisional", records, "engineer", name="E1", parts_count=True) == (1, 2)


def test_work_of_several_planned_visits_and_unfinished_work_are_no_first_time_fix() -> None:
    records = EMPTY.but(visits=(visit(1, work_type="install"), visit(2, fixed=False), visit(3, visit_no=2), visit(4)))
    assert figure("ftfr-provisional", records, several_visits=("install",)) == (1, 2)  # V3 is the second of its ticket


def test_a_promise_nobody_came_for_is_broken_once_it_is_due() -> None:
    records = EMPTY.but(
        visits=(visit(1, respond_by=NOON), visit(2, respond_by=NOON - 1)),
        tickets=(TicketEntry("T9", respond_by=NOON), TicketEntry("T8", respond_by=NOON + 60 * DAY)),
    )
    assert figure("response-kept", records) == (1, 3)  # arriving in the second of the promise keeps it
    assert figure("response-kept", records, "engineer", name="E1") == (1, 2)


@pytest.mark.parametrize(
    ("kind", "late", "count"),
    [("present", 0, (1, 1)), ("late", 10, (1, 1)), ("late", 11, (0, 1)), ("absent", 0, (0, 1)), ("excused", 0, (0, 0))],
)
def test_attendance_leaves_out_the_excused_and_forgives_ten_minutes(
    kind: str, late: int, count: tuple[int, int]
) -> None:
    records = EMPTY.but(attendance=(Attendance("E1", "s", kind, FIRST, late),))
    assert figure("attendance", records) == count


def test_groups_add_up_to_the_company() -> None:
    records = EMPTY.but(
        visits=tuple(visit(k, work_type="ab"[k % 2], territory="xy"[k // 2]) for k in range(4)),
        ratings=tuple(Rating(f"R{k}", f"V{k}", "survey", NOON + 2 * HOUR, 5 - k) for k in range(4)),
    )
    for group in ("work type", "territory", "month", "engineer"):
        found = figures(records, Evaluation(), FIRST, LAST, group)
        csat = [next(kpi for kpi in kpis if kpi.id == "csat") for kpis in found.values()]
        assert (sum(kpi.numerator for kpi in csat), sum(kpi.denominator for kpi in csat)) == (2, 4)
