"""The standing ladder: entries, what named persons decided of them, and where somebody stands on a day.

An entry takes effect only when a named person has confirmed it after a notice and a hearing. Standing is a fold of the
effective entries: adding one never improves it, and one that is annulled is as if it had never been.
"""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from models.people.opinions import excused_ratings
from models.people.runs import chance_of_run
from models.people.shrink import Prior, prior_of, shrunk
from models.records import Decision, Rating, Records
from models.sections.standing_ladder import StandingLadder
from models.text import Text

STEPS = ("active", "warned", "suspended", "end proposed")
LABELS = {
    "active": Text("active", "正常"), "warned": Text("warned", "警告"), "suspended": Text("suspended for training", "停职培训"),
    "dismissed": Text("contract ended", "合同终止"), "end proposed": Text("end of contract proposed", "提议终止合同"),
}  # fmt: skip
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class LadderEntry:
    """Something that may count on the ladder, confirmed or not.

    Parameters
    ----------
    id
        ``run:R-118`` (its last rating) or ``breach:B-7``; stays the same whatever else is annulled.
    day
        When it was complete.
    ratings, visits
        Behind it.
    chance, tier_chance
        Of such a run in a year of as many ratings, with the engineer's own share of bad ratings and with the tier's;
        None for a breach.
    bad_share, year_ratings
        The engineer's shrunk share of bad ratings, and ratings in the year up to the entry.
    """

    id: str
    engineer: str
    day: date
    what: Text
    ratings: tuple[str, ...] = ()
    visits: tuple[str, ...] = ()
    chance: float | None = None
    tier_chance: float | None = None
    bad_share: float | None = None
    year_ratings: int = 0


