"""Moves: what a change of a plan by hand means - money by rule, times, whom it touches, which rules it breaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from models.changes import VisitChange
from models.errors import InputError, Trouble
from models.events import PlanPublished
from models.finding import Finding
from models.judge import judge
from models.money import amount
from models.plan import Plan, Route, Visit
from models.text import in_chinese
from models.ticket import Pin
from scheduler.insertion.parts import Parts
from scheduler.wording.reason import Reason, reason
from scheduler.wording.spoken import Spoken

if TYPE_CHECKING:
    from scheduler.dispatch.board import Board

Verdict = Literal["allowed", "warning", "forbidden"]
"""``allowed``; ``warning``: allowed, and somebody should know; ``forbidden``: a hard rule is broken."""


@dataclass(frozen=True)
class Wished:
    """What became of a wished start [s].

    Parameters
    ----------
    start
        The wish.
    met
        Does the visit start then, and no rule is broken by it?
    nearest
        The nearest start with which no rule is broken; None = there is none.
    """

    start: int
    met: bool
    nearest: int | None = None


@dataclass(frozen=True, eq=False)
class Move(Spoken):
    """A change of the plan by hand, checked and priced by the rules of the plan.

    Parameters
    ----------
    board
        What was asked about; it is not changed.
    ticket, engineer, shift
        The ticket and who serves it then; engineer and shift are empty when nobody does.
    was
        Who serves it now; empty = nobody.
    verdict
        See :data:`Verdict`.
    price
        [thousandths] cost of the plan afterwards less its cost before; negative = saved.
    parts
        The price by rule.
    visit
        The visit with its times; None when nobody serves it.
    position
        Place in the route, 0 = first.
    changes
        What becomes of its visit, and of the others of the changed routes that start at another time.
    broken
        Hard rules that the plan breaks then and did not break before, or not as much.
    standing
        Hard rules of the whole plan that it breaks before and after.
    warnings
        What costs money because of the move and somebody should know of: lateness, overtime, a preference not kept.
    routes
        The changed routes; one without visits has no times worth anything.
    wish
        What became of a wished start; None = nobody wished one.
    other
        The other ticket of a swap; empty = no swap.
    """

    board: Board = field(repr=False)
    ticket: str
    engineer: str
    shift: str
    was: str
    verdict: Verdict
    price: int
    parts: Parts
    visit: Visit | None
    position: int | None
    changes: tuple[VisitChange, ...]
    broken: tuple[Finding, ...]
    standing: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    routes: tuple[Route, ...] = field(repr=False)
    orders: dict[int, tuple[int, ...]] = field(repr=False)
    wish: Wished | None = None
    other: str = ""

    @property
    def allowed(self) -> bool:
        """Does it break no hard rule?"""
        return self.verdict != "forbidden"

    @property
    def cost(self) -> int:
        """[thousandths] of the plan afterwards."""
        return self.board.cost + self.price

    @property
    def shifted(self) -> tuple[VisitChange, ...]:
        """Other visits that start at another time."""
        return tuple(change for change in self.changes if change.ticket not in (self.ticket, self.other))

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the hard rules it breaks, each once."""
        return tuple(dict.fromkeys(finding.rule for finding in self.broken))

    @cached_property
    def plan(self) -> Plan:
        """The whole plan with the move in it."""
        changed = {route.shift: route for route in self.routes}
        made = [changed.get(shift, self.board.route.get(shift)) for shift in self.board.problem.shift]
        routes = tuple(route for route in made if route is not None and route.visits)
        served = {id for route in routes for id in route.tickets}
        left = tuple(id for id in self.board.compiled.tickets if id not in served)
        return self.board.plan.but(routes=routes, unserved=left)

    @property
    def pin(self) -> Pin | None:
        """What keeps the person, and a wished start, when the plan is made again; None when nobody serves it."""
        if self.visit is None:
            return None
        return Pin(engineer=self.engineer, start=self.visit.start if self.wish is not None else None)

    def as_dict(self) -> dict[str, Any]:
        """Plain data: money in the policy's currency, times in ISO 8601."""
        iso = self.board.problem.clock.iso
        data: dict[str, Any] = {
            "ticket": self.ticket,
            "engineer": self.engineer,
            "shift": self.shift,
            "was": self.was,
            "verdict": self.verdict,
            "allowed": self.allowed,
            **self.reason.as_dict(self.board.problem.clock),
            "currency": self.board.problem.policy.currency,
            "price": amount(self.price),
            "cost_before": amount(self.board.cost),
            "cost_after": amount(self.cost),
            "parts": {rule: amount(money) for rule, money in self.parts.items()},
            "position": self.position,
            "visit": None,
            "changes": [change.to_json(self.board.problem.clock) for change in self.changes],
            "broken": [finding_data(finding) for finding in self.broken],
            "standing": [finding_data(finding) for finding in self.standing],
            "warnings": [finding_data(finding) for finding in self.warnings],
            "off_the_plan": list(self.board.off),
        }  # fmt: skip
        if self.visit is not None:
            times = {"arrive": self.visit.arrive, "start": self.visit.start, "finish": self.visit.finish}
            data["visit"] = {name: iso(time) for name, time in times.items()}
        if self.other:
            data["other"] = self.other
        if self.wish is not None:
            nearest = None if self.wish.nearest is None else iso(self.wish.nearest)
            data["wish"] = {"start": iso(self.wish.start), "met": self.wish.met, "nearest": nearest}
        return data

    @property
    def code(self) -> str:
        """Stable code of what it is and whether it is allowed, for instance ``move-forbidden``."""
        kind = "swap" if self.other else "move" if self.engineer else "unassign"
        return f"{kind}-{self.verdict}"

    @cached_property
    def reason(self) -> Reason:
        """What it is and whether it is allowed, in one sentence."""
        data: dict[str, Any] = {"ticket": self.ticket, "change": self.price, "rules": self.rules}
        data["warnings"] = tuple(dict.fromkeys(finding.rule for finding in self.warnings))
        if self.visit is not None:
            data |= {"engineer": self.engineer, "start": self.visit.start}
        if self.other:
            data["other"] = self.other
        return reason(self.board.problem, self.code, data)


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding as plain data."""
    return {
        "rule": finding.rule,
        "message": str(finding.message),
        "message_zh": in_chinese(finding.message),
        "ticket": finding.ticket,
        "engineer": finding.engineer,
        "shift": finding.shift,
        "amount": finding.amount,
        "cost": amount(finding.cost),
    }


def published(move: Move, at: int | None = None, who: str = "", why: str = "") -> PlanPublished:
    """The event after which the plan with the move in it is what engineers and customers know.

    Parameters
    ----------
    at
        [s] now; None = the moment of the board.
    who, why
        For the log.

    Raises
    ------
    InputError
        The judge objects to the plan: with every broken hard rule.
    """
    problem = move.board.problem
    broken = judge(problem, move.plan).broken
    if broken:
        raise InputError(
            Trouble(finding.message, field="ticket", value=finding.ticket or move.ticket, rule=finding.rule)
            for finding in broken
        )
    return PlanPublished(at=problem.now if at is None else at, plan=move.plan, who=who, why=why)
