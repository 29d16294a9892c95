"""What customers said, with its two corrections: telephone answers are kinder, and not everybody answers.

Two-phase estimate: Hansen & Hurwitz 1946, *The problem of non-response in sample surveys*.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.people.outcomes import NO, Outcomes
from models.people.visit_table import VisitTable
from models.records import Decision, Rating, Records

LEAST_PAIRS = 30
"""Visits that answered both ways, below which no difference between the ways is taken."""
LEAST_CALLS = 30
"""Calls to people who had not answered, below which the level is left alone."""
LEAST_CELL = 20
"""Surveys below which a cell is taken together with others."""
MOST_WEIGHT = 4.0
Cell = tuple[str, str, str]


@dataclass(frozen=True)
class AnswerLevel:
    """How far answers lie from all customers, in one territory or the company.

    Parameters
    ----------
    visits, answered, called
        Visits, visits whose survey was answered, calls answered by those who had not.
    respondents, two_phase
        Share of satisfied: among those who answered; of all, by the two-phase estimate.
    low, high
        90 % interval of the difference of the two.
    shift
        What is added to everybody's rate: two-phase less the rate as it is used.
    """

    visits: int = 0
    answered: int = 0
    called: int = 0
    respondents: float = 0.0
    two_phase: float = 0.0
    low: float = 0.0
    high: float = 0.0
    shift: float = 0.0

    @property
    def bias(self) -> float:
        """Two-phase estimate less the respondents' share."""
        return self.two_phase - self.respondents


@dataclass(frozen=True)
class Corrections:
    """The two corrections, frozen for a quarter.

    Parameters
    ----------
    mode
        Territory (the empty text: the company) -> how much kinder a call is than a message.
    pairs
        Territory -> visits behind it.
    weights
        Cell (work type, first-time fixed, on time; ``*`` = any) -> weight of a survey answer.
    levels
        Territory (the empty text: the company) -> its level.
    """

    mode: dict[str, float] = field(default_factory=dict)
    pairs: dict[str, int] = field(default_factory=dict)
    weights: dict[Cell, float] = field(default_factory=dict)
    levels: dict[str, AnswerLevel] = field(default_factory=dict)

    def kinder(self, territory: str) -> float:
        """What is subtracted from an answer on the telephone."""
        return self.mode.get(territory, self.mode.get("", 0.0))

    def weight(self, cell: Cell) -> float:
        """Weight of a survey answer; 1 where nothing is known."""
        _, fixed, timely = cell
        keys = (cell, ("*", fixed, timely), ("*", "*", "*"))
        return next((self.weights[key] for key in keys if key in self.weights), 1.0)

    def level(self, territory: str) -> AnswerLevel:
        """The level that holds in a territory: its own where it has enough calls, else the company's."""
        return self.levels.get(territory, self.levels.get("", AnswerLevel()))


def cells_of(table: VisitTable, out: Outcomes) -> list[Cell]:
    """The cell of every visit of the table."""
    at = {ticket: k for k, ticket in enumerate(out.tickets)}
    levels, codes = table.kinds["work type"]
    fixed = np.where(out.one_visit, "fixed at once", "not at once").tolist()
    timely = np.where(out.respond_by == NO, "no promise", np.where(out.on_time, "on time", "late")).tolist()
    places = [at[ticket] for ticket in table.tickets]
    return [(levels[code], fixed[k], timely[k]) for code, k in zip(codes.tolist(), places, strict=True)]


def excused_ratings(decisions: tuple[Decision, ...]) -> frozenset[str]:
    """Ratings that a named person marked: the cause is not the engineer."""
    return frozenset(decision.entry for decision in decisions if decision.kind == "not-service")


def corrections(
    records: Records, table: VisitTable, out: Outcomes, rows: NDArray[np.int64], cells: list[Cell]
) -> Corrections:
    """Both corrections from the visits of ``rows``.

    Raises nothing: where there is too little, a correction is nothing (and its count says why).
    """
    excused = excused_ratings(records.decisions)
    territories = table.kinds["territory"]
    area = [territories[0][code] for code in territories[1][rows].tolist()]
    said = [_by_source(records.ratings_of_visit.get(table.ids[k], ()), excused) for k in rows.tolist()]
    mode, pairs = _mode(area, said)
    weights = _weights(records, table, rows, cells)
    draft = Corrections(mode, pairs, weights)
    return Corrections(mode, pairs, weights, _levels(area, said, draft, table.engineer[rows], [cells[k] for k in rows]))


def _by_source(ratings: tuple[Rating, ...], excused: frozenset[str]) -> dict[str, bool]:
    return {rating.source: rating.satisfied for rating in ratings if rating.id not in excused}


