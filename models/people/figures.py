"""Standard figures from records, each with numerator and denominator, for the company or by engineer, kind or month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from models.clock import DAY
from models.kpi.kpi import Kpi, ratio
from models.people.outcomes import NO, Outcomes, outcomes
from models.people.visit_table import VisitTable, visit_table
from models.records import Rating, Records, VisitRecord
from models.sections.evaluation import Evaluation

GROUPS = ("company", "engineer", "work type", "territory", "month")
Count = tuple[str, float, float]
"""Group, what it adds to the numerator, what to the denominator."""
Counted = tuple[str, tuple[str, str], str, bool | None, list[Count]]
"""Id, title in both languages, unit, is higher better, and the counts of a figure."""


@dataclass(frozen=True)
class Cohort:
    """Records of a period, with what became of their tickets.

    Parameters
    ----------
    first, last
        Days of the period, both counted. Visits belong to it by their finish, promises by when they fall due.
    group
        What visits are grouped by: one of :data:`GROUPS`.
    """

    records: Records
    evaluation: Evaluation
    first: date
    last: date
    group: str
    table: VisitTable
    outcomes: Outcomes

    @property
    def start(self) -> int:
        """[s] of its first moment."""
        return self.records.start_of(self.first)

    @property
    def end(self) -> int:
        """[s] of the first moment after it."""
        return self.records.end_of(self.last)

    def holds(self, second: int) -> bool:
        """Does the moment belong to the period?"""
        return self.start <= second < self.end

    def of_visit(self, visit: VisitRecord) -> str:
        """The group of a visit."""
        match self.group:
            case "engineer":
                return visit.engineer
            case "work type":
                return visit.work_type
            case "territory":
                return visit.territory
            case "month":
                return f"{self.records.day_of(visit.finished):%Y-%m}"
        return ""

    def rated(self, sources: tuple[str, ...] = ("survey", "callback")) -> Iterator[tuple[str, Rating]]:
        """Ratings of the period's visits, with their groups."""
        for id, ratings in self.records.ratings_of_visit.items():
            visit = self.records.visit[id]
            if self.holds(visit.finished):
                yield from ((self.of_visit(visit), rating) for rating in ratings if rating.source in sources)


def cohort(records: Records, evaluation: Evaluation, first: date, last: date, group: str = "company") -> Cohort:
    """The period from ``first`` to ``last``, as it was known at the end of ``last``."""
    known = records.until(last)
    table = visit_table(known)
    return Cohort(known, evaluation, first, last, group, table, outcomes(known, table, evaluation))


def satisfaction(facts: Cohort) -> tuple[Counted, ...]:
    """How many customers are content.

    **Id:** ``csat``. Unit: %. **Numerator:** ratings by customers (survey or call) in the top two of five.
    **Denominator:** ratings by customers. Never the mean of 1 to 5, which is ``rating-mean``; mystery visits are
    kept apart.
    """
    counts = [(group, float(rating.satisfied), 1.0) for group, rating in facts.rated()]
    return (("csat", ("Customer satisfaction", "客户满意率"), "%", True, counts),)


def response_rate(facts: Cohort) -> tuple[Counted, ...]:
    """How many surveys are answered.

    **Id:** ``response-rate``. Unit: %. **Numerator:** surveys answered. **Denominator:** surveys sent. Without a
    table of surveys it has no value: unknown is not 100 %.
    """
    counts = []
    for survey in facts.records.surveys:
        visit = facts.records.visit.get(survey.visit)
        if visit is not None and facts.holds(visit.finished):
            answered = survey.answered is not None and survey.answered < facts.end
            counts.append((facts.of_visit(visit), float(answered), 1.0))
    return (("response-rate", ("Surveys answered", "问卷回复率"), "%", None, counts),)


def rating_mean(facts: Cohort) -> tuple[Counted, ...]:
    """The mean grade.

    **Id:** ``rating-mean``. Unit: 1. **Numerator:** grades by customers, brought to 1 to 5, added up. **Denominator:**
    ratings by customers.
    """
    counts = [(group, rating.grade, 1.0) for group, rating in facts.rated()]
    return (("rating-mean", ("Mean grade", "平均评分"), "1", True, counts),)


def net_promoters(facts: Cohort) -> tuple[Counted, ...]:
    """Promoters less detractors, where the question was asked on 0 to 10.

    **Id:** ``nps``. Unit: %. **Numerator:** ratings of 9 or 10 less ratings of 0 to 6, on a scale of 0 to 10.
    **Denominator:** ratings on that scale. No value where nobody was asked so.
    """
    asked = [(group, rating) for group, rating in facts.rated() if (rating.low, rating.high) == (0, 10)]
    counts = [(group, float(rating.score >= 9) - float(rating.score <= 6), 1.0) for group, rating in asked]
    return (("nps", ("Net promoter score", "净推荐值"), "%", True, counts),)


def first_time_fix(facts: Cohort) -> tuple[Counted, ...]:
    """How many tickets are finished by their first visit and stay finished.

    **Ids:** ``ftfr``, ``ftfr-provisional``. Unit: %. **Numerator:** tickets finished by exactly one visit and not
    reopened for the same fault within the policy's days (30). **Denominator:** tickets finished in the period,
    without work types of several planned visits. Final (``ftfr``) only for tickets whose days are over; until then
    they are in the provisional figure. A further visit for a missing part counts against the process; by engineer
    such tickets are left out, unless the policy says otherwise. The ticket belongs to the engineer of its first
    visit.
    """
    final: list[Count] = []
    provisional: list[Count] = []
    wait = facts.evaluation.reopen_days * DAY
    for group, k, end in _finished(facts):
        if facts.group == "engineer" and facts.outcomes.waited_for_parts[k] and not facts.evaluation.parts_count:
            continue
        count = (group, float(facts.outcomes.one_visit[k]), 1.0)
        provisional.append(count)
        if end + wait < facts.end:
            final.append(count)
    return (
        ("ftfr", ("First-time fix", "一次修复率"), "%", True, final),
        ("ftfr-provisional", ("First-time fix, provisional", "一次修复率（暂定）"), "%", True, provisional),
    )


