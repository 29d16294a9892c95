"""Slots: a window that can be promised, with what it costs and who stands behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from models.clock import Clock
from models.money import amount, show
from models.ticket import Ticket, Window
from scheduler.dispatch.move import Move
from scheduler.dispatch.words import later
from scheduler.wording.language import Language

QUALITIES = {"good": ("good", "优"), "fair": ("fair", "中"), "dear": ("dear", "贵")}
"""Stable code -> word in English and in Chinese."""


@dataclass(frozen=True, eq=False)
class Slot:
    """A window for a ticket.

    Parameters
    ----------
    ticket
        The ticket as it would be booked: with this window only.
    window
        In which the visit starts.
    move
        The plan with the visit in it, checked; times, person and what moves are there.
    price
        [thousandths] what serving the ticket in this window adds to the plan without the ticket.
    more
        [thousandths] by which it is dearer than the cheapest slot of the same answer.
    late_seconds, late_money
        By how much other visits start later, and what lateness of others costs more: [s] and [thousandths].
    repaired
        Other visits make room for it.
    regret_at_most
        [thousandths] proved: however everything is planned, also with any other window for this ticket, the plan with
        this slot costs at most so much more than the best. None = no bound is known that covers this.
    known
        Is the ticket on the board already?
    any_window
        Was it asked for without the ticket's own windows?
    """

    ticket: Ticket
    window: Window
    move: Move = field(repr=False)
    price: int
    more: int = 0
    late_seconds: int = 0
    late_money: int = 0
    repaired: bool = False
    regret_at_most: int | None = None
    known: bool = False
    any_window: bool = False

    @property
    def engineer(self) -> str:
        """Who would go, as things stand."""
        return self.move.engineer

    @property
    def start(self) -> int:
        """[s] when the visit would start, as things stand."""
        assert self.move.visit is not None
        return self.move.visit.start

    @property
    def quality(self) -> str:
        """``good``: at most a quarter dearer than the cheapest slot; ``fair``: at most twice its price; else ``dear``.

        Where the cheapest slot costs nothing or saves money, a hundredth and a twentieth of its plan's cost count.
        """
        best = self.price - self.more
        good, fair = (best // 4, best) if best > 0 else (self.move.cost // 100, self.move.cost // 20)
        return "good" if self.more <= good else "fair" if self.more <= fair else "dear"

    def text(self, language: Language | str = "en") -> str:
        """In one line, in ``en`` or ``zh``."""
        language, problem = Language(language), self.move.board.problem
        text, currency = problem.clock.text, problem.policy.currency
        words = [
            f"{self.ticket.id}  {hours(problem.clock, self.window)}",
            language.of(*QUALITIES[self.quality]),
            show(self.price, currency),
            f"{self.engineer} {text(self.start)}",
        ]
        words += later(self.move.shifted, language)
        if self.late_money:
            money = show(self.late_money, currency)
            words.append(language.of(f"lateness of others {money}", f"其他迟到费用 {money}"))
        if self.regret_at_most is not None:
            money = show(self.regret_at_most, currency)
            words.append(language.of(f"at most {money} above the best possible", f"距最优至多 {money}"))
        return "  ".join(words)

    def __str__(self) -> str:
        return self.text()

    def as_dict(self) -> dict[str, Any]:
        """Plain data: money in the policy's currency, times in ISO 8601."""
        iso = self.move.board.problem.clock.iso
        assert self.move.visit is not None
        regret = None if self.regret_at_most is None else amount(self.regret_at_most)
        return {
            "ticket": self.ticket.id,
            "window": {"start": iso(self.window.start), "end": iso(self.window.end)},
            "quality": self.quality,
            "currency": self.move.board.problem.policy.currency,
            "price": amount(self.price),
            "more": amount(self.more),
            "engineer": self.engineer,
            "shift": self.move.shift,
            "start": iso(self.start),
            "finish": iso(self.move.visit.finish),
            "late_seconds": self.late_seconds,
            "late_price": amount(self.late_money),
            "repaired": self.repaired,
            "regret_at_most": regret,
            "known": self.known,
            "move": self.move.as_dict(),
        }


def hours(clock: Clock, window: Window) -> str:
    """A window for people; the date of its end only where it is another than that of its begin."""
    start, end = clock.moment(window.start), clock.moment(window.end)
    last = f"{end:%H:%M}" if start.date() == end.date() else clock.text(window.end)
    return f"{clock.text(window.start)}-{last}"
