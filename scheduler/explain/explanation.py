"""What explain says of one ticket."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from models.money import amount, show
from models.problem import Problem
from scheduler.explain.candidates import Candidate
from scheduler.explain.parts import Parts
from scheduler.explain.reason import Reason
from scheduler.explain.reasons import rule_name


@dataclass(frozen=True)
class Explanation:
    """One ticket: where it is, why, and what every shift says to it.

    Parameters
    ----------
    problem
        The day, for names and times.
    ticket
        Id.
    reason
        In one sentence, with a stable code.
    unserved_price
        [thousandths] what leaving it costs.
    current
        Where the plan serves it, priced as what it adds there; None = unserved.
    candidates
        Every shift, the cheapest first, then those without room, then those that rules forbid.
    """

    problem: Problem
    ticket: str
    reason: Reason
    unserved_price: int
    current: Candidate | None
    candidates: tuple[Candidate, ...]

    @property
    def served(self) -> bool:
        """Does the plan serve the ticket?"""
        return self.current is not None

    @property
    def code(self) -> str:
        """Stable code of the reason."""
        return self.reason.code

    @property
    def sentence(self) -> str:
        """The reason in English."""
        return self.reason.sentence

    @property
    def detail(self) -> str:
        """The nearest engineers and what keeps each from it."""
        return self.reason.detail

    def text(self, language: str = "en") -> str:
        """All of it in lines, in ``en`` or ``zh``."""
        chinese = int(language == "zh")
        lines = [self.reason.text(language)]
        if self.current is not None and self.current.parts:
            lines.append("  " + self._parts(self.current.parts, chinese))
        lines.append(("other engineers:", "其他人选：")[chinese] if self.served else ("engineers:", "人选：")[chinese])
        others = [one for one in self.candidates if self.current is None or one.shift != self.current.shift]
        return "\n".join([*lines, *(f"  {self._line(one, chinese)}" for one in others)])

    def __str__(self) -> str:
        return self.text()

    def as_dict(self) -> dict[str, Any]:
        """Plain data: money in the policy's currency, times in ISO 8601."""
        return {
            "ticket": self.ticket,
            "served": self.served,
            "code": self.code,
            "sentence": self.reason.sentence,
            "sentence_zh": self.reason.sentence_zh,
            "detail": self.detail,
            "currency": self.problem.policy.currency,
            "unserved_price": amount(self.unserved_price),
            "current": None if self.current is None else self._plain(self.current),
            "candidates": [self._plain(one) for one in self.candidates],
        }

    def _plain(self, one: Candidate) -> dict[str, Any]:
        data: dict[str, Any] = {"engineer": one.engineer, "shift": one.shift, "possible": one.price is not None}
        if one.price is not None:
            iso = self.problem.clock.iso
            data |= {"price": amount(one.price), "parts": {rule: amount(money) for rule, money in one.parts.items()}}
            data |= {"position": one.position, "moved": one.moved}
            data |= {"arrive": iso(one.arrive), "start": iso(one.start), "finish": iso(one.finish)}
        else:
            data |= {"forbidden": one.forbidden, "obstacles": [asdict(obstacle) for obstacle in one.obstacles]}
        return data

    def _line(self, one: Candidate, chinese: int) -> str:
        """One shift in a line."""
        if one.price is None:
            said = (f"{rule_name(self.problem, o.rule, chinese)}: {o.message}" for o in one.obstacles)
            return f"{one.shift}  " + "; ".join(said)
        text = self.problem.clock.text
        price = show(one.price, self.problem.policy.currency)
        return f"{one.shift}  {text(one.start)}-{text(one.finish)}  {price}  ({self._parts(one.parts, chinese)})"

    def _parts(self, parts: Parts, chinese: int) -> str:
        dearest = sorted(parts.items(), key=lambda part: (-part[1], part[0]))
        return ", ".join(f"{rule_name(self.problem, rule, chinese)} {show(money)}" for rule, money in dearest)
