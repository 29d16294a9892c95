"""A small day on a straight road and one small rule per shape, each a function in disguise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

from models.clock import Clock
from models.engineer import Break, Engineer, Shift
from models.interval import Spans
from models.place import Place
from models.policy import Policy
from models.problem import Problem
from models.shapes import (
    FinishCost,
    Late,
    LegCost,
    Link,
    MayServe,
    Measure,
    PairCost,
    PlanLimit,
    PlanRow,
    Rule,
    ServeWhen,
    ShiftBlock,
    ShiftBreak,
    ShiftCost,
    ShiftLimit,
    ShiftLoad,
    ShiftPrice,
    StartCost,
    UnservedCost,
)
from models.ticket import Ticket
from models.travel import Travel

CLOCK = Clock.parse("2026-11-24T00:00:00+08:00")
MINUTE, HOUR = 60, 3600


def road(kilometres: int = 20) -> Travel:
    """Places ``km0``, ``km1``, ... on a straight road, a minute and a kilometre apart."""
    at = np.arange(kilometres + 1, dtype=np.int32)
    apart = np.abs(at[:, None] - at[None, :])
    return Travel(tuple(f"km{k}" for k in at), apart * 60, apart * 1000, source="a straight road")


def place(kilometre: int) -> Place:
    return Place(id=f"km{kilometre}")


def engineer(id: str = "E1", *shifts: Shift, **fields: Any) -> Engineer:
    """Somebody at kilometre 0 who works 8-17 unless shifts are given."""
    days = shifts or (Shift(id=f"{id}@24", start=8 * HOUR, end=17 * HOUR),)
    return Engineer(id=id, **{"start": place(0), "shifts": days, **fields})


def ticket(id: str = "T1", kilometre: int = 10, **fields: Any) -> Ticket:
    """An hour of work at a kilometre."""
    return Ticket(id=id, **{"place": place(kilometre), "duration": HOUR, **fields})


def problem(
    engineers: Engineer | tuple[Engineer, ...] = (),
    tickets: Ticket | tuple[Ticket, ...] = (),
    *rules: Rule,
    **fields: Any,
) -> Problem:
    """The day of these engineers and tickets under these rules."""
    people = (engineers,) if isinstance(engineers, Engineer) else engineers or (engineer(),)
    wanted = (tickets,) if isinstance(tickets, Ticket) else tickets or (ticket(),)
    return Problem(people, wanted, fields.pop("travel", road()), Policy(rules=rules), CLOCK, **fields)


class Allow(MayServe):
    """Pairs (engineer, ticket) named here are forbidden."""

    id: ClassVar[str] = "allow"
    title: ClassVar[tuple[str, str]] = ("allow", "允许")
    forbidden: tuple[tuple[str, str], ...] = ()

    def allows(self, engineer: Engineer, ticket: Ticket, problem: Problem) -> bool:
        return (engineer.id, ticket.id) not in self.forbidden

    def why(self, engineer: Engineer, ticket: Ticket, problem: Problem) -> str:
        return f"{engineer.id} may not serve {ticket.id}"


class When(ServeWhen):
    """The ticket's windows; counts how often it is asked."""

    id: ClassVar[str] = "when"
    title: ClassVar[tuple[str, str]] = ("when", "何时")
    concern: tuple[bool, bool] = (False, True)
    spans: dict[str, Spans] = {}
    asked: list[tuple[str, str]] = []

    def starts(self, engineer: Engineer, ticket: Ticket, problem: Problem) -> Spans | None:
        self.asked.append((engineer.id, ticket.id))
        return self.spans.get(f"{engineer.id}/{ticket.id}", self.spans.get(ticket.id))

    def concerns(self, problem: Problem) -> tuple[bool, bool]:
        return self.concern

    def why(self, engineer: Engineer, ticket: Ticket, start: int, problem: Problem) -> str:
        return f"{ticket.id} may not start at {start}"


