"""Remedies on the smallest day that needs each: the change is the least that is enough, and the judge agrees."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from models.engineer import Break, Certificate, Shift, Skill, TierLevel, Training
from models.judge import judge
from models.money import money
from models.problem import Problem
from models.rules.appointment_window import AppointmentWindow
from models.rules.certificate import CertificateRule
from models.rules.longest_overtime import LongestOvertime
from models.rules.named_engineers import NamedEngineers
from models.rules.overtime_cost import OvertimeCost
from models.rules.parts_ready import PartsReady
from models.rules.pinned_engineer import PinnedEngineer
from models.rules.response_sla import ResponseSla
from models.rules.rest_break import RestBreak
from models.rules.skill_level import SkillLevel
from models.rules.standing import Standing
from models.rules.territory import TerritoryRule
from models.rules.tier_scope import TierScope
from models.rules.training import TrainingRule
from models.rules.travel_cost import TravelCost
from models.rules.travel_limit import TravelLimit
from models.rules.unserved_cost import UnservedCostRule
from models.rules.van_parts import VanParts
from models.rules.visit_limit import VisitLimit
from models.rules.work_limit import WorkLimit
from models.shapes import Rule
from models.ticket import Named, Pin, SkillNeed, Ticket, Window
from scheduler.compile import assemble, compile
from scheduler.explain import CODES, Explanation, Remedy, explain
from scheduler.planning.plan import plan
from scheduler.wording.codes import REMEDIES
from tests.compile.small import HOUR, MINUTE, Allow, engineer, problem, ticket


class Agreed(Allow):
    """Its people say that exceptions can be agreed upon."""

    waivable: ClassVar[bool] = True


PRICES = (UnservedCostRule(price={1: 9000, 2: 5000, 3: 2000, 4: 800}), TravelCost(per_hour=60, per_km=0))
LIMIT = LongestOvertime(minutes=0)
SHORT = Shift(id="E1@24", start=8 * HOUR, end=10 * HOUR)
MORNING = (Window(start=8 * HOUR, end=9 * HOUR),)


def day(people: Any, tickets: Any, *rules: Rule, **fields: Any) -> Problem:
    return problem(people, tickets, LIMIT, *rules, *PRICES, **fields)


def asked(of: Problem, routes: list[list[int]], id: str = "T2", **options: Any) -> Explanation:
    return explain(of, assemble(of, compile(of), routes), id, **{"iterations": 200, "limit": 9, **options})


def two(**second: Any) -> tuple[Ticket, Ticket]:
    """T1 at kilometre 10 takes an hour; T2 is there too."""
    return ticket("T1", 10, priority=2), ticket("T2", 10, **second)


SKILLED = (SkillNeed(skill="plc", level=3),)
CARD = ("volt",)
REST = Break(length=30 * MINUTE, earliest=11 * HOUR, latest=11 * HOUR)

CASES: dict[str, tuple[Problem, list[list[int]], str]] = {
    # Out 10, twice 60, home 10: 140 minutes from 8:00 end at 10:20, 20 after the end of the shift.
    "more-overtime": (day(engineer("E1", SHORT), two()), [[0]], "20 more minutes of overtime for E1 (20 in all)"),
    "more-visits": (
        day(engineer("E1"), two(), VisitLimit(visits=1)),
        [[0]],
        "2 visits for E1 instead of 1",
    ),
    # T2 lies 5 minutes further: 30 minutes of driving.
    "more-driving": (
        day(engineer("E1"), (ticket("T1", 10), ticket("T2", 15)), TravelLimit(minutes=20)),
        [[0]],
        "10 more minutes of driving for E1",
    ),
    "longer-day": (
        day(engineer("E1"), two(), WorkLimit(minutes=100)),
        [[0]],
        "a working day 40 minutes longer for E1",
    ),
    "lower-level": (
        day(engineer("E1", skills=(Skill(skill="plc", level=2),)), two(skills=SKILLED), SkillLevel()),
        [[0]],
        "plc at level 2 accepted instead of 3 for T2",
    ),
    "lower-tier": (
        day(engineer("E1"), two(tier=TierLevel.SENIOR), TierScope()),
        [[0]],
        "tier junior accepted instead of senior for T2",
    ),
    "lend-engineer": (
        day(engineer("E1", territories=("north",)), two(territory="south"), TerritoryRule()),
        [[0]],
        "E1 is lent to territory south",
    ),
    "waive-certificate": (
        day(
            engineer("E1", certificates=(Certificate(certificate="gas"),)),
            two(certificates=(*CARD, "gas")),
            CertificateRule(),
        ),
        [[0]],
        "volt not asked for on T2",
    ),
    "lift-names": (
        day(engineer("E1"), two(excluded=(Named(engineer="E1"),), required=(Named(engineer="E7"),)), NamedEngineers()),
        [[0]],
        "T2 accepts E1, who is excluded or not among those required",
    ),
    "lift-pin": (
        day(engineer("E1"), two(pin=Pin(engineer="E7")), PinnedEngineer()),
        [[0]],
        "the pin of T2 is taken off",
    ),
    # Both in the morning: T1 from 8:10 to 9:10, T2 can start then; its window has to hold that very second.
    "later-window": (
        day(engineer("E1"), (ticket("T1", 10, priority=2, windows=MORNING), ticket("T2", 10, windows=MORNING)),
            AppointmentWindow()),
        [[0]],
        "the window of T2 until 09:11 instead of 09:00",
    ),
    "earlier-window": (
        day(engineer("E1", SHORT.but(end=9 * HOUR + 20 * MINUTE)),
            ticket("T2", 10, windows=(Window(start=9 * HOUR, end=12 * HOUR),)), AppointmentWindow()),
        [[]],
        "the window of T2 from 08:10 instead of 09:00",
    ),
    "parts-earlier": (
        day(engineer("E1"), two(parts_ready=17 * HOUR), PartsReady()),
        [[0]],
        "the parts of T2 there by 08:10 instead of 17:00",
    ),
    "bring-parts": (
        day(engineer("E1", van={"pump": 1}), two(parts={"pump": 3}), VanParts()),
        [[0]],
        "2 pump brought to E1's van",
    ),
    "move-training": (
        day(engineer("E1", SHORT.but(end=11 * HOUR),
                     trainings=(Training(start=9 * HOUR, end=11 * HOUR, title="safety"),)),
            ticket("T2", 10, duration=2 * HOUR), TrainingRule()),
        [[]],
        "the training of E1 (safety 09:00-11:00) at another time",
    ),
    # A visit from 8:10 to 12:10 covers the break at 11:00; before or after it there is time.
    "move-break": (
        day(engineer("E1", SHORT.but(end=13 * HOUR, rest=REST)), ticket("T2", 10, duration=4 * HOUR), RestBreak()),
        [[]],
        "the break of E1 at 08:10",
    ),
    "waive-rule": (
        day(engineer("E1"), two(), Agreed(forbidden=(("E1", "T2"),))),
        [[0]],
        "allow waived for E1 on T2",
    ),
    # T1 would fit with E2; only E1 may serve T2.
    "make-room": (
        day((engineer("E1", SHORT), engineer("E2", SHORT.but(id="E2@24"))), two(), Allow(forbidden=(("E2", "T2"),))),
        [[0], []],
        "other visits make room for T2",
    ),
    "drop-ticket": (
        day(engineer("E1", SHORT), (ticket("T1", 10, priority=3), ticket("T2", 10, priority=3))),
        [[0]],
        "T1 (priority 3) is left instead of T2",
    ),
    # T1 and T3 take half an hour each; T2 takes their hour.
    "drop-tickets": (
        day(engineer("E1", SHORT), (ticket("T1", 10, duration=40 * MINUTE), ticket("T2", 10, duration=90 * MINUTE),
                                    ticket("T3", 10, duration=40 * MINUTE))),
        [[0, 2]],
        "T1, T3 are left instead of T2",
    ),
    "later-due": (
        day(engineer("E1"), (ticket("T1", 10, windows=MORNING), ticket("T2", 10, respond_by=9 * HOUR)),
            AppointmentWindow(), ResponseSla()),
        [[0, 1]],
        "T2 due 09:10 instead of 09:00 (response-sla)",
    ),
}  # fmt: skip

WAIVES = sorted(set(CASES) - {"make-room", "drop-ticket", "drop-tickets", "later-due"})


def remedy(code: str) -> tuple[Problem, Remedy]:
    of, routes, sentence = CASES[code]
    said = asked(of, routes)
    found = [one for one in said.remedies if one.reason.sentence == sentence]
    assert found, [one.reason.sentence for one in said.remedies]
    return of, found[0]


@pytest.mark.parametrize("code", CASES)
def test_the_smallest_day_that_needs_it_gets_it(code: str) -> None:
    of, one = remedy(code)
    assert one.code == code
    assert one.on_time
    assert "T2" in one.plan.served()
    assert judge(one.problem, one.plan).feasible
    assert one.effects.price == one.price
    assert CODES[code].kind == "remedy"
    assert "T2" in one.reason.sentence_zh or "E1" in one.reason.sentence_zh
    # The price is in the currency of the original day, which has the same prices, whatever was changed.
    assert one.price == judge(of, one.plan).cost - plan(of, iterations=500, proof=False).cost or code == "drop-ticket"


def test_every_code_of_a_remedy_has_its_day() -> None:
    assert set(REMEDIES) == {*CASES, "pair"}


@pytest.mark.parametrize("code", WAIVES)
def test_without_the_change_nobody_could_have_served_both(code: str) -> None:
    of, one = remedy(code)
    best = plan(of, gap=0.0, seconds=20)
    assert best.gap == 0
    assert "T2" in best.plan.unserved
    assert not judge(of, one.plan).feasible
    # With the change the best possible plan is the one that was found.
    again = plan(one.problem, gap=0.0, seconds=20)
    assert again.gap == 0
    assert judge(one.problem, one.plan).cost == again.cost


@pytest.mark.parametrize(
    ("code", "less"),
    [
        ("more-overtime", lambda e, t: (e.but(overtime=e.overtime - MINUTE), t)),
        ("more-driving", lambda e, t: (e.but(max_travel=e.max_travel - MINUTE), t)),
        ("longer-day", lambda e, t: (e.but(max_work=e.max_work - MINUTE), t)),
        ("more-visits", lambda e, t: (e.but(max_visits=e.max_visits - 1), t)),
        ("bring-parts", lambda e, t: (e.but(van={"pump": e.van["pump"] - 1}), t)),
        ("later-window", lambda e, t: (e, t.but(windows=(t.windows[0].but(end=t.windows[0].end - MINUTE),)))),
    ],
)
def test_one_less_is_not_enough(code: str, less: Any) -> None:
    _, one = remedy(code)
    changed = one.problem
    e, t = less(changed.engineer["E1"], changed.ticket["T2"])
    tighter = changed.replace(
        engineers=tuple(e if x.id == "E1" else x for x in changed.engineers),
        tickets=tuple(t if x.id == "T2" else x for x in changed.tickets),
    )
    best = plan(tighter, gap=0.0, seconds=20)
    assert best.gap == 0
    assert best.plan.unserved


def test_two_changes_where_one_is_not_enough() -> None:
    # A level below, and 20 minutes after the end.
    of = day(engineer("E1", SHORT, skills=(Skill(skill="plc", level=2),)), two(skills=SKILLED), SkillLevel())
    (one, *more) = asked(of, [[0]]).remedies
    assert not more
    assert one.code == "pair"
    assert {change.code for change in one.changes} == {"lower-level", "more-overtime"}
    assert ", and " in one.reason.sentence
    assert "并且" in one.reason.sentence_zh
    assert judge(one.problem, one.plan).feasible
    best = plan(one.problem, gap=0.0, seconds=20)
    assert judge(one.problem, one.plan).cost == best.cost


def test_remedies_are_ranked_by_money_in_all() -> None:
    # 20 minutes of overtime of E1 cost 30.00; a way of E2's own for T2, of 20 minutes, costs 20.00.
    people = (engineer("E1", SHORT, skills=(Skill(skill="plc", level=3),)),
              engineer("E2", SHORT.but(id="E2@24"), skills=(Skill(skill="plc", level=1),)))  # fmt: skip
    calls = tuple(one.but(skills=SKILLED) for one in two())
    of = day(people, calls, SkillLevel(), OvertimeCost(per_hour=90))
    first, second, *_ = asked(of, [[0], []]).remedies
    assert (first.code, first.price) == ("lower-level", money(20) - money(2000))
    assert (second.code, second.price) == ("more-overtime", money(30) - money(2000))


def test_somebody_who_is_not_to_be_sent_is_no_remedy() -> None:
    of = day(engineer("E1", standing="suspended"), ticket("T2", 10), Standing())
    said = asked(of, [[]])
    assert said.code == "nobody-allowed"
    assert said.remedies == ()
    assert "no change that was tried would serve it on time" in str(said)


def test_a_skill_that_is_missing_altogether_is_not_waived() -> None:
    said = asked(day(engineer("E1"), two(skills=SKILLED), SkillLevel()), [[0]])
    assert said.remedies == ()


def test_a_late_ticket_gets_what_puts_it_on_time() -> None:
    # T1 (a morning window) first, so T2 starts at 9:10, late for 9:00; E2 could start it at 8:10 at level 2.
    people = (engineer("E1", skills=(Skill(skill="plc", level=3),)),
              engineer("E2", skills=(Skill(skill="plc", level=2),)))  # fmt: skip
    calls = (ticket("T1", 10, windows=MORNING, skills=SKILLED), ticket("T2", 10, respond_by=9 * HOUR, skills=SKILLED))
    of = day(people, calls, SkillLevel(), AppointmentWindow(), ResponseSla(breach={3: 120}, per_hour={3: 30}))
    said = asked(of, [[0, 1], []])
    assert said.code == "served-late"
    assert said.sentence.startswith("T2 is served by E1 at 09:10, late by response-sla")
    codes = {one.code: one for one in said.remedies}
    assert set(codes) == {"lower-level", "later-due", "drop-ticket"}
    # On time saves the breach and ten minutes at 30 an hour, and costs a second way of 20 minutes at 60 an hour.
    assert codes["lower-level"].price == money(20) - money(120) - money(5)
    assert codes["later-due"].price == 0
    assert all(one.on_time for one in said.remedies)


def test_an_answer_is_the_same_every_time() -> None:
    of, routes, _ = CASES["make-room"]
    assert asked(of, routes).as_dict() == asked(of, routes).as_dict()


def test_a_rule_that_says_nothing_of_exceptions_is_never_offered_to_be_set_aside() -> None:
    """A newcomer's rule about safety: E1 alone is there and it forbids T2. The same rule, waivable, is waived above."""
    forbidden = day(engineer("E1"), two(), Allow(forbidden=(("E1", "T2"),)))
    assert asked(forbidden, [[0]]).remedies == ()
