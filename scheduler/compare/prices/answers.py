"""Answers become a policy, and a policy is read back in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.errors import InputError, Trouble
from models.policy import Policy
from scheduler.compare.prices.questions import QUESTIONS, PriceQuestion, driving, question_named

MOST = 1_000_000
"""[min] a longer drive is no answer."""


def answered(policy: Policy, answers: Mapping[str, float]) -> Policy:
    """The policy with the prices that the answers mean; a rule that was off is on afterwards.

    Parameters
    ----------
    answers
        Id of a question -> minutes of driving.

    Raises
    ------
    InputError
        For an unknown question and for an answer that is no time to drive.

    Examples
    --------
    >>> base = Policy.from_mapping({"rules": {"travel-cost": {"per_hour": 60}, "overtime-cost": {"per_hour": 90}}})
    >>> answered(base, {"overtime": 45}).rule("overtime-cost").per_hour
    45000
    """
    troubles = [
        Trouble("is no time to drive", field=id, value=str(minutes), rule="answer", maybe="minutes from 0 on.")
        for id, minutes in answers.items()
        if not 0 <= minutes <= MOST
    ]
    if troubles:
        raise InputError(troubles)
    data = policy.to_mapping()
    for id, minutes in answers.items():
        _set(data, question_named(id), round(minutes * driving(policy) / 60, 3))
    return Policy.from_mapping(data)


def with_price(policy: Policy, question: PriceQuestion, price: float) -> Policy:
    """The policy with another price for one question [currency]."""
    data = policy.to_mapping()
    _set(data, question, round(price, 3))
    return Policy.from_mapping(data)


def _set(data: dict[str, Any], question: PriceQuestion, price: float) -> None:
    from models.policy import BY_ID

    rule = data["rules"].get(question.rule)
    if not isinstance(rule, Mapping):
        rule = BY_ID[question.rule]().model_dump(mode="json")
    if question.key is None:
        rule = {**rule, question.field: price}
    else:
        old = {str(key): value for key, value in rule[question.field].items()}
        rule = {**rule, question.field: {int(k): v for k, v in {**old, str(question.key): price}.items()}}
    data["rules"][question.rule] = rule


def readings(policy: Policy) -> dict[str, str]:
    """Each price of the questions in plain words; a rule that is off says so."""
    return {question.id: reading(question, policy) for question in QUESTIONS}


def reading(question: PriceQuestion, policy: Policy) -> str:
    """One price in plain words."""
    price, minutes = question.price(policy), question.minutes(policy)
    if price is None or minutes is None:
        return f"{question.thing}: costs nothing here ({question.rule} is off)"
    return f"{question.thing} is worth {price:,.2f} {policy.currency}, as much as {_span(minutes)} of driving"


def _span(minutes: float) -> str:
    if minutes < 120:
        return f"{minutes:g} minutes"
    return f"{minutes / 60:,.1f} hours".replace(".0 ", " ")
