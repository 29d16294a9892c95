"""The doctor says nothing of a healthy day, and names each ill."""

# ruff: noqa: E501 - one kind a line

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.clock import DAY, HOUR
from models.engineer import Certificate, Shift, Training
from models.place import Place
from models.problem import Problem
from models.rules.rest_between_shifts import RestBetweenShifts
from models.text import in_chinese
from models.ticket import Predecessor, SkillNeed, Ticket, Window
from scheduler.loaders import load
from scheduler.loaders.doctor import warnings
from tests.loaders.edits import TINY

Change = Callable[[Problem], Problem]


def ticket(id: str, **changes: object) -> Change:
    def change(day: Problem) -> Problem:
        return day.replace(tickets=tuple(one.but(**changes) if one.id == id else one for one in day.tickets))

    return change


def engineer(id: str, **changes: object) -> Change:
    def change(day: Problem) -> Problem:
        return day.replace(engineers=tuple(one.but(**changes) if one.id == id else one for one in day.engineers))

    return change


def shift(id: str, **changes: object) -> Change:
    def change(day: Problem) -> Problem:
        shifts = tuple(one.but(**changes) for one in day.engineer[id].shifts)
        return engineer(id, shifts=shifts)(day)

    return change


def two_shifts(*times: str) -> Change:
    def change(day: Problem) -> Problem:
        a, b, c, d = (int(time[:2]) * HOUR + int(time[3:]) * 60 for time in times)
        shifts = (Shift(id="am", start=a, end=b), Shift(id="pm", start=c, end=d))
        return engineer("E1", shifts=shifts)(day)

    return change


def resting(day: Problem) -> Problem:
    """The day under a rule that asks for 45 minutes between the shifts of a day."""
    return day.replace(policy=day.policy.but(rules=(*day.policy.rules, RestBetweenShifts(same_day=45))))


def everybody(**changes: object) -> Change:
    return lambda day: day.replace(engineers=tuple(one.but(**changes) for one in day.engineers))


ILLS: dict[str, tuple[Change, str, str, str]] = {
    "shifts that touch": (two_shifts("07:00", "12:00", "12:00", "17:00"), "shifts-touch", "touch: one ends 12:00", "however late"),
    "shifts that overlap": (two_shifts("07:00", "12:30", "12:00", "17:00"), "shifts-touch", "overlap: one ends 12:30", "however late"),
    "too short a rest": (
        lambda day: two_shifts("07:00", "12:00", "12:30", "17:00")(resting(day)), "short-rest", "leave 30 min", "12:45"),
    "a skill nobody has": (
        ticket("T2", skills=(SkillNeed(skill="PCL", level=1),)), "skill-nobody-has", "no engineer has the skill PCL", "'PLC'"),
    "a level nobody has": (
        ticket("T2", skills=(SkillNeed(skill="PLC", level=5),)), "level-nobody-has", "at level 5; the best is 2", "trained"),
    "a certificate nobody holds": (ticket("T2", certificates=("F-GASS",)), "certificate-nobody-has", "F-GASS", "'F-GAS'"),
    "a part on no van": (ticket("T1", parts={"PCB-9": 1}), "part-nobody-has", "PCB-9", "'PCB-7'"),
    "a territory nobody serves": (
        lambda day: everybody(territories=("south",))(day), "territory-nobody-serves", "north", "south"),
    # E1 is the only senior: HVAC and senior and south together is E1, who is not of the south any more
    "a combination nobody has": (
        lambda day: ticket("T3", tier=3)(engineer("E1", territories=("north",))(day)), "nobody-can-serve", "T3", "unserved"),
    "a window outside every shift": (
        ticket("T4", windows=(Window(start=2 * HOUR, end=3 * HOUR),)), "nobody-can-serve", "appointment-window (3 of 3)", ""),
    "a certificate that has lapsed": (
        engineer("E3", certificates=(Certificate(certificate="HV", expires=-DAY),)), "certificate-expired", "has lapsed", "renewed"),
    "a certificate that lapses today": (
        engineer("E3", certificates=(Certificate(certificate="HV", expires=12 * HOUR),)), "certificate-expired", "within", ""),
    "an engineer without a shift": (engineer("E3", shifts=()), "engineer-without-shift", "1 of 3 engineers", "missing"),
    "nobody works": (everybody(shifts=()), "no-shifts", "nobody has a shift", "date"),
    "away all shift": (
        engineer("E3", trainings=(Training(start=0, end=DAY),)), "away-all-shift", "whole shift E3@2026-11-24", "out"),
    "a shift of 20 hours": (shift("E3", end=29 * HOUR), "odd-shift", "lasts 20 h", "wrong date"),
    "a shift of ten minutes": (shift("E3", end=9 * HOUR + 600), "odd-shift", "lasts 10 min", "wrong date"),
    "due before it was asked for": (ticket("T2", resolve_by=-20 * DAY), "due-before-created", "T2", "swapped"),
    "asked for after the day": (ticket("T2", created=3 * DAY), "created-later", "T2", "another day"),
    # the window opens at 13:00 and the work takes 90 min: 14:30 at the earliest
    "an SLA its own window breaks": (ticket("T2", resolve_by=14 * HOUR), "out-of-reach", "14:30", "shorter"),
    "work longer than any shift": (ticket("T4", duration=10 * HOUR), "longer-than-shift", "10 h", "unit"),
    "lengths that are hours": (
        lambda day: day.replace(tickets=tuple(t.but(duration=d) for t, d in zip(day.tickets, (90, 120, 30, 60), strict=False))),
        "duration-in-hours", "takes 1.5 min", "1.5 h"),
    "a policy of another year": (
        lambda day: day.replace(policy=day.policy.but(effective_to=day.clock.origin.date())), "policy-not-effective", "default", ""),
    "a policy of another territory": (
        lambda day: day.replace(policy=day.policy.but(territories=("south",))), "policy-elsewhere", "north", ""),
    "a customer at (0, 0)": (ticket("T2", place=Place()), "at-zero", "T2 lies at (0, 0)", "never found"),
    "lat and lon swapped": (ticket("T2", place=Place(lat=31.2, lon=31.3)), "far-away", "T2", "digit"),
    "the same ticket twice": (
        lambda day: day.replace(tickets=(*day.tickets, day.tickets[0].but(id="T9"))), "same-ticket-twice", "T9", "twice"),
}  # fmt: skip


