"""The questions. Each asks how much driving something is worth, and its answer is one price of the policy.

Driving is the measure because everybody in dispatch has a feeling for it, and ``travel-cost.per_hour`` turns it into
money. Only proportions matter to a plan, so one price may be taken as given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.errors import InputError, Trouble, nearest
from models.policy import Policy


@dataclass(frozen=True)
class Question:
    """A trade-off.

    Parameters
    ----------
    id
        For answers on the command line.
    rule, field, key
        The price it sets; ``key`` where the field maps priorities to prices.
    thing, thing_zh
        What is bought with driving, fits "... is worth so many minutes of driving".
    """

    id: str
    rule: str
    field: str
    key: int | None
    thing: str
    thing_zh: str

    @property
    def text(self) -> str:
        """The question."""
        return f"How many minutes of driving is {self.thing} worth?"

    @property
    def text_zh(self) -> str:
        """The question in Chinese."""
        return f"{self.thing_zh}，值得多开多少分钟车？"

    @property
    def path(self) -> str:
        """Where the price stands in a policy."""
        return f"{self.rule}.{self.field}" + (f".{self.key}" if self.key is not None else "")

    def price(self, policy: Policy) -> float | None:
        """The price as it is [currency]; None when its rule is off."""
        return price_at(policy.to_mapping(), self)

    def minutes(self, policy: Policy) -> float | None:
        """The answer that the policy gives now [min of driving]; None when its rule is off."""
        price = self.price(policy)
        return None if price is None else 60 * price / driving(policy)


def price_at(mapping: Mapping[str, Any], question: Question) -> float | None:
    """The price in the mapping of a policy [currency]; None when its rule is off."""
    rule = mapping["rules"].get(question.rule)
    if not isinstance(rule, Mapping):
        return None
    value = rule[question.field]
    if question.key is None:
        return float(value)
    return next((float(one) for key, one in value.items() if str(key) == str(question.key)), None)


def driving(policy: Policy) -> float:
    """What an hour of driving costs, the measure of all answers [currency/h].

    Raises
    ------
    InputError
        When driving is free: then nothing can be measured in it.
    """
    rule = policy.rule("travel-cost")
    if rule is None or not rule.per_hour:
        maybe = "set travel-cost: {per_hour: 60} first."
        raise InputError(Trouble("driving costs nothing in this policy", rule="no-measure", maybe=maybe))
    return float(rule.per_hour) / 1000


def _by_priority(
    id: str, rule: str, field: str, thing: str, thing_zh: str, priorities: tuple[int, ...]
) -> list[Question]:
    return [Question(f"{id}-p{p}", rule, field, p, thing.format(p=p), thing_zh.format(p=p)) for p in priorities]


QUESTIONS: tuple[Question, ...] = (
    *_by_priority("response", "response-sla", "breach", "keeping the response promise of a P{p}",
                  "少违约一次 P{p} 响应", (1, 2, 3)),
    *_by_priority("resolution", "resolution-sla", "breach", "keeping the resolution promise of a P{p}",
                  "少违约一次 P{p} 解决时限", (1, 2, 3)),
    *_by_priority("unserved", "unserved-cost", "price", "not leaving a P{p} for another day",
                  "当天多完成一张 P{p} 工单", (1, 2, 3, 4)),
    Question("overtime", "overtime-cost", "per_hour", None, "saving an hour of overtime", "少加班一小时"),
    Question("tier", "over-qualification", "per_tier", None, "sparing somebody one tier above the job",
             "让低一级的工程师完成工作"),
    Question("wish", "preferred-engineer", "price", None, "fulfilling a customer's wish for an engineer",
             "满足客户指定的工程师"),
    Question("continuity", "continuity", "price", None, "sending somebody who knows the plant", "派熟悉现场的工程师"),
    Question("change", "plan-change", "price", None, "not changing the engineer a customer was told",
             "不更换已通知客户的工程师"),
)  # fmt: skip
"""All questions, in the order in which they are asked."""


def question_named(id: str) -> Question:
    """The question of this id.

    Raises
    ------
    InputError
        When there is none; the nearest is offered.
    """
    known = {question.id: question for question in QUESTIONS}
    if id not in known:
        raise InputError(Trouble("is no question", field="answer", value=id, rule="unknown-question",
                                 maybe=nearest(id, known)))  # fmt: skip
    return known[id]
