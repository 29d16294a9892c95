"""Reasons: stable codes with sentences in English and Chinese, made from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CODES: dict[str, tuple[str, str]] = {
    "served": (
        "{ticket} is served by {engineer} at {start} for {price}; leaving it would cost {unserved}",
        "{ticket} 由 {engineer} 于 {start} 服务，费用 {price}；不派的费用为 {unserved}",
    ),
    "no-shift": ("{ticket}: nobody has a shift", "{ticket}：没有任何班次"),
    "nobody-allowed": (
        "{ticket}: none of {engineers} engineers may serve it; ruled out by {ruled_out}",
        "{ticket}：{engineers} 名工程师均不可派；排除原因：{ruled_out}",
    ),
    "no-room": (
        "{ticket}: {eligible} of {engineers} engineers may serve it, none has room; in the way: {in_the_way}",
        "{ticket}：{engineers} 名工程师中 {eligible} 名可派，但均无空档；受限于：{in_the_way}",
    ),
    "plan-limit": (
        "{ticket}: {eligible} of {engineers} engineers may serve it, a limit of the plan is in the way: {in_the_way}",
        "{ticket}：{engineers} 名工程师中 {eligible} 名可派，但受整体限制：{in_the_way}",
    ),
    "too-dear": (
        "{ticket}: the cheapest, {engineer} at {start}, costs {price}, {more} more than leaving it ({unserved})",
        "{ticket}：最低费用为 {engineer} 于 {start} 服务，需 {price}，比不派（{unserved}）多 {more}",
    ),
    "could-be-served": (
        "{ticket}: {engineer} could serve it at {start} for {price}, {less} less than leaving it ({unserved})",
        "{ticket}：{engineer} 可于 {start} 服务，费用 {price}，比不派（{unserved}）少 {less}；计划尚可改进",
    ),
    "breaks-a-rule": (
        "{ticket} is served by {engineer} at {start}, which breaks a rule: {fault}",
        "{ticket} 由 {engineer} 于 {start} 服务，但违反规则：{fault}",
    ),
}
"""Code -> sentence in English and in Chinese."""

PSEUDO_RULES = {"shift": ("hours of the shift", "班次时间"), "plan": ("the present route", "现有路线")}
"""Names of what is no rule of a policy but stands in the way all the same."""


@dataclass(frozen=True)
class Reason:
    """Why a ticket is where it is.

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


def sentences(code: str, english: Mapping[str, Any], chinese: Mapping[str, Any]) -> tuple[str, str]:
    """Both sentences of a code, filled in."""
    one, other = CODES[code]
    return one.format_map(english), other.format_map(chinese)
