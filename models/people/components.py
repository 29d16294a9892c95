"""The observations behind each component of the score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.clock import DAY
from models.people.figures import came
from models.people.opinions import Cell, Corrections, excused_ratings
from models.people.outcomes import NO, Outcomes
from models.people.visit_table import VisitTable, within
from models.records import Records
from models.sections.evaluation import Evaluation


@dataclass(frozen=True)
class Observations:
    """Observations of one component, N of them.

    Parameters
    ----------
    keys
        What each is: id of the rating, the ticket or the shift.
    visit
        Position of its visit; attendance has none, and the array is empty.
    engineer
        Index among the table's engineers.
    outcome
        1 good, 0 bad; answers on the telephone are a little less.
    weight
        1 for most.
    when
        [s], for weights that fade.
    """

    keys: tuple[str, ...]
    visit: NDArray[np.int64]
    engineer: NDArray[np.int32]
    outcome: NDArray[np.float64]
    weight: NDArray[np.float64]
    when: NDArray[np.int64]


def observations(
    name: str, records: Records, table: VisitTable, out: Outcomes, cells: list[Cell], fixed: Corrections,
    evaluation: Evaluation, start: int, end: int,
) -> Observations:  # fmt: skip
    """The observations of a component within [start, end)."""
    match name:
        case "satisfaction":
            found = _satisfaction(records, table, cells, fixed, evaluation, start, end)
        case "first-time-fix":
            found = _first_time_fix(table, out, evaluation, start, end)
        case "response":
            found = _response(table, out, start, end)
        case _:
            found = _attendance(records, table, evaluation, start, end)
    if evaluation.half_life_days is None:
        return found
    fading = 0.5 ** ((end - found.when) / (evaluation.half_life_days * DAY))
    return Observations(found.keys, found.visit, found.engineer, found.outcome, found.weight * fading, found.when)


def _satisfaction(
    records: Records, table: VisitTable, cells: list[Cell], fixed: Corrections, evaluation: Evaluation, start: int,
    end: int
) -> Observations:  # fmt: skip
    excused = excused_ratings(records.decisions)
    inside = np.flatnonzero(within(table.finished, start, end)).tolist()
    areas, codes = table.kinds["territory"]
    rows: list[tuple[str, int, float, float]] = []
    for k in inside:
        for rating in records.ratings_of_visit.get(table.ids[k], ()):
            if rating.id in excused or (rating.source == "mystery" and not evaluation.mystery_share):
                continue
            kinder = fixed.kinder(areas[codes[k]]) if rating.source == "callback" else 0.0
            weight = (
                fixed.weight(cells[k]) if rating.source == "survey" else -1.0 if rating.source == "mystery" else 1.0
            )
            rows.append((rating.id, k, float(rating.satisfied) - kinder, weight))
    visit = np.array([row[1] for row in rows], np.int64)
    engineer = table.engineer[visit] if len(visit) else np.zeros(0, np.int32)
    weights = _with_mystery(np.array([row[3] for row in rows]), engineer, evaluation.mystery_share)
    return Observations(tuple(row[0] for row in rows), visit, engineer, np.array([row[2] for row in rows]), weights,
                        table.finished[visit] if len(visit) else np.zeros(0, np.int64))  # fmt: skip


def _with_mystery(weight: NDArray[np.float64], engineer: NDArray[np.int32], share: float) -> NDArray[np.float64]:
    """Mystery visits (marked -1) get together their share of an engineer's weight."""
    hidden = weight < 0
    if not hidden.any():
        return weight
    people = int(engineer.max()) + 1
    own = np.bincount(engineer, np.where(hidden, 0.0, weight), people)
    count = np.maximum(np.bincount(engineer, hidden, people), 1)
    return np.where(hidden, (share / (1 - share) * own / count)[engineer], weight)


def _first_time_fix(table: VisitTable, out: Outcomes, evaluation: Evaluation, start: int, end: int) -> Observations:
    """Tickets finished in the period; the last days are provisional, as the figure says."""
    if not len(out.tickets):
        return _none()
    levels, codes = table.kinds["work type"]
    several = np.array([level in evaluation.several_visits for level in levels])[codes[out.first]]
    counted = out.finished & within(table.finished[out.last], start, end) & ~several
    if not evaluation.parts_count:
        counted &= ~out.waited_for_parts
    return _of_tickets(table, out, np.flatnonzero(counted), out.one_visit)


def _response(table: VisitTable, out: Outcomes, start: int, end: int) -> Observations:
    """Tickets that were visited and whose response time falls into the period."""
    if not len(out.tickets):
        return _none()
    return _of_tickets(
        table, out, np.flatnonzero((out.respond_by != NO) & within(out.respond_by, start, end)), out.on_time
    )


def _of_tickets(table: VisitTable, out: Outcomes, chosen: NDArray[np.int64], good: NDArray[np.bool_]) -> Observations:
    visit = out.first[chosen]
    return Observations(tuple(out.tickets[k] for k in chosen.tolist()), visit, table.engineer[visit],
                        good[chosen].astype(np.float64), np.ones(len(chosen)), table.finished[visit])  # fmt: skip


def _attendance(records: Records, table: VisitTable, evaluation: Evaluation, start: int, end: int) -> Observations:
    at = {name: k for k, name in enumerate(table.engineers)}
    rows = [
        (row.shift, at[row.engineer], float(came(row.kind, row.minutes_late, evaluation)), records.start_of(row.day))
        for row in records.attendance
        if row.kind != "excused"
    ]
    rows = sorted(row for row in rows if start <= row[3] < end)
    return Observations(
        tuple(row[0] for row in rows), np.zeros(0, np.int64), np.array([row[1] for row in rows], np.int32),
        np.array([row[2] for row in rows], np.float64), np.ones(len(rows)), np.array([row[3] for row in rows],
        np.int64),
    )  # fmt: skip


def _none() -> Observations:
    return Observations(
        (), np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0), np.zeros(0), np.zeros(0, np.int64)
    )
