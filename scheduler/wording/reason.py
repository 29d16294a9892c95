"""Reasons: stable codes with sentences in English and Chinese, made from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.money import amount
from models.problem import Problem
from scheduler.wording.codes import CODES
from scheduler.wording.language import Language
from scheduler.wording.words import MONEY, PSEUDO_RULES, TIMES, words

__all__ = ["CODES", "PSEUDO_RULES", "Reason", "reason", "sentences"]


@dataclass(frozen=True)
class Reason:
    """Why something is as it is: a code, and what it says.

    Parameters
    ----------
    code
        One of :data:`CODES`.
    sentence, sentence_zh
        For people.
    detail
        More for people: the nearest engineers and what keeps each from it.
    data
        What the sentences were made from: ids, counts, money [thousandths], times [s].
    """

    code: str
    sentence: str
    sentence_zh: str
    detail: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    def text(self, language: str = "en") -> str:
        """The sentence in ``en`` or ``zh``."""
        return self.sentence_zh if language == "zh" else self.sentence

    def as_dict(self, problem: Problem) -> dict[str, Any]:
        """Plain data: money in the policy's currency, times in ISO 8601."""
        return {"code": self.code, "sentence": self.sentence, "sentence_zh": self.sentence_zh,
                "data": {name: _plain(problem, name, value) for name, value in self.data.items()}}  # fmt: skip


def _plain(problem: Problem, name: str, value: Any) -> Any:
    if value is not None and name in TIMES:
        return problem.clock.iso(value)
    return amount(value) if name in MONEY else list(value) if isinstance(value, tuple) else value


def sentences(code: str, english: Mapping[str, Any], chinese: Mapping[str, Any]) -> tuple[str, str]:
    """Both sentences of a code, filled in."""
    return CODES[code].en.format_map(english), CODES[code].zh.format_map(chinese)


def reason(problem: Problem, code: str, data: Mapping[str, Any], detail: str = "") -> Reason:
    """The reason with its sentences made from the data."""
    english, chinese = sentences(code, words(problem, data, Language.EN), words(problem, data, Language.ZH))
    return Reason(code, english, chinese, detail, data)
