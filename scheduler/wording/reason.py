"""Reasons: stable codes with sentences in English and Chinese, made from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import PlainSerializer, PlainValidator, SerializationInfo, ValidationInfo

from models.money import amount, money
from models.text import Text, in_chinese
from scheduler.wording.codes import CODES
from scheduler.wording.language import Language
from scheduler.wording.troubles import phrase
from scheduler.wording.words import MONEY, PSEUDO_RULES, TIMES, words

if TYPE_CHECKING:
    from models.clock import Clock
    from models.problem import Problem

__all__ = ["CODES", "PSEUDO_RULES", "Reason", "ReasonField", "reason"]


@dataclass(frozen=True)
class Reason:
    """Why something is as it is: a code, and what it says.

    Parameters
    ----------
    code
        One of :data:`CODES`.
    sentence
        For people, in English; a :class:`models.text.Text`, so that it knows its Chinese.
    detail
        More for people, likewise: the nearest engineers and what keeps each from it.
    data
        What the sentences were made from: ids, counts, money [thousandths], times [s].
    """

    code: str
    sentence: str
    detail: str = ""
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def sentence_zh(self) -> str:
        """The sentence in Chinese."""
        return in_chinese(self.sentence)

    def text(self, language: str = "en") -> str:
        """The sentence in ``en`` or ``zh``."""
        return Language(language).text(self.sentence)

    def as_dict(self, clock: Clock) -> dict[str, Any]:
        """Plain data, the same wherever a reason is told: code, sentences, data; and the detail where there is one.

        Money is in the currency of the policy, times are ISO 8601.
        """
        plain = {"code": self.code, "sentence": str(self.sentence), "sentence_zh": self.sentence_zh,
                 "data": {name: _plain(clock, name, value) for name, value in self.data.items()}}  # fmt: skip
        if self.detail:
            plain |= {"detail": str(self.detail), "detail_zh": in_chinese(self.detail)}
        return plain

    @classmethod
    def read(cls, plain: Mapping[str, Any], clock: Clock) -> Reason:
        """The reason of such data.

        Raises
        ------
        ValueError
            It is not the data of a reason.
        """
        try:
            sentence = Text(plain["sentence"], plain["sentence_zh"])
            detail = Text(plain["detail"], plain["detail_zh"]) if "detail" in plain else ""
            data = {name: _read(clock, name, value) for name, value in plain["data"].items()}
            return cls(plain["code"], sentence, detail, data)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("is no reason: code, sentence, sentence_zh and data are needed") from error


def reason(problem: Problem, code: str, data: Mapping[str, Any], detail: str = "") -> Reason:
    """The reason with its sentences made from the data."""
    english, chinese = (
        language.of(CODES[code].en, CODES[code].zh).format_map(words(problem, data, language)) for language in Language
    )
    if (ticket := problem.ticket.get(str(data.get("ticket")))) is not None and ticket.set_aside:
        chinese = chinese.replace(ticket.set_aside, phrase(ticket.set_aside, Language.ZH))
    return Reason(code, Text(english, chinese), detail, data)


def _plain(clock: Clock, name: str, value: Any) -> Any:
    if value is not None and name in TIMES:
        return clock.iso(value)
    return amount(value) if name in MONEY else list(value) if isinstance(value, tuple) else value


def _read(clock: Clock, name: str, value: Any) -> Any:
    if value is not None and name in TIMES:
        return clock.seconds(value)
    return money(value) if name in MONEY else tuple(value) if isinstance(value, list) else value


def _validated(value: Any, info: ValidationInfo) -> Reason | None:
    """A reason as it is, or that of plain data."""
    return value if value is None or isinstance(value, Reason) else Reason.read(value, (info.context or {})["clock"])


def _serialised(value: Reason | None, info: SerializationInfo) -> dict[str, Any] | None:
    return None if value is None else value.as_dict((info.context or {})["clock"])


ReasonField = Annotated[Reason | None, PlainValidator(_validated), PlainSerializer(_serialised, when_used="json")]
"""A reason, or none, in an entity; validate and dump with ``context={"clock": clock}``."""
