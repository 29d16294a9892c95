"""What each rule gives way with: the least that is enough, to the minute or piece; nothing where nothing helps."""

from __future__ import annotations

from typing import Any

import pytest

from models.concession import Concession, Need
from models.engineer import Break, Certificate, Engineer, Shift, Skill, TierLevel, Training
from models.policy import Policy
from models.rules import RULES
from models.rules.appointment_window import AppointmentWindow
from models.rules.certificate import CertificateRule
from models.rules.longest_overtime import LongestOvertime
from models.rules.named_engineers import NamedEngineers
from models.rules.parts_ready import PartsReady
from models.rules.pinned_engineer import PinnedEngineer
from models.rules.pinned_time import PinnedTime
from models.rules.resolution_sla import ResolutionSla
from models.rules.response_sla import ResponseSla
from models.rules.rest_break import RestBreak
from models.rules.skill_level import SkillLevel
from models.rules.stock import Stock
from models.rules.territory import TerritoryRule
from models.rules.tier_scope import TierScope
from models.rules.training import TrainingRule
from models.rules.travel_limit import TravelLimit
from models.rules.van_parts import VanParts
from models.rules.visit_limit import VisitLimit
from models.rules.work_limit import WorkLimit
from models.shapes import Rule
from models.ticket import Named, Pin, SkillNeed, Ticket, Window
from tests.rules.ask import a_day, a_ticket, an_engineer, at, table


def asked(
    rule: Rule,
    engineer: Engineer | None = None,
    ticket: Ticket | None = None,
    *,
    start: str = "10:00",
    finish: str = "11:00",
    depart: str = "08:00",
    end: str = "18:00",
    route: tuple[Ticket, ...] = (),
    driving: int = 3600,
    rest: str = "",
    **fields: Any,
) -> Concession | None:
    """What the rule gives way with for a visit of this start in a route of these times."""
    engineer, ticket = engineer or an_engineer(), ticket or a_ticket()
    day = a_day(rule, engineer, ticket, **fields)
    times = (at(start), at(finish), at(depart), at(end))
    return rule.remedy(
        Need(day, engineer, engineer.shifts[0], ticket, route or (ticket,), *times, driving, at(rest) if rest else None)
    )


def given(concession: Concession | None) -> tuple[str, dict[str, Any]]:
    assert concession is not None
    return concession.code, concession.data


def test_law_safety_and_what_is_not_there_are_never_offered_to_be_set_aside() -> None:
    never = {
        "standing", "road", "absence", "rest-between-shifts", "crew-and-order", "set-aside", "stock", "change-budget",
        "not-before-asked",
    }  # fmt: skip
    assert never <= {rule.id for rule in RULES if rule.hard and not rule.waivable}
    assert {rule.id for rule in RULES if not rule.hard and rule.waivable} == {"response-sla", "resolution-sla"}


def windows(*spans: str) -> tuple[Window, ...]:
    pairs = [span.split("-") for span in spans]
    return tuple(Window(start=at(first), end=at(end)) for first, end in pairs)


# windows, start, what they are turned into (half-open: the first minute after the start)
WINDOWS: dict[str, tuple[tuple[str, ...], str, str, tuple[str, ...]]] = {
    "as it ends": (("08:00-09:00",), "09:00", "later-window", ("08:00-09:01",)),
    "in the next minute": (("08:00-09:00",), "09:00:30", "later-window", ("08:00-09:01",)),
    "its last second": (("08:00-09:00",), "09:00:59", "later-window", ("08:00-09:01",)),
    "a minute later": (("08:00-09:00",), "09:01", "later-window", ("08:00-09:02",)),
    "after two": (("08:00-09:00", "06:00-07:00"), "10:00", "later-window", ("08:00-10:01", "06:00-07:00")),
    "between two the earlier grows": (
        ("08:00-09:00", "12:00-13:00"), "11:00", "later-window", ("08:00-11:01", "12:00-13:00"),
    ),
    "a second before": (("12:00-13:00",), "11:59:59", "earlier-window", ("11:59-13:00",)),
    "a minute before": (("12:00-13:00",), "11:59", "earlier-window", ("11:59-13:00",)),
    "before two": (("14:00-15:00", "12:00-13:00"), "11:30", "earlier-window", ("14:00-15:00", "11:30-13:00")),
}  # fmt: skip


@table("spans, start, code, made", WINDOWS)
def test_the_nearest_window_is_made_just_long_enough(
    spans: tuple[str, ...], start: str, code: str, made: tuple[str, ...]
) -> None:
    found = asked(AppointmentWindow(), ticket=a_ticket(windows=windows(*spans)), start=start)
    assert found is not None and found.ticket is not None
    assert found.code == code and found.ticket.windows == windows(*made)
    assert any(at(start) in window for window in found.ticket.windows)
    (before, after) = next((a, b) for a, b in zip(windows(*spans), windows(*made), strict=True) if a != b)
    if code == "later-window":
        assert found.data == {"until": after.end, "before": before.end}
    else:
        assert found.data == {"since": after.start, "before": before.start}


