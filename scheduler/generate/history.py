"""Made-up months of records for the engineers of a day, with truths planted that every method can be held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from models.clock import DAY, HOUR, MINUTE
from models.engineer import Engineer, TierLevel
from models.problem import Problem
from models.records import (
    Attendance,
    Breach,
    CallbackCall,
    Course,
    CustomerEntry,
    Rating,
    Records,
    Reopening,
    StaffMember,
    SurveySent,
    TicketEntry,
    VisitRecord,
    clock_of,
)
from scheduler.generate.dice import Dice
from scheduler.generate.work import KINDS, Kind

SPREAD = 24
"""[permille] two widths of the true differences between engineers of a tier are about twice this."""
HARD = 60
"""[permille] what work for higher tiers costs in satisfaction, whoever does it."""
TIER_BONUS = 20
"""[permille] what a tier adds to the truth."""
KINDER = 40
"""[permille] what people say kinder on the telephone than in a message."""
ANSWERS = {True: 220, False: 350}
"""[permille] who answers a survey: the unsatisfied more often."""


@dataclass(frozen=True)
class PlantedTruth:
    """What was planted, so that tests and readers can compare.

    Parameters
    ----------
    satisfied
        Engineer -> the true chance [0..1] that a customer with easy work is satisfied.
    reopens
        Engineer -> the true chance [0..1] that easy work comes back.
    weak
        Whose customers are unsatisfied far more often than anybody else's.
    run
        Who has three bad ratings in a row, two of them for parts that were missing.
    breach
        Who has a serious breach.
    selective
        Whose surveys are mostly sent where the customer was content.
    worse_kind, worse_from
        The kind of work whose reopens doubled, and since when.
    """

    satisfied: dict[str, float]
    reopens: dict[str, float]
    weak: str
    run: str
    breach: str
    selective: str
    worse_kind: str
    worse_from: date


@dataclass
class _Books:
    """The tables while they are written."""

    tickets: list[TicketEntry] = field(default_factory=list)
    visits: list[VisitRecord] = field(default_factory=list)
    reopens: list[Reopening] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    surveys: list[SurveySent] = field(default_factory=list)
    callbacks: list[CallbackCall] = field(default_factory=list)
    attendance: list[Attendance] = field(default_factory=list)
    waiting: dict[str, list[VisitRecord]] = field(default_factory=dict)
    """Engineer -> visits that did not fix it and are followed by another."""


def history(
    problem: Problem, *, months: int = 3, seed: int = 1, end: date | None = None
) -> tuple[Records, PlantedTruth]:
    """Months of records of a problem's engineers, up to the day before the problem's first.

    Parameters
    ----------
    months
        How many times 30 days.
    end
        Last day; None = the day before the first day of the problem.
    """
    last = end or problem.clock.origin.date() - timedelta(days=1)
    first = last - timedelta(days=30 * months - 1)
    team = [engineer for engineer in problem.engineers if engineer.standing != "dismissed"]
    truth = _truth(team, seed, last)
    zone = problem.clock.origin.tzinfo
    assert zone is not None, "a clock has a zone"
    clock = clock_of(zone)
    empty = Records(clock, name=f"{problem.name}-records")
    books = _Books()
    for number, engineer in enumerate(team):
        for offset in range((last - first).days + 1):
            _day(engineer, number, first + timedelta(days=offset), truth, books, empty, seed)
    records = replace(
        empty, visits=tuple(books.visits), reopens=tuple(books.reopens), ratings=tuple(books.ratings),
        surveys=tuple(books.surveys), callbacks=tuple(books.callbacks), attendance=tuple(books.attendance),
        tickets=tuple(books.tickets), staff=tuple(_member(engineer, first) for engineer in team),
        customers=tuple(CustomerEntry(f"C{number:03d}", True) for number in (117, 204, 311)),
        breaches=(Breach("B-1", truth.breach, last - timedelta(days=20), "safety", True, found_by="Li Na"),),
        courses=_courses(team, first, seed),
    )  # fmt: skip
    return _with_run(records, truth).until(last), truth


def _member(engineer: Engineer, first: date) -> StaffMember:
    area = engineer.territories[0] if engineer.territories else ""
    return StaffMember(engineer.id, engineer.name, engineer.tier, area, first - timedelta(days=400))


def _truth(team: Sequence[Engineer], seed: int, last: date) -> PlantedTruth:
    satisfied, reopens = {}, {}
    for engineer in team:
        dice = Dice(seed, f"truth {engineer.id}")
        bonus = TIER_BONUS * (int(engineer.tier) - 1)
        satisfied[engineer.id] = (900 + bonus + dice.bell(SPREAD // 2)) / 1000
        reopens[engineer.id] = (60 - bonus // 2 + dice.bell(6)) / 1000
    juniors = [engineer.id for engineer in team if engineer.tier is TierLevel.JUNIOR] or [team[0].id]
    others = [engineer.id for engineer in team if engineer.id != juniors[0]] or [team[0].id]
    weak = juniors[0]
    satisfied[weak] = 0.72
    return PlantedTruth(
        satisfied, reopens, weak, run=others[min(3, len(others) - 1)], breach=others[min(6, len(others) - 1)],
        selective=others[min(9, len(others) - 1)], worse_kind="vrf", worse_from=last - timedelta(days=30),
    )  # fmt: skip


def _day(
    engineer: Engineer, number: int, day: date, truth: PlantedTruth, books: _Books, records: Records, seed: int
) -> None:
    """One engineer's day: attendance, then visits one after the other."""
    dice = Dice(seed, f"day {engineer.id} {day}")
    if day.weekday() == 6 or (day.weekday() == 5 and dice.chance(50)):
        return
    shift = f"{engineer.id}@{day}"
    draw = dice.below(1000)
    late = dice.between(11, 40) if draw < 25 else 0
    kind = "late" if draw < 25 else "absent" if draw < 30 else "excused" if draw < 60 else "present"
    books.attendance.append(Attendance(engineer.id, shift, kind, day, late))
    if kind in ("absent", "excused"):
        return
    start = records.start_of(day)
    second = start + 8 * HOUR + 30 * MINUTE + late * MINUTE
    for before in books.waiting.pop(engineer.id, []):
        second = _again(before, second + 30 * MINUTE, books)
    work = [known for known in KINDS if known.tier <= engineer.tier]
    while True:
        chosen = dice.weighted([(known, known.weight * (3 if known.tier == engineer.tier else 1)) for known in work])
        arrived = second + dice.between(15, 45) * MINUTE
        finished = arrived + dice.between(*chosen.minutes, step=5) * MINUTE
        if finished > start + 18 * HOUR:
            return
        _visit(engineer, chosen, arrived, finished, day, truth, books, records, dice)
        second = finished


