"""Words: data as people read it, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.clock import MINUTE
from models.money import show
from models.policy import BY_ID
from models.problem import Problem
from models.text import Text
from scheduler.wording.language import Language

PSEUDO_RULES = {"shift": ("hours of the shift", "班次时间"), "plan": ("the present route", "现有路线"),
                "other-shift": ("another shift of the same person", "同一人的另一班次")}  # fmt: skip
"""Names of what is no rule of a policy but stands in the way all the same."""

CHANGES = ("change",)
"""Names in the data of codes that stand for money that is added or saved [thousandths]."""

MONEY = ("price", "unserved", "more", "less", "extra", "saved", *CHANGES)
"""Names that stand for money [thousandths]."""

TIMES = ("at", "start", "finish", "until", "since", "due", "was_due", "before", "last")
"""Names that stand for times [s]."""

COUNTS = ("ruled_out", "in_the_way")
"""Names that stand for rules with a number of engineers each."""

RULES = ("rules", "warnings")
"""Names that stand for several rules."""

NAMES = ("certificates", "tickets", "skills", "parts", "trainings")
"""Names that stand for several words."""

SOME = ("others",)
"""Names that stand for several words of which some are enough."""

MOST = 5
"""So many of them are written out."""


def minutes(seconds: int, language: Language = Language.EN) -> str:
    """A length of time, to the minute; seconds where it is less than one.

    >>> minutes(720), minutes(5460), minutes(40), minutes(720, Language.ZH)
    ('12 min', '91 min', '40 s', '12 分钟')
    """
    if abs(seconds) < MINUTE:
        return f"{seconds} {language.of('s', '秒')}"
    return f"{round(seconds / MINUTE)} {language.of('min', '分钟')}"


def signed(money: int, currency: str, language: Language) -> str:
    """Money that is added or saved, for people.

    >>> en, zh = Language
    >>> signed(-2500, "CNY", en), signed(1000, "CNY", zh), signed(0, "CNY", en)
    ('2.50 CNY saved', '增加 1.00 CNY', 'no change of cost')
    """
    if not money:
        return language.of("no change of cost", "费用不变")
    if language is Language.ZH:
        return f"{'节省' if money < 0 else '增加'} {show(abs(money), currency)}"
    return f"{show(abs(money), currency)} {'saved' if money < 0 else 'more'}"


def shown(problem: Problem, time: int | None) -> str:
    """A time of day; empty where there is none."""
    return "" if time is None else problem.clock.text(time)


def rule_name(problem: Problem, id: str, language: Language) -> str:
    """What people call a rule: its id in English, its title in Chinese."""
    if id in PSEUDO_RULES:
        return language.of(*PSEUDO_RULES[id])
    rule = problem.policy.rule(id)
    return rule.title[1] if language is Language.ZH and rule is not None else id


def words(problem: Problem, data: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """The data of a code as people read it."""
    made = dict(data)
    for name, value in data.items():
        if name in CHANGES:
            made[name] = signed(value, problem.policy.currency, language)
        elif name in MONEY:
            made[name] = show(value, problem.policy.currency)
        elif name in TIMES:
            made[name] = shown(problem, value)
        elif name in COUNTS:
            made[name] = _counts(problem, value, language)
        elif name in RULES:
            made[name] = language.list([rule_name(problem, rule, language) for rule in value])
        elif name in NAMES:
            made[name] = language.list(value)
        elif name in SOME:
            made[name] = language.list(value[:MOST]) + (" ..." if len(value) > MOST else "")
        elif isinstance(value, Text):
            made[name] = language.text(value)
    if "rule" in data:
        made["rule"] = rule_name(problem, data["rule"], language)
    return made


def _counts(problem: Problem, counts: Mapping[str, int], language: Language) -> str:
    """Rules with the number of engineers each stops: ids in English, titles in Chinese."""
    return language.list([f"{rule_name(problem, rule, language)} {count}" for rule, count in counts.items()])


OTHER_RULES = {"plan": ("The plan does not fit the day", "方案与当天不符")}
"""Names of what the judge finds and no rule says."""


def rule_title(rule: str) -> tuple[str, str]:
    """A rule's title, English and Chinese, whatever the policy; of an unknown rule, its id."""
    return BY_ID[rule].title if rule in BY_ID else OTHER_RULES.get(rule, (rule, rule))
