"""Guards against scores that are worked on instead of the work: alerts to a manager, never deductions.

When a measure becomes a target, it ceases to be a good measure (Goodhart 1975; Strathern 1997).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from models.clock import DAY, MINUTE
from models.people.binomial import at_least, at_most
from models.records import Records
from models.sections.evaluation import Evaluation
from models.text import Text

UNLIKELY = 0.001
"""Chance below which a figure is worth a look; about one look in thirty engineers and a year is chance."""


@dataclass(frozen=True)
class Guard:
    """An audit figure of one engineer beside the company's.

    Parameters
    ----------
    hits, of
        What it was made from.
    usual
        The share of all others together.
    chance
        Of a figure so far off by chance alone.
    """

    engineer: str
    id: str
    what: Text
    hits: int
    of: int
    usual: float
    chance: float

    @property
    def alert(self) -> bool:
        """Is it worth a look?"""
        return self.chance < UNLIKELY


def guards(records: Records, evaluation: Evaluation, first: date, last: date) -> tuple[Guard, ...]:
    """All audit figures of a period, the least likely first."""
    counts = _counts(records, evaluation, first, last)
    made = []
    for id, (what, low_is_odd) in FIGURES.items():
        mine = counts[id]
        hits, tries = (sum(pair[k] for pair in mine.values()) for k in (0, 1))
        for engineer, (own, of) in mine.items():
            rest = tries - of
            usual = (hits - own) / rest if rest else 0.0
            if of and rest:
                chance = at_most(own, of, usual) if low_is_odd else at_least(own, of, usual)
                made.append(Guard(engineer, id, what, own, of, usual, chance))
    return tuple(sorted(made, key=lambda guard: (guard.chance, guard.engineer, guard.id)))


FIGURES: dict[str, tuple[Text, bool]] = {
    "surveyed": (Text("visits after which a survey was sent", "发送问卷的上门"), True),
    "sent-when-late": (Text("visits of broken promises after which a survey was sent", "超时上门后发送问卷"), True),
    "at-once": (
        Text(
            "ratings within five minutes of the finish, or from the engineer's own device",
            "完成后五分钟内或由工程师设备提交的评价",
        ),
        False,
    ),
    "mended-by-others": (
        Text("tickets called fixed that somebody else had to mend", "称已修复却由他人返修的工单"),
        False,
    ),
}
"""Figure -> what it counts, and whether few of it are odd (else many). Declined and swapped tickets and the vans' own
tracks are not in the records."""


def _counts(records: Records, evaluation: Evaluation, first: date, last: date) -> dict[str, dict[str, tuple[int, int]]]:
    start, end = records.start_of(first), records.end_of(last)
    inside = [visit for visit in records.visits if start <= visit.finished < end]
    sent = {survey.visit for survey in records.surveys}
    found: dict[str, dict[str, list[int]]] = {id: defaultdict(lambda: [0, 0]) for id in FIGURES}

    def note(id: str, engineer: str, hit: bool) -> None:
        found[id][engineer][0] += hit
        found[id][engineer][1] += 1

    after = _next_engineers(records, evaluation.reopen_days * DAY)
    for visit in inside:
        if records.surveys:
            note("surveyed", visit.engineer, visit.id in sent)
            if visit.respond_by is not None and visit.arrived > visit.respond_by:
                note("sent-when-late", visit.engineer, visit.id in sent)
        for rating in records.ratings_of_visit.get(visit.id, ()):
            if rating.source == "survey":
                quick = rating.given - visit.finished < 5 * MINUTE or rating.device == "engineer"
                note("at-once", visit.engineer, quick)
        if visit.fixed:
            note("mended-by-others", visit.engineer, after.get(visit.id, visit.engineer) != visit.engineer)
    return {id: {name: (pair[0], pair[1]) for name, pair in sorted(known.items())} for id, known in found.items()}


def _next_engineers(records: Records, wait: int) -> dict[str, str]:
    """Visit -> who came to the same ticket next, within the days in which a return counts."""
    by_ticket = defaultdict(list)
    for visit in sorted(records.visits, key=lambda known: (known.arrived, known.id)):
        by_ticket[visit.ticket].append(visit)
    return {
        visit.id: later.engineer
        for visits in by_ticket.values()
        for visit, later in pairwise(visits)
        if later.arrived - visit.finished <= wait
    }
