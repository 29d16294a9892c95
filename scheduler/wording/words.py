"""Words: data as people read it, in English and Chinese."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from models.clock import MINUTE
from models.money import show
from models.problem import Problem
from models.text import Text, in_chinese

PSEUDO_RULES = {"shift": ("hours of the shift", "班次时间"), "plan": ("the present route", "现有路线")}
"""Names of what is no rule of a policy but stands in the way all the same."""

MONEY = ("price", "unserved", "more", "less", "extra", "saved")
"""Names in the data of codes that stand for money [thousandths]."""

TIMES = ("start", "finish", "until", "since", "due", "was_due", "before", "last")
"""Names that stand for times [s]."""

COUNTS = ("ruled_out", "in_the_way")
"""Names that stand for rules with a number of engineers each."""

RULES = ("rules",)
"""Names that stand for several rules."""

NAMES = ("certificates", "tickets", "skills", "parts", "trainings")
"""Names that stand for several words."""


def minutes(seconds: int, chinese: int = 0) -> str:
    """A length of time, to the minute; seconds where it is less than one.

    >>> minutes(720), minutes(5460), minutes(40), minutes(720, 1)
    ('12 min', '91 min', '40 s', '12 分钟')
    """
    if abs(seconds) < MINUTE:
        return f"{seconds} {('s', '秒')[chinese]}"
    return f"{round(seconds / MINUTE)} {('min', '分钟')[chinese]}"


def shown(problem: Problem, time: int | None) -> str:
    """A time of day; empty where there is none."""
    return "" if time is None else problem.clock.text(time)


def rule_name(problem: Problem, id: str, chinese: int) -> str:
    """What people call a rule: its id in English, its title in Chinese."""
    if id in PSEUDO_RULES:
        return PSEUDO_RULES[id][chinese]
    rule = problem.policy.rule(id)
    return rule.title[1] if chinese and rule is not None else id


def words(problem: Problem, data: Mapping[str, Any], chinese: int) -> dict[str, Any]:
    """The data of a code as people read it."""
    comma = (", ", "、")[chinese]
    made = dict(data)
    for name, value in data.items():
        if name in MONEY:
            made[name] = show(value, problem.policy.currency)
        elif name in TIMES:
            made[name] = shown(problem, value)
        elif name in COUNTS:
            made[name] = _counts(problem, value, chinese)
        elif name in RULES:
            made[name] = comma.join(rule_name(problem, rule, chinese) for rule in value)
        elif name in NAMES:
            made[name] = comma.join(value)
        elif isinstance(value, Text):
            made[name] = said_in(value, chinese)
    if "rule" in data:
        made["rule"] = rule_name(problem, data["rule"], chinese)
    return made


def _counts(problem: Problem, counts: Mapping[str, int], chinese: int) -> str:
    """Rules with the number of engineers each stops: ids in English, titles in Chinese."""
    return (", ", "、")[chinese].join(f"{rule_name(problem, rule, chinese)} {count}" for rule, count in counts.items())


def said_in(text: str, chinese: int) -> str:
    """A text in one of its languages."""
    return in_chinese(text) if chinese else str(text)


def joined(parts: Collection[str], chinese: int) -> str:
    """Several sentences in one line."""
    return ("; ", "；")[chinese].join(parts)