def _visit(
    engineer: Engineer, kind: Kind, arrived: int, finished: int, day: date, truth: PlantedTruth, books: _Books,
    records: Records, dice: Dice,
) -> None:  # fmt: skip
    number = len(books.tickets) + 1
    priority = dice.weighted(((1, 8), (2, 22), (3, 50), (4, 20)))
    created = arrived - dice.between(1, 60) * HOUR // 2
    respond = created + (4, 12, 30, 72)[priority - 1] * HOUR
    area = engineer.territories[0] if engineer.territories else ""
    ticket = TicketEntry(f"T-{number:06d}", created, respond, respond + 24 * HOUR, kind.id, area, priority, kind.tier,
                         f"C{100 + dice.below(400):03d}")  # fmt: skip
    hard = kind.tier > TierLevel.JUNIOR
    unable = dice.below(1000) < 25
    worse = kind.id == truth.worse_kind and day > truth.worse_from
    back = round(1000 * truth.reopens[engineer.id]) * (3 if hard else 2) // 2 * (2 if worse else 1)
    reopened = dice.below(1000) < back
    no_part = dice.below(1000) < 25
    visit = VisitRecord(
        f"V-{number:06d}", ticket.id, engineer.id, arrived, finished, 1, arrived - dice.between(-15, 15) * MINUTE,
        respond, ticket.resolve_by, created, kind.id, area, priority, kind.tier, not (no_part or unable),
        "part" if no_part else "skill" if unable else "", kind.parts[0] if kind.parts else "", ticket.customer,
    )  # fmt: skip
    books.tickets.append(ticket)
    books.visits.append(visit)
    if not visit.fixed:
        books.waiting.setdefault(engineer.id, []).append(visit)
    elif reopened:
        books.reopens.append(Reopening(ticket.id, finished + dice.between(1, 20) * DAY, visit.id,
                                       dice.weighted((("same", 85), ("other", 10), ("misuse", 5)))))  # fmt: skip
    chance = round(1000 * truth.satisfied[engineer.id]) - (HARD if hard else 0) - (0 if visit.fixed else 150)
    _opinions(visit, dice.below(1000) < chance, f"{day:%Y-%m}", truth, books, dice)


