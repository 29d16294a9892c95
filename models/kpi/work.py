"""Key figures about engineers' days."""

from __future__ import annotations

from statistics import fmean, pstdev

from models.kpi.facts import KpiFacts
from models.kpi.kpi import Kpi, ratio


def tickets_per_day(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Tickets per engineer and day.

    Id: ``tickets-per-day``. Unit: 1 (visits per engineer-day).

    Numerator: visits.

    Denominator: shifts with at least one visit; a shift is one engineer on one day.
    """
    visits = sum(day.visits for day in facts.worked)
    title = ("Tickets per engineer and day", "人均日工单")
    return (ratio("tickets-per-day", title, visits, len(facts.worked), "1", True),)


def utilization(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Utilization: how much of the time engineers are there for is work on site, and work on site or driving.

    Ids: ``utilization`` (work on site), ``utilization-with-travel`` (work on site and driving). Unit: %.

    Numerator: hours on site; hours on site and at the wheel. Waiting counts in neither. Work in overtime counts.

    Denominator: available hours: the shifts of all engineers who may be dispatched, those without a visit included,
    less absences, trainings and breaks taken.
    """
    hours = sum(facts.available.values()) / 3600
    service = sum(day.service for day in facts.worked) / 3600
    travel = sum(day.travel for day in facts.worked) / 3600
    with_travel = ("Utilization with travel", "利用率(含路程)")
    return (
        ratio("utilization", ("Utilization on site", "现场利用率"), service, hours, "%", True),
        ratio("utilization-with-travel", with_travel, service + travel, hours, "%", None),
    )


def travel_share(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Travel share: how much of the productive time is spent at the wheel.

    Id: ``travel-share``. Unit: %.

    Numerator: hours of driving, the way from the start place and the way to the end place included.

    Denominator: hours of driving and hours on site.
    """
    travel = sum(day.travel for day in facts.worked) / 3600
    service = sum(day.service for day in facts.worked) / 3600
    return (ratio("travel-share", ("Travel share", "路程占比"), travel, travel + service, "%", False),)


def overtime(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Overtime: time after the end of the shift, the way to the end place included.

    Id: ``overtime``. Unit: %.

    Numerator: hours from the end of a shift to the return, where the return is later.

    Denominator: hours of the shifts with at least one visit.
    """
    over = sum(day.overtime for day in facts.worked) / 3600
    paid = sum(day.shift.end - day.shift.start for day in facts.worked) / 3600
    return (ratio("overtime", ("Overtime", "加班"), over, paid, "%", False),)


def fairness(facts: KpiFacts) -> tuple[Kpi, ...]:
    """Fairness: how unevenly work is spread (coefficient of variation; 0 = everybody has the same).

    Id: ``unevenness``. Unit: 1.

    Numerator: standard deviation over engineers of the minutes assigned to them (on site and driving).

    Denominator: mean of the same. Counted are engineers with available time in the plan, those without a visit too.
    """
    minutes = dict.fromkeys((id for id, seconds in facts.available.items() if seconds), 0.0)
    for day in facts.worked:
        if day.engineer.id in minutes:
            minutes[day.engineer.id] += (day.service + day.travel) / 60
    spread, mean = (pstdev(minutes.values()), fmean(minutes.values())) if minutes else (0.0, 0.0)
    return (ratio("unevenness", ("Unevenness of work", "工作量不均衡度"), spread, mean, "1", False),)