def test_a_window_that_holds_the_start_needs_nothing() -> None:
    assert asked(AppointmentWindow(), ticket=a_ticket(windows=windows("09:00-11:00"))) is None
    assert asked(AppointmentWindow(), ticket=a_ticket()) is None


def test_certificates_that_do_not_cover_the_visit_are_not_asked_for() -> None:
    cards = (Certificate(certificate="volt"), Certificate(certificate="gas", expires=at("10:59:59")))
    ticket = a_ticket(certificates=("volt", "gas", "lift"))
    found = asked(CertificateRule(), an_engineer(certificates=cards), ticket)
    assert given(found) == ("waive-certificate", {"certificates": ("gas", "lift")})
    assert found is not None and found.ticket == ticket.but(certificates=("volt",))
    lasting = (cards[0], Certificate(certificate="gas", issued=at("10:00"), expires=at("11:00")))
    found = asked(CertificateRule(), an_engineer(certificates=lasting), ticket)
    assert given(found)[1] == {"certificates": ("lift",)}


# the shift ends 17:00, two hours of overtime are permitted; most seconds of driving, of work
MINUTES: dict[str, tuple[Rule, dict[str, Any], dict[str, Any], tuple[str, dict[str, int], dict[str, int]] | None]] = {
    "back in time": (LongestOvertime(), {}, {"end": "19:00"}, None),
    "back a second late": (
        LongestOvertime(), {}, {"end": "19:00:01"}, ("more-overtime", {"minutes": 1, "total": 121}, {"overtime": 7260}),
    ),
    "back a minute late": (
        LongestOvertime(), {}, {"end": "19:01"}, ("more-overtime", {"minutes": 1, "total": 121}, {"overtime": 7260}),
    ),
    "against a figure of one's own": (
        LongestOvertime(), {"overtime": 90}, {"end": "18:00"},
        ("more-overtime", {"minutes": 59, "total": 61}, {"overtime": 90 + 59 * 60}),
    ),
    "driving as long as permitted": (TravelLimit(minutes=60), {}, {"driving": 3600}, None),
    "driving a second more": (
        TravelLimit(minutes=60), {}, {"driving": 3601},
        ("more-driving", {"minutes": 1, "total": 61}, {"max_travel": 3660}),
    ),
    "driving more than a figure of one's own": (
        TravelLimit(), {"max_travel": 3000}, {"driving": 3600},
        ("more-driving", {"minutes": 10, "total": 60}, {"max_travel": 3600}),
    ),
    "no limit of driving": (TravelLimit(), {}, {"driving": 99_999}, None),
    "working as long as permitted": (WorkLimit(minutes=600), {}, {}, None),
    "working a second more": (
        WorkLimit(minutes=600), {}, {"end": "18:00:01"},
        ("longer-day", {"minutes": 1, "total": 601}, {"max_work": 36_060}),
    ),
    "departing a minute earlier": (
        WorkLimit(minutes=600), {}, {"depart": "07:59"},
        ("longer-day", {"minutes": 1, "total": 601}, {"max_work": 36_060}),
    ),
    "no limit of work": (WorkLimit(), {}, {}, None),
}  # fmt: skip


@table("rule, own, route, expected", MINUTES)
def test_a_limit_gives_way_by_whole_minutes(
    rule: Rule, own: dict[str, Any], route: dict[str, Any], expected: tuple[str, dict[str, int], dict[str, int]] | None
) -> None:
    found = asked(rule, an_engineer(**own), **route)
    if expected is None:
        assert found is None
        return
    code, data, made = expected
    assert given(found) == (code, data)
    assert found is not None and found.engineer == an_engineer(**own).but(**made)


def test_a_limit_of_visits_gives_way_to_the_visits_of_the_route() -> None:
    two = (a_ticket("T1"), a_ticket("T2"))
    found = asked(VisitLimit(visits=1), route=two)
    assert given(found) == ("more-visits", {"visits": 2, "most": 1})
    assert found is not None and found.engineer == an_engineer(max_visits=2)
    assert asked(VisitLimit(visits=2), route=two) is None
    assert asked(VisitLimit(), route=two) is None


def test_parts_arrive_when_the_visit_starts() -> None:
    found = asked(PartsReady(), ticket=a_ticket(parts_ready=at("10:00:01")))
    assert given(found) == ("parts-earlier", {"until": at("10:00"), "before": at("10:00:01")})
    assert found is not None and found.ticket == a_ticket(parts_ready=at("10:00"))
    assert asked(PartsReady(), ticket=a_ticket(parts_ready=at("10:00"))) is None
    assert asked(PartsReady()) is None