@dataclass(frozen=True)
class EntryState:
    """How far an entry has come.

    Parameters
    ----------
    state
        ``proposed``, ``noticed``, ``confirmed``, ``rejected``, ``annulled``.
    effective
        First day on which it counts; None = it does not.
    hearing_from
        First day on which the hearing may be, once the notice was given.
    appeal_until
        Last day of the appeal, once confirmed.
    faults
        What is missing for it to count: a confirmation without notice, too early, without a hearing.
    """

    entry: LadderEntry
    state: str
    effective: date | None = None
    hearing_from: date | None = None
    appeal_until: date | None = None
    faults: tuple[Text, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def final(self) -> bool:
        """Is no appeal open any more?"""
        return self.state == "confirmed" and self.appeal_until is None


@dataclass(frozen=True)
class EngineerStanding:
    """Where an engineer stands on a day.

    Parameters
    ----------
    standing
        ``active``, ``warned``, ``suspended`` or ``dismissed``: what the plan reads.
    since
        First day of it; None = always.
    step
        Steps on the ladder, 0 to 3.
    falls_back
        Day on which a step falls back when nothing happens.
    proposals
        Entries that wait for a person.
    end_proposed
        Is the end of the contract proposed, and may it be decided (a training is on record)?
    """

    engineer: str
    at: date
    standing: str
    since: date | None
    step: int
    falls_back: date | None
    entries: tuple[EntryState, ...]
    end_proposed: bool = False
    end_waits_for: Text | None = None
    history: tuple[tuple[date, str], ...] = field(default=(), compare=False)

    @property
    def proposals(self) -> tuple[EntryState, ...]:
        """Entries that wait for a person."""
        return tuple(entry for entry in self.entries if entry.state in ("proposed", "noticed"))


def entries(
    records: Records, ladder: StandingLadder, at: date, without: Collection[str] = (), known_from: date | None = None
) -> tuple[LadderEntry, ...]:
    """Every entry up to a day, by engineer and day.

    Parameters
    ----------
    without
        Ratings or entries taken as if they had never been.
    known_from
        Day on which the rules were made known: nothing before it counts.
    """
    known = records.until(at)
    annulled = {decision.entry for decision in known.decisions if decision.kind == "annul"} | set(without)
    skipped = annulled | excused_ratings(known.decisions)
    rated = _rated(known, skipped)
    shares = _bad_shares(known, rated, at)
    found = [*_runs(known, ladder, rated, shares), *_breaches(known)]
    kept = (entry for entry in found if entry.id not in annulled and (known_from is None or entry.day >= known_from))
    return tuple(sorted(kept, key=lambda entry: (entry.engineer, entry.day, entry.id)))


Rated = dict[str, list[tuple[int, Rating]]]
"""Engineer -> (finish of the visit, rating), in the order that counts."""


def _rated(records: Records, skipped: Collection[str]) -> Rated:
    found: Rated = {}
    for id, ratings in records.ratings_of_visit.items():
        visit = records.visit.get(id)
        if visit is not None:
            found.setdefault(visit.engineer, []).extend(
                (visit.finished, rating) for rating in ratings
                if rating.source in ("survey", "callback") and rating.id not in skipped
            )  # fmt: skip
    for lines in found.values():
        lines.sort(key=lambda line: (line[0], line[1].id))
    return found


@dataclass(frozen=True)
class _Share:
    own: float
    tier: float
    count: int


def _bad_shares(records: Records, rated: Rated, at: date) -> dict[str, _Share]:
    """The shrunk share of bad ratings of everybody in the year up to a day, and that of the tier."""
    start = records.start_of(at - YEAR + timedelta(days=1))
    counts = {
        member.id: [rating.bad for finished, rating in rated.get(member.id, ()) if finished >= start]
        for member in records.engineers
    }
    tiers = {member.id: member.tier for member in records.engineers}
    rate = {id: float(np.mean(bad)) if bad else 0.0 for id, bad in counts.items()}
    number = {id: float(len(bad)) for id, bad in counts.items()}
    priors: dict[object, Prior | None] = {}
    for tier in {*tiers.values(), None}:
        ids = [id for id in counts if tier is None or tiers[id] == tier]
        priors[tier] = prior_of(np.array([rate[id] for id in ids]), np.array([number[id] for id in ids]))
    found = {}
    for id in counts:
        prior = priors[tiers[id]] or priors[None] or Prior(0.05, 50.0)
        found[id] = _Share(shrunk(rate[id], number[id], prior), prior.mean, len(counts[id]))
    return found


def _runs(records: Records, ladder: StandingLadder, rated: Rated, shares: dict[str, _Share]) -> Iterator[LadderEntry]:
    for engineer, lines in rated.items():
        run: list[Rating] = []
        for _, rating in lines:
            run = [*run, rating] if rating.bad else []
            if len(run) == ladder.run:
                yield _run(records, engineer, run, shares[engineer])
                run = []  # a run that counted starts a new count


def _run(records: Records, engineer: str, run: list[Rating], share: _Share) -> LadderEntry:
    grades = ", ".join(f"{rating.score:g}" for rating in run)
    own, tier = (chance_of_run(len(run), bad, max(share.count, len(run))) for bad in (share.own, share.tier))
    return LadderEntry(
        f"run:{run[-1].id}", engineer, max(records.day_of(rating.given) for rating in run),
        Text(f"{len(run)} bad ratings in a row ({grades})", f"连续 {len(run)} 个差评（{grades}）"),
        tuple(rating.id for rating in run), tuple(rating.visit for rating in run), own, tier, share.own, share.count,
    )  # fmt: skip


def _breaches(records: Records) -> Iterator[LadderEntry]:
    words = {"late": "迟到", "rude": "态度恶劣", "safety": "安全", "fraud": "欺诈", "other": "其他"}
    for breach in records.breaches:
        if breach.serious:
            what = Text(f"serious breach: {breach.kind}", f"严重违规：{words[breach.kind]}")
            yield LadderEntry(f"breach:{breach.id}", breach.engineer, breach.day, what,
                              visits=(breach.visit,) if breach.visit else ())  # fmt: skip


def working_days_later(day: date, count: int) -> date:
    """The day so many working days (Monday to Friday) later.

    >>> working_days_later(date(2026, 9, 4), 5)  # a Friday
    datetime.date(2026, 9, 11)
    """
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def state_of(entry: LadderEntry, decisions: Iterable[Decision], ladder: StandingLadder, at: date) -> EntryState:
    """How far an entry has come by the decisions on file up to a day."""
    mine = sorted((decision for decision in decisions if decision.entry == entry.id and decision.on <= at),
                  key=lambda decision: (decision.on, decision.id))  # fmt: skip
    notice = next((decision.on for decision in mine if decision.kind == "notice"), None)
    hearing = None if notice is None else working_days_later(notice, ladder.hearing_days)
    if any(decision.kind == "reject" for decision in mine):
        return EntryState(entry, "rejected", decisions=tuple(mine))
    confirmed = next((decision for decision in mine if decision.kind == "confirm"), None)
    if confirmed is None:
        return EntryState(entry, "proposed" if notice is None else "noticed", None, hearing, decisions=tuple(mine))
    faults = tuple(_faults(confirmed, mine, notice, hearing))
    if faults:
        return EntryState(entry, "proposed" if notice is None else "noticed", None, hearing, None, faults, tuple(mine))
    until = confirmed.on + timedelta(days=ladder.appeal_days)
    return EntryState(entry, "confirmed", confirmed.on + timedelta(days=1), hearing, until if until >= at else None, (),
                      tuple(mine))  # fmt: skip


def _faults(confirmed: Decision, mine: list[Decision], notice: date | None, hearing: date | None) -> Iterator[Text]:
    if notice is None or notice > confirmed.on:
        yield Text(f"{confirmed.id} confirms without a notice to the engineer", f"{confirmed.id} 未通知工程师即确认")
    elif hearing is not None and confirmed.on < hearing:
        yield Text(f"{confirmed.id} confirms before {hearing}, the first day for the hearing",
                   f"{confirmed.id} 早于最早听取日 {hearing} 即确认")  # fmt: skip
    heard = any(decision.kind == "hearing" and decision.on <= confirmed.on for decision in mine)
    if not (confirmed.heard or heard):
        yield Text(f"{confirmed.id} confirms without a hearing", f"{confirmed.id} 未听取意见即确认")


def standing_of(
    records: Records, engineer: str, ladder: StandingLadder, at: date, without: Collection[str] = (),
    known_from: date | None = None,
) -> EngineerStanding:  # fmt: skip
    """Where an engineer stands at a day's beginning, with everything that led there."""
    found = [entry for entry in entries(records, ladder, at, without, known_from) if entry.engineer == engineer]
    return _standing(records, engineer, found, ladder, at)


def standings(
    records: Records, ladder: StandingLadder, at: date, without: Collection[str] = (), known_from: date | None = None
) -> tuple[EngineerStanding, ...]:
    """Where everybody stands, by engineer id."""
    every = entries(records, ladder, at, without, known_from)
    mine: dict[str, list[LadderEntry]] = {member.id: [] for member in records.engineers}
    for entry in every:
        mine.setdefault(entry.engineer, []).append(entry)
    return tuple(_standing(records, engineer, own, ladder, at) for engineer, own in sorted(mine.items()))


def _standing(
    records: Records, engineer: str, found: list[LadderEntry], ladder: StandingLadder, at: date
) -> EngineerStanding:
    states = tuple(state_of(entry, records.decisions, ladder, at) for entry in found)
    effective = sorted(state.effective for state in states if state.effective is not None and state.effective <= at)
    trained = sorted(course.passed for course in records.courses if course.engineer == engineer and course.passed <= at
                     and ((course.points >= 0 and course.hours > 0) or course.result == "failed"))  # fmt: skip
    passed = [course.passed for course in records.courses
              if course.engineer == engineer and course.hours > 0 and course.result == "passed" and course.passed <= at]  # fmt: skip
    history, step, falls = _fold(effective, passed, ladder, at)
    standing, since = history[-1] if history else ("active", None)
    reached = _day_of_suspension(effective, ladder)
    end_proposed, waits = step >= 3, None
    if (
        end_proposed
        and ladder.training_before_end
        and not any(reached is not None and day >= reached for day in trained)
    ):
        waits = Text(
            "a training, passed or failed on record, comes before the last step",
            "最后一步之前须有记录在案的培训（通过或未通过）",
        )
    ended = _ended(records, engineer, at, step, waits)
    if ended is not None:
        standing, since = "dismissed", ended
    return EngineerStanding(engineer, at, standing, since, step, falls, states, end_proposed, waits,
                            tuple((day, word) for word, day in history if day is not None))  # fmt: skip


def _ended(records: Records, engineer: str, at: date, step: int, waits: Text | None) -> date | None:
    """The day on which a named person's decision ended the contract; only where it was proposed and may be decided."""
    days = [decision.on + timedelta(days=1) for decision in records.decisions
            if decision.kind == "step" and decision.step in (f"{engineer}/dismissed", f"{engineer}/end")
            and decision.on < at and decision.heard]  # fmt: skip
    return min(days) if days and step >= 3 and waits is None else None


def _day_of_suspension(effective: list[date], ladder: StandingLadder) -> date | None:
    """The day on which the second step was reached last."""
    step, last = 0, None
    reached = None
    for day in effective:
        while last is not None and step and day >= last + timedelta(days=ladder.fall_back_days):
            step, last = step - 1, last + timedelta(days=ladder.fall_back_days)
        step, last = min(3, step + 1), day
        reached = day if step == 2 else reached
    return reached


def _fold(
    effective: list[date], passed: list[date], ladder: StandingLadder, at: date
) -> tuple[list[tuple[str, date | None]], int, date | None]:
    """Standing over time: (standing, since) whenever it changed; the step on the day; when it falls back."""
    wait = timedelta(days=ladder.fall_back_days)
    days = sorted({*effective, *(day + timedelta(days=1) for day in passed)})
    step, last, entered = 0, None, None
    history: list[tuple[str, date | None]] = []

    def note(day: date) -> None:
        trained = entered is not None and any(entered <= done < day for done in passed)
        word = "active" if step == 0 else "warned" if step == 1 or trained else "suspended"
        if word != (history[-1][0] if history else "active"):
            history.append((word, day))

    for day in sorted({*(known for known in days if known < at), at}):
        while step and last is not None and last + wait <= day:
            step, last = step - 1, last + wait
            note(last)
        if raised := effective.count(day):
            step, last, entered = min(3, step + raised), day, day
        note(day)
    return history, step, last + wait if step and last is not None else None
