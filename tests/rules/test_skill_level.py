"""Rule ``skill-level``: which skill, which level, from when, until when."""

from __future__ import annotations

import pytest

from models.engineer import Skill
from models.rules.skill_level import SkillLevel
from models.ticket import SkillNeed
from tests.rules.ask import a_day, a_ticket, an_engineer, asked_for, at, permits, says, starts, table

RULE = SkillLevel()


def plc(level: int, start: str = "", end: str = "", skill: str = "plc") -> Skill:
    return Skill(skill=skill, level=level, valid_from=at(start) if start else None, valid_to=at(end) if end else None)


CASES = {
    "a ticket that needs nothing is anybody's": ((), (), "00:00", True),
    "the level itself is enough": ((plc(3),), (("plc", 3),), "09:00", True),
    "a higher level too": ((plc(4),), (("plc", 3),), "09:00", True),
    "one level below is not": ((plc(2),), (("plc", 3),), "09:00", False),
    "nor is another skill": ((plc(9, skill="gas"),), (("plc", 1),), "09:00", False),
    "nor no skill at all": ((), (("plc", 1),), "09:00", False),
    "a skill without dates never lapses": ((plc(3),), (("plc", 3),), "23:59:59", True),
    "it begins at its second": ((plc(3, "12:00"),), (("plc", 3),), "12:00", True),
    "and not one before": ((plc(3, "12:00"),), (("plc", 3),), "11:59:59", False),
    "what has begun stays without an end": ((plc(3, "12:00"),), (("plc", 3),), "23:59:59", True),
    "it counts to the last second before its end": ((plc(3, end="12:00"),), (("plc", 3),), "11:59:59", True),
    "not at its end": ((plc(3, end="12:00"),), (("plc", 3),), "12:00", False),
    # the visit lasts until 12:59:59; what counts is its start
    "a skill may lapse while the visit lasts": ((plc(3, end="12:00"),), (("plc", 3),), "11:59:59", True),
    "a lower level that lasts is no help": ((plc(3, end="12:00"), plc(2)), (("plc", 3),), "12:00", False),
    "a second proof may take over": ((plc(3, end="12:00"), plc(5, "12:00")), (("plc", 3),), "12:00", True),
    "all needs count": ((plc(3), plc(1, skill="gas")), (("plc", 3), ("gas", 2)), "09:00", False),
    "and are met one by one": ((plc(3), plc(2, skill="gas")), (("plc", 3), ("gas", 2)), "09:00", True),
    "at the same time": ((plc(3, end="12:00"), plc(2, "12:00", skill="gas")), (("plc", 3), ("gas", 2)), "12:00", False),
}


@table("skills, needs, time, allowed", CASES)
def test_a_visit_starts_while_every_skill_is_held_at_its_level(
    skills: tuple[Skill, ...], needs: tuple[tuple[str, int], ...], time: str, allowed: bool
) -> None:
    ticket = a_ticket(skills=tuple(SkillNeed(skill=skill, level=level) for skill, level in needs))
    assert permits(RULE, an_engineer(skills=skills), ticket, time) is allowed


def test_a_skill_for_ever_is_no_question_of_time_and_a_missing_one_is_never() -> None:
    need = a_ticket(skills=(SkillNeed(skill="plc", level=2),))
    assert starts(RULE, an_engineer(skills=(plc(2),)), need) is None
    assert starts(RULE, an_engineer(), need) == ()
    assert asked_for(RULE) == "pair"


SENTENCES = {
    "no such skill": ((), (("plc", 3),), "E1 does not have plc; T1 needs level 3", "E1 没有技能 plc；T1 需要 3 级"),
    "too low": ((plc(2),), (("plc", 3),), "E1 has plc at level 2; T1 needs level 3", "E1 的 plc 为 2 级"),
    "the second need": ((plc(3),), (("plc", 3), ("gas", 1)), "E1 does not have gas", "没有技能 gas"),
    "lapsed": (
        (plc(3, end="09:00"),),
        (("plc", 3),),
        "E1 does not have plc at 09:00, at level 3 only at other times",
        "在 09:00 没有技能 plc，仅在其他时间为 3 级",
    ),
    "lapsed at the level": ((plc(3, end="09:00"), plc(1)), (("plc", 3),), "has plc at level 1 at 09:00", "为 1 级"),
    "in turns": (
        (plc(3, end="09:00"), plc(3, "09:00", skill="gas")),
        (("gas", 3),),
        "T1 at the same time",
        "同时",
    ),
}


@table("skills, needs, english, chinese", SENTENCES)
def test_the_reason_names_skill_level_and_time(
    skills: tuple[Skill, ...], needs: tuple[tuple[str, int], ...], english: str, chinese: str
) -> None:
    engineer = an_engineer(skills=skills)
    ticket = a_ticket(skills=tuple(SkillNeed(skill=skill, level=level) for skill, level in needs))
    assert says(RULE.why(engineer, ticket, at("09:00"), a_day(RULE, engineer, ticket)), english, chinese)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_needs_are_met_together_in_whatever_order_they_are_written(order: tuple[int, int]) -> None:
    engineer = an_engineer(skills=(plc(3, end="12:00"), plc(2, "10:00", skill="gas")))
    needs = (SkillNeed(skill="plc", level=3), SkillNeed(skill="gas", level=2))
    assert starts(RULE, engineer, a_ticket(skills=tuple(needs[k] for k in order))) == ((at("10:00"), at("12:00")),)