PINS: dict[str, tuple[Rule, Pin | None, Pin | None]] = {
    "only the person": (PinnedEngineer(), Pin(engineer="E2"), None),
    "the person, and the time stays": (PinnedEngineer(), Pin(engineer="E2", start=0), Pin(start=0)),
    "only the time": (PinnedTime(), Pin(start=at("09:00")), None),
    "the time, and the person stays": (PinnedTime(), Pin(engineer="E1", start=at("09:00")), Pin(engineer="E1")),
    "nothing is pinned to a person": (PinnedEngineer(), None, None),
    "nothing is pinned to a time": (PinnedTime(), None, None),
}


@table("rule, pin, left", PINS)
def test_a_pin_is_lifted_and_the_other_half_stays(rule: Rule, pin: Pin | None, left: Pin | None) -> None:
    found = asked(rule, ticket=a_ticket(pin=pin))
    assert given(found) == ("lift-pin", {})
    assert found is not None and found.ticket == a_ticket(pin=left)


def named(id: str, until: str = "") -> Named:
    return Named(engineer=id, until=at(until) if until else None)


NAMES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "no longer excluded": ({"excluded": (named("E1"), named("E2"))}, {"excluded": (named("E2"),)}),
    "required beside the others": ({"required": (named("E2"),)}, {"required": (named("E2"), named("E1"))}),
    "required already": ({"required": (named("E1"),), "excluded": (named("E1"),)}, {"required": (named("E1"),)}),
    "required until a second later": (
        {"required": (named("E1", "10:00:01"),)},
        {"required": (named("E1", "10:00:01"),)},
    ),
    "required no longer": (
        {"required": (named("E1", "10:00"), named("E2"))},
        {"required": (named("E1", "10:00"), named("E2"), named("E1"))},
    ),
    "nobody is required": ({}, {}),
}


@table("names, made", NAMES)
def test_the_customer_accepts_this_engineer(names: dict[str, Any], made: dict[str, Any]) -> None:
    found = asked(NamedEngineers(), ticket=a_ticket(**names))
    assert given(found) == ("lift-names", {})
    assert found is not None and found.ticket == a_ticket(**made)


def test_a_break_begins_with_the_break_that_the_route_has() -> None:
    own = Break(length=1800, earliest=at("11:30"), latest=at("13:00"))
    shift = Shift(id="E1@24", start=at("08:00"), end=at("17:00"), rest=own)
    other = Shift(id="E1@25", start=at("18:00"), end=at("19:00"))
    engineer = an_engineer(shifts=(shift, other))
    found = asked(RestBreak(), engineer, rest="11:29:59")
    assert given(found) == ("move-break", {"start": at("11:29:59")})
    moved = shift.but(rest=own.but(earliest=at("11:29:59")))
    assert found is not None and found.engineer == engineer.but(shifts=(moved, other))
    assert asked(RestBreak(), engineer, rest="11:30") is None
    assert asked(RestBreak(), engineer) is None
    assert asked(RestBreak(), rest="11:29:59") is None  # no break is asked for


SKILLS: dict[str, tuple[dict[str, int], dict[str, int], dict[str, Any] | None, dict[str, int]]] = {
    "a level short": ({"plc": 2}, {"plc": 3}, {"skill": "plc", "level": 2, "was": 3, "skills": ("plc",)}, {"plc": 2}),
    "one of two": (
        {"plc": 2, "gas": 4}, {"gas": 4, "plc": 3},
        {"skill": "plc", "level": 2, "was": 3, "skills": ("plc",)}, {"gas": 4, "plc": 2},
    ),
    "two of two": (
        {"plc": 2, "gas": 1}, {"gas": 4, "plc": 3},
        {"skill": "gas", "level": 1, "was": 4, "skills": ("gas", "plc")}, {"gas": 1, "plc": 2},
    ),
    "missing altogether": ({}, {"plc": 1}, None, {}),
    "one short, one missing": ({"plc": 2}, {"plc": 3, "gas": 1}, None, {}),
    "high enough": ({"plc": 3}, {"plc": 3}, None, {}),
}  # fmt: skip


@table("has, needs, data, made", SKILLS)
def test_a_level_gives_way_to_the_engineers_own(
    has: dict[str, int], needs: dict[str, int], data: dict[str, Any] | None, made: dict[str, int]
) -> None:
    engineer = an_engineer(skills=tuple(Skill(skill=skill, level=level) for skill, level in has.items()))
    ticket = a_ticket(skills=tuple(SkillNeed(skill=skill, level=level) for skill, level in needs.items()))
    found = asked(SkillLevel(), engineer, ticket)
    if data is None:
        assert found is None
        return
    assert given(found) == ("lower-level", data)
    skills = tuple(SkillNeed(skill=skill, level=level) for skill, level in made.items())
    assert found is not None and found.ticket == a_ticket(skills=skills)