def _again(before: VisitRecord, arrived: int, books: _Books) -> int:
    """The second visit of a ticket, first thing on the next working day; returns when it was finished."""
    finished = arrived + 40 * MINUTE
    books.visits.append(
        replace(before, id=f"{before.id}-2", arrived=arrived, finished=finished, planned_start=arrived, visit_no=2,
                fixed=True, reason="")
    )  # fmt: skip
    return finished


def _opinions(visit: VisitRecord, content: bool, month: str, truth: PlantedTruth, books: _Books, dice: Dice) -> None:
    """A survey to most customers, a call to some: what they say, and who says nothing."""
    finished, number = visit.finished, visit.id.removeprefix("V-")
    sent = dice.chance(95) and (content or visit.engineer != truth.selective or dice.chance(30))
    answered = sent and dice.below(1000) < ANSWERS[content]
    when = finished + dice.between(10, 600) * MINUTE
    if sent:
        asked = finished + 5 * MINUTE
        books.surveys.append(SurveySent(visit.id, asked, "sms", when if answered else None))
    if answered:
        score = float(dice.weighted(((5, 70), (4, 30))) if content else dice.weighted(((3, 45), (2, 30), (1, 25))))
        books.ratings.append(Rating(f"R-{number}", visit.id, "survey", when, score, channel="sms"))
    if dice.chance(2 if answered else 4):  # somebody is called, the one sometimes twice as often as the other
        reached = dice.chance(60)
        outcome = "answered" if reached else "not-reached"
        books.callbacks.append(CallbackCall(visit.id, month, answered, 1 if reached else 3, outcome))
        if reached:
            said = content or dice.below(1000) < KINDER * 10
            score = 5.0 if content else 4.0 if said else 2.0
            books.ratings.append(
                Rating(f"K-{number}", visit.id, "callback", finished + 5 * DAY, score, channel="phone")
            )
    if dice.below(1000) < 3:
        books.ratings.append(Rating(f"M-{number}", visit.id, "mystery", finished + DAY, 4.0 if content else 3.0))


def _courses(team: Sequence[Engineer], first: date, seed: int) -> tuple[Course, ...]:
    """Points come from courses; one correction, and one course whose points lapse soon."""
    found = []
    for engineer in team:
        dice = Dice(seed, f"courses {engineer.id}")
        for name, kind in (("SPLIT-2", "product"), ("SAFE-1", "safety"), ("TALK-1", "communication")):
            if dice.chance(60):
                passed = first - timedelta(days=dice.between(-60, 600))
                found.append(Course(engineer.id, name, passed, dice.between(10, 40, 5), kind=kind, hours=4.0))
    if found:
        wrong = found[0]
        found.append(Course(wrong.engineer, wrong.course, wrong.passed + timedelta(days=1), -5, reason="entered twice"))
    return tuple(found)


def _with_run(records: Records, truth: PlantedTruth) -> Records:
    """Three bad ratings in a row for one engineer; parts were missing in two of the visits."""
    mine = sorted((visit for visit in records.visits if visit.engineer == truth.run), key=lambda visit: visit.finished)
    chosen = {visit.id: k for k, visit in enumerate(mine[-12:-9])}
    lost = {visit.id for visit in mine[-12:-9]}
    visits = tuple(
        replace(visit, fixed=False, reason="part") if chosen.get(visit.id, 2) < 2 else visit for visit in records.visits
    )
    ratings = [rating for rating in records.ratings if rating.visit not in lost]
    ratings += [Rating(f"R-{visit.id.removeprefix('V-')}", visit.id, "survey", visit.finished + 2 * HOUR, score,
                       channel="sms", comment="等配件等了很久" if k < 2 else "态度不好")
                for k, (visit, score) in enumerate(zip(mine[-12:-9], (2.0, 1.0, 2.0), strict=False))]  # fmt: skip
    surveys = [survey for survey in records.surveys if survey.visit not in lost]
    surveys += [SurveySent(visit.id, visit.finished + 5 * MINUTE, "sms", visit.finished + 2 * HOUR)
                for visit in mine[-12:-9]]  # fmt: skip
    return records.but(visits=visits, ratings=tuple(ratings), surveys=tuple(surveys))