def test_a_healthy_day_gets_no_warning() -> None:
    assert warnings(load(TINY)) == ()


@pytest.mark.parametrize("name", ILLS)
def test_each_ill_is_named(name: str) -> None:
    change, rule, words, maybe = ILLS[name]
    found = [one for one in warnings(change(load(TINY))) if one.rule == rule]
    assert any(words in one.message and maybe in one.maybe for one in found), found


def test_swapped_coordinates_are_recognised_where_a_swap_is_possible() -> None:
    # Berlin: (52.5, 13.4) swapped is (13.4, 52.5), in the Gulf of Aden; swapping back brings it home
    day = load(TINY)
    homes = tuple(one.but(start=Place(lat=52.5 + i / 100, lon=13.4)) for i, one in enumerate(day.engineers))
    places = [
        Place(lat=52.51, lon=13.41),
        Place(lat=13.42, lon=52.52),
        Place(lat=52.53, lon=13.43),
        Place(lat=52.5, lon=13.3),
    ]
    tickets = tuple(one.but(place=place) for one, place in zip(day.tickets, places, strict=True))
    found = [
        one for one in warnings(day.replace(engineers=homes, tickets=tickets)) if one.rule == "swapped-coordinates"
    ]
    assert [one.message.split()[0] for one in found] == ["T2"]


def test_of_many_alike_a_few_are_said_and_the_rest_counted() -> None:
    day = load(TINY)
    many = tuple(Ticket(id=f"X{i}", skills=(SkillNeed(skill=f"S{i}"),)) for i in range(30))
    found = [one for one in warnings(day.replace(tickets=many)) if one.rule == "skill-nobody-has"]
    assert len(found) == 6
    assert found[-1].message.startswith("and 25 more like these: S13:1") and found[-1].message.endswith(", ...")


def test_a_day_without_shifts_is_said_once_and_not_once_a_ticket() -> None:
    assert [one.rule for one in warnings(everybody(shifts=())(load(TINY)))][:1] == ["no-shifts"]
    assert "nobody-can-serve" not in {one.rule for one in warnings(everybody(shifts=())(load(TINY)))}


def test_tickets_that_nobody_can_serve_for_one_cause_are_one_warning_in_both_languages() -> None:
    day = load(TINY)
    many = tuple(Ticket(id=f"X{i}", load=9) for i in range(5))
    people = tuple(one.but(capacity=8) for one in day.engineers)
    (found,) = [w for w in warnings(day.replace(tickets=many, engineers=people)) if w.rule == "nobody-can-serve"]
    assert found.message == "nobody can serve X0, X1, X2 and 2 more in this horizon: van-capacity (3 of 3)"
    assert in_chinese(found.message) == "计划期内无人可服务 X0、X1、X2 等 5 个工单：车辆载量（3 人中 3 人）"


def test_advice_about_a_sequence_is_not_the_one_about_a_crew() -> None:
    day = load(TINY)
    step = day.tickets[1].but(predecessors=(Predecessor(ticket=day.tickets[0].id),))
    crew = day.tickets[2].but(crew_size=2)
    found = {w.value: w.maybe for w in warnings(day.replace(tickets=(day.tickets[0], step, crew)))}
    assert "a window after the first" in found[step.id] and "one ticket per engineer" in found[crew.id]