def _mode(area: list[str], said: list[dict[str, bool]]) -> tuple[dict[str, float], dict[str, int]]:
    """How much kinder calls are, among visits that answered both ways."""
    found: dict[str, list[float]] = defaultdict(list)
    for name, answers in zip(area, said, strict=True):
        if "survey" in answers and "callback" in answers:
            difference = float(answers["callback"]) - float(answers["survey"])
            for key in {name, ""}:
                found[key].append(difference)
    enough = {name: float(np.mean(pairs)) for name, pairs in found.items() if len(pairs) >= LEAST_PAIRS}
    return enough, {name: len(pairs) for name, pairs in found.items()}


def _weights(records: Records, table: VisitTable, rows: NDArray[np.int64], cells: list[Cell]) -> dict[Cell, float]:
    """One over the response rate of each cell, over its median, at most four; rare cells are taken together."""
    answered = {survey.visit: survey.answered is not None for survey in records.surveys}
    counts: dict[Cell, list[int]] = defaultdict(lambda: [0, 0])
    for k in rows.tolist():
        if table.ids[k] in answered:
            kind, fixed, timely = cells[k]
            for key in {(kind, fixed, timely), ("*", fixed, timely), ("*", "*", "*")}:
                counts[key][0] += 1
                counts[key][1] += answered[table.ids[k]]
    inverse = {key: sent / back for key, (sent, back) in counts.items() if sent >= LEAST_CELL and back > 0}
    if not inverse:
        return {}
    middle = float(np.median([value for key, value in inverse.items() if key[0] != "*"] or list(inverse.values())))
    return {key: min(MOST_WEIGHT, value / middle) for key, value in sorted(inverse.items())}


def _levels(
    area: list[str], said: list[dict[str, bool]], draft: Corrections, engineer: NDArray[np.int32], cells: list[Cell]
) -> dict[str, AnswerLevel]:
    found = {}
    names = sorted(set(area))
    for name in ("", *names):
        chosen = [k for k, known in enumerate(area) if name in ("", known)]
        level = _level([said[k] for k in chosen], [draft.kinder(area[k]) for k in chosen], engineer[chosen],
                       [draft.weight(cells[k]) for k in chosen])  # fmt: skip
        if level is not None and (name == "" or level.called >= LEAST_CALLS):
            found[name] = level
    return found


def _level(
    said: list[dict[str, bool]], kinder: list[float], engineer: NDArray[np.int32], weights: list[float]
) -> AnswerLevel | None:
    """The two-phase estimate of some visits, by engineer, so that who answers for whom plays no part."""
    if not said:
        return None
    answered = np.array(["survey" in answers for answers in said])
    if not answered.any():
        return None
    called = np.array(["callback" in answers and "survey" not in answers for answers in said])
    content = np.array([float(answers.get("survey", 0)) for answers in said])
    call = np.array([answers.get("callback", 0) - shift for answers, shift in zip(said, kinder, strict=True)])
    people = int(engineer.max()) + 1
    silent = np.bincount(engineer, ~answered, people).astype(float)
    calls = np.bincount(engineer, called, people).astype(float)
    share, respondents = float(answered.mean()), float(content[answered].mean())
    if calls.sum() < LEAST_CALLS:
        return AnswerLevel(len(said), int(answered.sum()), int(calls.sum()), respondents, respondents)
    heard = np.bincount(engineer, called * call, people) / np.maximum(calls, 1)
    stands_for = np.where(calls > 0, silent, 0.0)
    rest = float((stands_for * heard).sum() / max(stands_for.sum(), 1.0))
    two_phase = share * respondents + (1 - share) * rest
    used = _used(said, call, engineer, np.array(weights), people)
    spread = (1 - share) * np.sqrt(
        respondents * (1 - respondents) / answered.sum() + max(rest * (1 - rest), 0.01) / calls.sum()
    )
    bias = two_phase - respondents
    return AnswerLevel(len(said), int(answered.sum()), int(calls.sum()), respondents, two_phase,
                 float(bias - 1.645 * spread), float(bias + 1.645 * spread), two_phase - used)  # fmt: skip


def _used(
    said: list[dict[str, bool]], call: NDArray[np.float64], engineer: NDArray[np.int32],
    weights: NDArray[np.float64], people: int,
) -> float:  # fmt: skip
    """The rate as the score uses it (answers with their weights, calls with 1), every engineer by visits."""
    survey = np.array([float(answers["survey"]) if "survey" in answers else 0.0 for answers in said])
    by_survey = np.array([float("survey" in answers) for answers in said]) * weights
    by_call = np.array([float("callback" in answers) for answers in said])
    weight = np.bincount(engineer, by_survey + by_call, people)
    total = np.bincount(engineer, by_survey * survey + by_call * call, people)
    visits = np.where(weight > 0, np.bincount(engineer, minlength=people), 0)
    return float((visits * total / np.maximum(weight, 1e-12)).sum() / max(visits.sum(), 1))
