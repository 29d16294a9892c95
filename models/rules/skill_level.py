"""Rule ``skill-level``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from models.answers import Answers
from models.concession import Concession, Need
from models.engineer import Engineer, Skill
from models.interval import ANY_TIME, FOREVER, Spans, meet, merge
from models.rules import days
from models.shapes import ServeWhen
from models.text import Text
from models.ticket import SkillNeed, Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


def held(engineer: Engineer, need: SkillNeed) -> Spans:
    """When the engineer has the skill at the level or above."""
    return merge(
        (
            -FOREVER if skill.valid_from is None else skill.valid_from,
            FOREVER if skill.valid_to is None else skill.valid_to,
        )
        for skill in engineer.skills
        if skill.skill == need.skill and skill.level >= need.level
    )


class SkillLevel(ServeWhen):
    """The engineer has every skill the ticket needs, at least at its level, when the visit starts.

    Why
    ---
    Somebody without the skill comes, looks, and has to come again with somebody else. A skill can begin or lapse on a
    date (a course finished, a proof not renewed): what counts is the moment the visit starts.

    Example
    -------
    T1 needs ``plc`` at level 3. E1 has ``plc`` at level 2: not permitted. E2 has level 3 until 12:00: permitted when
    the visit starts before 12:00, not at 12:00.

    Fix
    ---
    Send somebody with the level, start before the skill lapses, or correct the skill list or the ticket's need.
    """

    id: ClassVar[str] = "skill-level"
    title: ClassVar[tuple[str, str]] = ("skill at the level needed", "技能与等级")
    waivable: ClassVar[bool] = True

    def starts(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        spans = ANY_TIME
        for need in ticket.skills:
            spans = meet(spans, held(engineer, need))
        return None if spans == ANY_TIME else spans

    def starts_all(self, facts: Facts) -> tuple[NDArray[np.int32], tuple[Spans | None, ...]]:
        answers = Answers()
        columns: dict[tuple[SkillNeed, ...], NDArray[np.int32]] = {(): np.zeros(len(facts.engineers), np.int32)}
        for needs in dict.fromkeys(ticket.skills for ticket in facts.tickets):
            for k, need in enumerate(needs):
                if (need,) not in columns:
                    numbers = [answers.number(held(engineer, need)) for engineer in facts.engineers]
                    columns[(need,)] = np.array(numbers, np.int32)
                if needs[: k + 1] not in columns:
                    columns[needs[: k + 1]] = answers.both(columns[needs[:k]], columns[(need,)])
        matrix = np.zeros((len(facts.engineers), len(facts.tickets)), np.int32)
        for t, ticket in enumerate(facts.tickets):
            matrix[:, t] = columns[ticket.skills]
        return matrix, tuple(answers.all)

    def why(self, engineer: Engineer, ticket: Ticket, start: int, facts: Facts) -> str:
        for need in ticket.skills:
            if (level := engineer.level(need.skill, start)) < need.level:
                ever = held(engineer, need)
                lapsed = f", at level {need.level} only at other times" if ever else ""
                lapsed_zh = f"，仅在其他时间为 {need.level} 级" if ever else ""
                has = f"has {need.skill} at level {level}" if level else f"does not have {need.skill}"
                has_zh = f"的 {need.skill} 为 {level} 级" if level else f"没有技能 {need.skill}"
                time = facts.clock.text(start) if ever else ""
                return Text(
                    f"{engineer.id} {has}{f' at {time}' if time else ''}{lapsed}; {ticket.id} needs level {need.level}",
                    f"{engineer.id} {f'在 {time} ' if time else ''}{has_zh}{lapsed_zh}；"
                    f"{ticket.id} 需要 {need.level} 级",
                )
        return Text(
            f"{engineer.id} does not have the skills of {ticket.id} at the same time",
            f"{engineer.id} 没有同时有效的 {ticket.id} 所需技能",
        )

    def remedy(self, need: Need) -> Concession | None:
        """Each skill that is missing, at the level the engineer has; None where one is missing altogether."""
        has = {wanted.skill: need.engineer.level(wanted.skill, need.start) for wanted in need.ticket.skills}
        short = [wanted for wanted in need.ticket.skills if has[wanted.skill] < wanted.level]
        if not short or any(has[wanted.skill] == 0 for wanted in short):
            return None
        skills = tuple(wanted.but(level=min(wanted.level, has[wanted.skill])) for wanted in need.ticket.skills)
        first, names = short[0], tuple(wanted.skill for wanted in short)
        data = {"skill": first.skill, "level": has[first.skill], "was": first.level, "skills": names}
        return Concession("lower-level", data, ticket=need.ticket.but(skills=skills))

    @classmethod
    def keeps(cls) -> Example:
        return cls._example(level=3)

    @classmethod
    def breaks(cls) -> Example:
        return cls._example(level=2)

    @classmethod
    def _example(cls, level: int) -> Example:
        engineer = days.engineer(skills=(Skill(skill="plc", level=level),))
        return days.day(cls(), engineer, days.ticket(skills=(SkillNeed(skill="plc", level=3),)))