class Priced(PairCost):
    """A price per pair (engineer, ticket)."""

    id: ClassVar[str] = "priced"
    title: ClassVar[tuple[str, str]] = ("priced", "定价")
    prices: dict[str, int] = {}

    def cost(self, engineer: Engineer, ticket: Ticket, problem: Problem) -> int:
        return self.prices.get(f"{engineer.id}/{ticket.id}", 0)


class LateStart(StartCost):
    id: ClassVar[str] = "late-start"
    title: ClassVar[tuple[str, str]] = ("late start", "迟到")
    late: tuple[Late, ...] = ()

    def terms(self, ticket: Ticket, problem: Problem) -> tuple[Late, ...]:
        return self.late


class LateFinish(FinishCost):
    id: ClassVar[str] = "late-finish"
    title: ClassVar[tuple[str, str]] = ("late finish", "晚完成")
    late: tuple[Late, ...] = ()

    def terms(self, ticket: Ticket, problem: Problem) -> tuple[Late, ...]:
        return self.late


class Driving(LegCost):
    id: ClassVar[str] = "driving"
    title: ClassVar[tuple[str, str]] = ("driving", "行驶")
    hour: int = 60_000
    kilometre: dict[str, int] = {}

    def rates(self, engineer: Engineer, problem: Problem) -> tuple[int, int]:
        return self.hour, self.kilometre.get(engineer.id, 0)


class Pay(ShiftCost):
    id: ClassVar[str] = "pay"
    title: ClassVar[tuple[str, str]] = ("pay", "工资")
    prices: ShiftPrice = ShiftPrice()

    def price(self, engineer: Engineer, shift: Shift, problem: Problem) -> ShiftPrice:
        return self.prices


class Bound(ShiftLimit):
    """A bound on the time of return."""

    id: ClassVar[str] = "bound"
    title: ClassVar[tuple[str, str]] = ("bound", "上限")
    measure: ClassVar[Measure] = Measure.RETURN
    overtime: int = 0

    def most(self, engineer: Engineer, shift: Shift, problem: Problem) -> int | None:
        return shift.end + self.overtime


class Visits(Bound):
    id: ClassVar[str] = "visits"
    measure: ClassVar[Measure] = Measure.VISITS
    visits: int | None = None

    def most(self, engineer: Engineer, shift: Shift, problem: Problem) -> int | None:
        return self.visits


class Van(ShiftLoad):
    id: ClassVar[str] = "van"
    title: ClassVar[tuple[str, str]] = ("van", "车载")
    missing: ClassVar[int | None] = 0

    def holds(self, engineer: Engineer, problem: Problem) -> dict[str, int | None]:
        return dict(engineer.van)

    def takes(self, ticket: Ticket, problem: Problem) -> dict[str, int]:
        return ticket.parts


class Away(ShiftBlock):
    id: ClassVar[str] = "away"
    title: ClassVar[tuple[str, str]] = ("away", "离开")

    def blocks(self, engineer: Engineer, shift: Shift, problem: Problem) -> Spans:
        return tuple((absence.start, absence.end) for absence in engineer.absences)


class Rest(ShiftBreak):
    id: ClassVar[str] = "rest"
    title: ClassVar[tuple[str, str]] = ("rest", "休息")

    def rest(self, engineer: Engineer, shift: Shift, problem: Problem) -> Break | None:
        return shift.rest


class Left(UnservedCost):
    id: ClassVar[str] = "left"
    title: ClassVar[tuple[str, str]] = ("left", "未派")
    price: int = 1_000_000

    def cost(self, ticket: Ticket, problem: Problem) -> int:
        return self.price


class Crew(Link):
    id: ClassVar[str] = "crew"
    title: ClassVar[tuple[str, str]] = ("crew", "班组")

    def unsupported(self, ticket: Ticket) -> str | None:
        return f"needs {ticket.crew_size} engineers at once" if ticket.crew_size > 1 else None


class Count(PlanLimit):
    id: ClassVar[str] = "count"
    title: ClassVar[tuple[str, str]] = ("count", "计数")
    made: Callable[[Problem], tuple[PlanRow, ...]] = lambda problem: ()

    def rows(self, problem: Problem) -> tuple[PlanRow, ...]:
        return self.made(problem)
