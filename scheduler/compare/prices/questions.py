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
from models.rules import RULES
from models.shapes import LegCost


@dataclass(frozen=True)
class PriceQuestion:
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


def price_at(mapping: Mapping[str, Any], question: PriceQuestion) -> float | None:
    """The price in the mapping of a policy [currency]; None when its rule is off."""
    rule = mapping["rules"].get(question.rule)
    if not isinstance(rule, Mapping):
        return None
    value = rule[question.field]
    if question.key is None:
        return float(value)
    return next((float(price) for key, price in value.items() if str(key) == str(question.key)), None)


def driving(policy: Policy) -> float:
    """What an hour of driving costs, the measure of all answers [currency/h].

    Raises
    ------
    InputError
        When driving is free: then nothing can be measured in it.
    """
    hour = 0
    for rule in policy.of(LegCost):
        hour += rule.usual_hour()
    if not hour:
        maybe = "set travel-cost: {per_hour: 60} first."
        raise InputError(Trouble("driving costs nothing in this policy", rule="no-measure", maybe=maybe))
    return hour / 1000


QUESTIONS: tuple[PriceQuestion, ...] = tuple(
    PriceQuestion(asked.id, rule.id, asked.field, asked.key, asked.thing, asked.thing_zh)
    for rule in RULES
    for asked in rule.tradeoffs
)
"""All questions, in the order of the rule book, in which they are asked."""


def question_named(id: str) -> PriceQuestion:
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
