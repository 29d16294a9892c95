"""A moment of a day: which one a text means, and what it makes of every visit, to the second.

E1 works 08:00-17:00; the published plan sends E1 to T1 08:30-09:30 and T2 10:30-11:30, both at the site.
"""

from __future__ import annotations

import pytest

from models.clock import DAY
from models.engineer import Shift
from models.errors import InputError
from models.events import RoadClosed, Situation, TicketArrived, TicketCancelled, moment, situation
from models.place import Place
from models.plan import Plan, Route, Visit
from models.policy import Policy
from models.problem import Problem
from tests.rules.ask import CLOCK, ROADS, SITE, a_ticket, an_engineer, at, table


def day(*shifts: Shift, now: int = 0) -> Problem:
    engineer = an_engineer(shifts=shifts) if shifts else an_engineer()
    return Problem((engineer,), (a_ticket("T1"), a_ticket("T2")), ROADS, Policy(), CLOCK, now=now)


def published() -> Plan:
    visits = tuple(
        Visit(ticket=id, arrive=at(start), start=at(start), finish=at(start) + 3600)
        for id, start in (("T1", "08:30"), ("T2", "10:30"))
    )
    return Plan(routes=(Route(shift="E1@24", engineer="E1", depart=at("08:00"), visits=visits, end=at("12:00")),))


TEXTS: dict[str, tuple[int | str, int | None]] = {
    "seconds": (5, 5),
    "a time of day": ("11:20", at("11:20")),
    "with blanks": (" 9:05 ", at("09:05")),
    "with an offset": ("2026-11-24T11:20:00-05:00", at("11:20") + 13 * 3600),
    "midnight at the end": ("24:00", DAY),
    "after it": ("24:01", None),
    "minute 59": ("11:59", at("11:59")),
    "minute 60": ("11:60", None),
    "no time": ("noon", None),
}


@table("text, second", TEXTS)
def test_a_moment_is_seconds_a_time_of_day_or_a_date_with_time(text: int | str, second: int | None) -> None:
    if second is not None:
        assert moment(day(), text) == second
        return
    with pytest.raises(InputError, match="is no time"):
        moment(day(), text)


NIGHTS = (Shift(id="a", start=at("22:00"), end=DAY + at("06:00")), Shift(id="b", start=DAY + at("22:00"), end=2 * DAY))


def test_of_two_shifts_that_hold_a_time_the_running_one_is_meant() -> None:
    with pytest.raises(InputError, match="this day holds it 2 times"):
        moment(day(*NIGHTS), "23:00")
    assert moment(day(*NIGHTS, now=at("22:00:01")), "23:00") == at("23:00")
    assert moment(day(*NIGHTS, now=DAY + at("23:59")), "23:00") == DAY + at("23:00")
    for now in (at("22:00"), DAY + at("06:00")):  # none is running as one begins or ends
        with pytest.raises(InputError, match="2 times"):
            moment(day(*NIGHTS, now=now), "23:00")


STATUS: dict[str, tuple[str, str, str]] = {
    "before the drive": ("08:00", "open", "open"),
    "on the drive": ("08:00:01", "travelling", "open"),
    "a second before the start": ("08:29:59", "travelling", "open"),
    "at the start": ("08:30", "started", "open"),
    "a second before the end": ("09:29:59", "started", "open"),
    "at the end": ("09:30", "finished", "open"),
    "at the end of all": ("11:30", "finished", "finished"),
}


@table("now, first, second", STATUS)
def test_a_visit_is_under_way_from_its_drive_to_its_end(now: str, first: str, second: str) -> None:
    found = situation(day(), at(now), published()).problem
    assert [ticket.status for ticket in found.tickets] == [first, second]


def test_who_has_not_left_is_at_the_start_of_the_shift_from_its_begin_or_from_now() -> None:
    for now, free in (("07:00", "08:00"), ("08:00", "08:00"), ("08:00:01", "08:00:01")):
        (stand,) = Situation.of(day(now=at(now))).stands.values()
        assert (stand.free, stand.fixed) == (at(free), ())


def test_what_travel_is_missing_is_named() -> None:
    elsewhere = a_ticket("N1", place=Place(id="moon"))
    with pytest.raises(InputError, match="travel to moon has to be found"):
        situation(day(), at("09:00"), published(), [TicketArrived(at=at("09:00"), ticket=elsewhere)])
    closed = RoadClosed(at=at("09:00"), lat=0, lon=0, radius_km=1)
    with pytest.raises(InputError, match="a way around a closed road has to be found"):
        situation(day(), at("09:00"), published(), [closed])
    over = RoadClosed(at=at("09:00"), lat=0, lon=0, radius_km=1, until=at("09:30"))
    assert situation(day(), at("09:30"), published(), [over]).problem.travel is ROADS


def test_a_refusal_says_whether_a_ticket_is_cancelled_or_finished() -> None:
    events = [TicketCancelled(at=at("08:10"), ticket="T2")] * 2
    with pytest.raises(InputError, match="T2 is cancelled already"):
        situation(day(), at("08:10"), published(), events)
    done = day().replace(tickets=(a_ticket("T1", status="finished", place=SITE), a_ticket("T2")))
    with pytest.raises(InputError, match="T1 is finished already"):
        situation(done, at("08:10"), published(), [TicketCancelled(at=at("08:10"), ticket="T1")])


TWO_DAYS = (
    Shift(id="a", start=at("08:00"), end=at("17:00")),
    Shift(id="b", start=DAY + at("08:00"), end=DAY + at("17:00")),
)


def out_on(*shifts: str) -> Plan:
    visit = Visit(ticket="T1", arrive=0, start=0, finish=0)
    return Plan(routes=tuple(Route(shift=id, engineer="E1", depart=0, visits=(visit,), end=0) for id in shifts))


SEEN: dict[str, tuple[str, int | None, Plan | None, int | None]] = {
    # time, until when the day is known, what people know -> what is meant
    "nothing is known": ("10:05", None, None, None),
    "the first shift is running": ("10:05", at("09:00"), None, at("10:05")),
    "the second is": ("10:05", DAY + at("09:00"), None, DAY + at("10:05")),
    "in the morning of the second day": ("10:05", DAY + at("07:40"), None, DAY + at("10:05")),
    "after the first shift": ("18:00", at("17:30"), None, at("18:00")),
    "after its end, while it runs": ("18:00", at("16:00"), None, at("18:00")),
    "only the first has visits": ("10:05", None, out_on("a"), at("10:05")),
    "only the second has": ("10:05", None, out_on("b"), DAY + at("10:05")),
    "both have": ("10:05", None, out_on("a", "b"), None),
    "visits, but the time is in no shift": ("18:00", None, out_on("a"), None),
    "a shift that is not of this day": ("10:05", None, out_on("c"), None),
}


@table("text, known, plan, second", SEEN)
def test_a_time_of_day_is_seen_from_what_is_known_and_refused_where_two_are_left(
    text: str, known: int | None, plan: Plan | None, second: int | None
) -> None:
    if second is not None:
        assert moment(day(*TWO_DAYS), text, known=known, plan=plan) == second
        return
    with pytest.raises(InputError, match="this day holds it 2 times"):
        moment(day(*TWO_DAYS), text, known=known, plan=plan)
