"""Waiving: the same problem in which some rules do not hold for one ticket, one engineer, or one pair.

Works on shapes, so it works for every rule of these shapes; the rest of the policy, and the rule for everybody else,
stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import new_class
from typing import TYPE_CHECKING, Any, ClassVar

from models.engineer import Engineer, Shift
from models.facts import Facts
from models.interval import Spans
from models.problem import Problem
from models.shapes import MayServe, Rule, ServeWhen, ShiftBlock, ShiftBreak, ShiftLimit, ShiftLoad
from models.ticket import Ticket
from models.waiver import Waiver

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models.engineer import Break

WAIVABLE = (MayServe, ServeWhen, ShiftLoad, ShiftLimit, ShiftBlock, ShiftBreak)
"""Shapes whose rules can be waived."""


@dataclass(frozen=True)
class Scope:
    """For whom a rule does not hold; None = for all."""

    engineer: str | None = None
    ticket: str | None = None

    def covers(self, engineer: Engineer | None, ticket: Ticket | None) -> bool:
        """Does it speak of this pair? A rule about shifts alone asks without a ticket."""
        who = self.engineer is None or (engineer is not None and engineer.id == self.engineer)
        return who and (ticket is None or self.ticket in (None, ticket.id))


Scopes = tuple[Scope, ...]


def waived(problem: Problem, scopes: Mapping[str, Scopes]) -> Problem:
    """The problem in which each rule, by id, does not hold within its scopes.

    A break is not left out but may begin as early as the shift. (One that may begin later would not be due at all.)

    Raises
    ------
    ValueError
        A rule has a shape that cannot be waived.
    """
    rules = tuple(_waived(rule, scopes[rule.id]) if scopes.get(rule.id) else rule for rule in problem.policy.rules)
    return problem.replace(policy=problem.policy.but(rules=rules))


def with_waivers(problem: Problem, waivers: Sequence[Waiver]) -> Problem:
    """The problem in which these were waived: its rules have the exceptions, the judge looks at them as they are."""
    scopes: dict[str, Scopes] = {}
    for waiver in waivers:
        scopes[waiver.rule] = (*scopes.get(waiver.rule, ()), Scope(waiver.engineer, waiver.ticket))
    before = (getattr(rule, "before_waivers", rule) for rule in problem.policy.rules)
    rules = tuple(_waived(rule, scopes[rule.id], waiver=True) if rule.id in scopes else rule for rule in before)
    return problem.replace(policy=problem.policy.but(rules=rules), waived=tuple(waivers))


def _waived(rule: Rule, scopes: Scopes, waiver: bool = False) -> Rule:
    """The rule with exceptions."""
    for shape, methods in METHODS.items():
        if isinstance(rule, shape):
            return _like(rule, methods(rule, scopes), waiver)
    raise ValueError(f"the rule {rule.id} cannot be waived")


def _like(rule: Rule, methods: dict[str, Any], waiver: bool) -> Rule:
    """A rule of the same class, id and parameters that has these methods of its own."""

    def fill(space: dict[str, Any]) -> None:
        space.update(methods, __module__=__name__)
        if waiver:
            space.update(before_waivers=rule, __annotations__={"before_waivers": ClassVar[Any]})

    made: Any = new_class(type(rule).__name__, (type(rule),), {}, fill)
    instance: Rule = made.model_construct(**dict(rule))
    return instance


def _may_serve(rule: MayServe, scopes: Scopes) -> dict[str, Any]:
    def allows(self: Rule, engineer: Engineer, ticket: Ticket, facts: Facts) -> bool:
        return _any(scopes, engineer, ticket) or rule.allows(engineer, ticket, facts)

    def allows_all(self: Rule, facts: Facts) -> NDArray[np.bool_] | None:
        table = rule.allows_all(facts)
        if table is None:
            return None
        table = table.copy()
        for rows, columns in _cells(scopes, facts):
            table[rows, columns] = True
        return table

    return {"allows": allows, "allows_all": allows_all}


def _serve_when(rule: ServeWhen, scopes: Scopes) -> dict[str, Any]:
    def starts(self: Rule, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        return None if _any(scopes, engineer, ticket) else rule.starts(engineer, ticket, facts)

    def concerns(self: Rule, facts: Facts) -> tuple[bool, bool]:
        who, what = rule.concerns(facts)
        return who or any(scope.engineer for scope in scopes), what or any(scope.ticket for scope in scopes)

    def starts_all(self: Rule, facts: Facts) -> tuple[NDArray[np.int32], tuple[Spans | None, ...]] | None:
        whole = rule.starts_all(facts)
        if whole is None:
            return None
        table, answers = whole[0].copy(), whole[1]
        for rows, columns in _cells(scopes, facts):
            table[rows, columns] = len(answers)
        return table, (*answers, None)

    return {"starts": starts, "concerns": concerns, "starts_all": starts_all}


def _load(rule: ShiftLoad, scopes: Scopes) -> dict[str, Any]:
    """A ticket takes nothing; or, for one engineer, the van holds what the ticket takes on top."""

    def takes(self: Rule, ticket: Ticket, facts: Facts) -> dict[str, int]:
        free = any(scope.engineer is None and scope.covers(None, ticket) for scope in scopes)
        return {} if free else rule.takes(ticket, facts)

    def holds(self: Rule, engineer: Engineer, facts: Facts) -> dict[str, int | None]:
        held = dict(rule.holds(engineer, facts))
        for scope in scopes:
            if scope.engineer == engineer.id and scope.ticket is not None:
                for resource, amount in rule.takes(facts.ticket[scope.ticket], facts).items():
                    room = held.get(resource, rule.missing)
                    held[resource] = None if room is None else room + amount
        return held

    return {"takes": takes, "holds": holds}


def _limit(rule: ShiftLimit, scopes: Scopes) -> dict[str, Any]:
    def most(self: Rule, engineer: Engineer, shift: Shift, facts: Facts) -> int | None:
        return None if _any(scopes, engineer, None) else rule.most(engineer, shift, facts)

    return {"most": most}


def _block(rule: ShiftBlock, scopes: Scopes) -> dict[str, Any]:
    def blocks(self: Rule, engineer: Engineer, shift: Shift, facts: Facts) -> Spans:
        return () if _any(scopes, engineer, None) else rule.blocks(engineer, shift, facts)

    return {"blocks": blocks}


def _break(rule: ShiftBreak, scopes: Scopes) -> dict[str, Any]:
    def rest(self: Rule, engineer: Engineer, shift: Shift, facts: Facts) -> Break | None:
        known = rule.rest(engineer, shift, facts)
        if known is None or not _any(scopes, engineer, None):
            return known
        begin = max(shift.start, facts.now)
        return known.but(earliest=min(known.earliest, begin))

    return {"rest": rest}


METHODS: dict[type[Rule], Callable[[Any, Scopes], dict[str, Any]]] = {
    MayServe: _may_serve,
    ServeWhen: _serve_when,
    ShiftLoad: _load,
    ShiftLimit: _limit,
    ShiftBlock: _block,
    ShiftBreak: _break,
}


def _any(scopes: Scopes, engineer: Engineer, ticket: Ticket | None) -> bool:
    return any(scope.covers(engineer, ticket) for scope in scopes)


def _cells(scopes: Scopes, facts: Facts) -> list[tuple[Any, Any]]:
    """Rows and columns of a table of all pairs that the scopes cover."""
    row = {engineer.id: e for e, engineer in enumerate(facts.engineers)}
    column = {ticket.id: t for t, ticket in enumerate(facts.tickets)}
    everything = slice(None)
    return [
        (
            everything if scope.engineer is None else row[scope.engineer],
            everything if scope.ticket is None else column[scope.ticket],
        )
        for scope in scopes
    ]