def test_a_level_counts_at_the_start_of_the_visit() -> None:
    engineer = an_engineer(skills=(Skill(skill="plc", level=2), Skill(skill="plc", level=3, valid_to=at("10:00"))))
    need = a_ticket(skills=(SkillNeed(skill="plc", level=3),))
    assert given(asked(SkillLevel(), engineer, need))[1]["level"] == 2
    assert asked(SkillLevel(), engineer, need, start="09:59:59") is None


def test_an_engineer_is_lent_and_a_tier_lowered() -> None:
    engineer = an_engineer(territories=("north",))
    found = asked(TerritoryRule(), engineer, a_ticket(territory="south"))
    assert given(found) == ("lend-engineer", {"territory": "south"})
    assert found is not None and found.engineer == engineer.but(territories=("north", "south"))
    assert asked(TerritoryRule(), engineer) is None
    junior, senior = an_engineer(tier=TierLevel.JUNIOR), a_ticket(tier=TierLevel.SENIOR)
    found = asked(TierScope(), junior, senior)
    assert given(found) == ("lower-tier", {"tier": "junior", "was": "senior"})
    assert found is not None and found.ticket == senior.but(tier=TierLevel.JUNIOR)
    assert asked(TierScope(), junior, a_ticket(tier=TierLevel.JUNIOR)) is None


# the route departs 08:00 and ends 18:00
TRAININGS = {
    "within": ("10:00-11:00", True),
    "ends as the route begins": ("07:00-08:00", False),
    "a second into the route": ("07:00-08:00:01", True),
    "begins as the route ends": ("18:00-19:00", False),
    "a second before": ("17:59:59-19:00", True),
}


@table("span, moved", TRAININGS)
def test_only_trainings_that_the_route_runs_into_are_moved(span: str, moved: bool) -> None:
    start, end = (at(time) for time in span.split("-"))
    kept = Training(start=at("20:00"), end=at("21:00"), title="evening")
    engineer = an_engineer(trainings=(Training(start=start, end=end, title="safety"), kept))
    found = asked(TrainingRule(), engineer)
    assert (found is not None) is moved
    if found is not None:
        assert found.code == "move-training" and found.engineer == engineer.but(trainings=(kept,))
        assert [said.split()[0] for said in found.data["trainings"]] == ["safety"]


def test_what_the_van_lacks_for_its_route_is_brought() -> None:
    route = (a_ticket("T1", parts={"a": 1, "b": 1}), a_ticket("T2", parts={"a": 2, "c": 1}))
    found = asked(VanParts(), an_engineer(van={"a": 1, "b": 1}), route=route)
    assert given(found) == ("bring-parts", {"parts": ("2 a", "1 c"), "pieces": {"a": 2, "c": 1}})
    assert found is not None and found.engineer == an_engineer(van={"a": 3, "b": 1, "c": 1})
    assert asked(VanParts(), an_engineer(van={"a": 3, "b": 1, "c": 1}), route=route) is None
    depot = Policy(rules=(VanParts(), Stock(pieces={"a": 9, "c": 9})))
    assert asked(VanParts(), an_engineer(van={"b": 1}), route=route, policy=depot) is None


DUE = {
    "a whole minute": ("10:00", "10:00"),
    "a second more": ("10:00:01", "10:01"),
    "a second less": ("09:59:59", "10:00"),
}


@table("moment, until", DUE)
def test_an_sla_is_due_when_the_visit_starts_or_ends_to_the_whole_minute(moment: str, until: str) -> None:
    late = a_ticket(respond_by=at("08:00"), resolve_by=at("08:30"))
    found = asked(ResponseSla(), ticket=late, start=moment)
    assert given(found) == ("later-due", {"until": at(until), "was_due": at("08:00")})
    assert found is not None and found.ticket == late.but(respond_by=at(until))
    found = asked(ResolutionSla(), ticket=late, finish=moment)
    assert given(found) == ("later-due", {"until": at(until), "was_due": at("08:30")})
    assert found is not None and found.ticket == late.but(resolve_by=at(until))


@pytest.mark.parametrize("rule", [rule for rule in RULES if "remedy" not in vars(rule)], ids=lambda rule: rule.id)
def test_a_rule_without_a_remedy_of_its_own_is_set_aside_by_name(rule: type[Rule]) -> None:
    found = asked(rule())
    assert given(found) == ("waive-rule", {})
    assert found is not None and (found.ticket, found.engineer) == (None, None)