def reopen_rate(facts: Cohort) -> tuple[Counted, ...]:
    """How many finished tickets come back.

    **Id:** ``reopen-rate``. Unit: %. **Numerator:** tickets reopened within the policy's days (30) after their last
    finish, for whatever reason. **Denominator:** tickets finished in the period whose days are over.
    """
    wait = facts.evaluation.reopen_days * DAY
    counts = [(group, float(facts.outcomes.reopened[k]), 1.0) for group, k, end in _finished(facts, True)
              if end + wait < facts.end]  # fmt: skip
    return (("reopen-rate", ("Tickets that come back", "返修率"), "%", False, counts),)


def _finished(facts: Cohort, every: bool = False) -> Iterator[tuple[str, int, int]]:
    """Group, position and finish of tickets that were finished in the period."""
    out, visit = facts.outcomes, facts.records.visit
    ends = facts.table.finished[out.last] if len(out.tickets) else np.zeros(0, np.int64)
    for k in np.flatnonzero(out.finished & (ends >= facts.start) & (ends < facts.end)).tolist():
        first = visit[facts.table.ids[out.first[k]]]
        if every or first.work_type not in facts.evaluation.several_visits:
            yield facts.of_visit(first), k, int(ends[k])


def response_kept(facts: Cohort) -> tuple[Counted, ...]:
    """How many promised arrivals were kept.

    **Id:** ``response-kept``. Unit: %. **Numerator:** tickets whose first arrival is no later than their response time.
    **Denominator:** tickets whose response time falls into the period; those never visited are in it once they are due
    (by engineer they belong to nobody).
    """
    counts: list[Count] = []
    out, visit = facts.outcomes, facts.records.visit
    for k in np.flatnonzero(out.respond_by != NO).tolist():
        if facts.holds(int(out.respond_by[k])):
            group = facts.of_visit(visit[facts.table.ids[out.first[k]]])
            counts.append((group, float(out.on_time[k]), 1.0))
    visited = set(out.tickets)
    for ticket in facts.records.tickets:
        if ticket.id not in visited and ticket.respond_by is not None and facts.holds(ticket.respond_by):
            match facts.group:
                case "engineer":
                    continue
                case "work type":
                    group = ticket.work_type
                case "territory":
                    group = ticket.territory
                case "month":
                    group = f"{facts.records.day_of(ticket.respond_by):%Y-%m}"
                case _:
                    group = ""
            counts.append((group, 0.0, 1.0))
    return (("response-kept", ("Response kept", "响应守约率"), "%", True, counts),)


def attendance(facts: Cohort) -> tuple[Counted, ...]:
    """How many shifts begin with everybody there.

    **Id:** ``attendance``. Unit: %. **Numerator:** shifts at which somebody was present and not late by more than the
    policy's minutes (10). **Denominator:** shifts, without excused ones. By engineer, by month and for the company
    only.
    """
    counts: list[Count] = []
    for row in facts.records.attendance:
        if facts.first <= row.day <= facts.last and row.kind != "excused":
            group = {"engineer": row.engineer, "month": f"{row.day:%Y-%m}", "company": ""}.get(facts.group)
            if group is not None:
                counts.append((group, float(came(row.kind, row.minutes_late, facts.evaluation)), 1.0))
    return (("attendance", ("Attendance", "出勤率"), "%", True, counts),)


def came(kind: str, minutes_late: int, evaluation: Evaluation) -> bool:
    """Was somebody there, near enough to the beginning?"""
    return kind == "present" or (kind == "late" and minutes_late <= evaluation.late_minutes)


FIGURES: tuple[Callable[[Cohort], tuple[Counted, ...]], ...] = (
    satisfaction, response_rate, rating_mean, net_promoters, first_time_fix, response_kept, reopen_rate, attendance,
)  # fmt: skip
"""All standard figures from records, in the order in which people read them."""


def figures(
    records: Records, evaluation: Evaluation, first: date, last: date, group: str = "company"
) -> dict[str, tuple[Kpi, ...]]:
    """Group -> all figures, always the same ids in the same order; the company's group is the empty text.

    Parameters
    ----------
    first, last
        Days of the period, both counted.
    group
        One of :data:`GROUPS`.

    Examples
    --------
    >>> from models.records import clock_of
    >>> from datetime import UTC
    >>> nothing = figures(Records(clock_of(UTC)), Evaluation(), date(2026, 9, 1), date(2026, 9, 30))
    >>> [kpi.value for kpi in nothing[""]] == [None] * 9
    True
    """
    facts = cohort(records, evaluation, first, last, group)
    made = [figure for make in FIGURES for figure in make(facts)]
    sums: dict[str, dict[str, list[float]]] = defaultdict(lambda: {id: [0.0, 0.0] for id, *_ in made})
    if group == "company":
        sums[""]
    for id, *_, counts in made:
        for name, above, below in counts:
            sums[name][id][0] += above
            sums[name][id][1] += below
    return {
        name: tuple(
            ratio(id, title, sums[name][id][0], sums[name][id][1], unit, better) for id, title, unit, better, _ in made
        )
        for name in sorted(sums)
    }
