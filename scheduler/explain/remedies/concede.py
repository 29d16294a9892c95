"""Conceding: the smallest change that lets a given visit be, as the rule that stands in the way has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from models.concession import Concession, Need
from models.problem import Problem
from models.waive import Scope, waived
from scheduler.engine import Schedule


@dataclass(frozen=True, eq=False)
class Obstructed:
    """A ticket in a route that some rule does not permit.

    Parameters
    ----------
    problem
        The day as it has been changed so far.
    rule
        Id of the rule that has to give way.
    shift
        Id.
    tickets
        Ids of the route, in order.
    schedule
        Its times.
    """

    problem: Problem
    rule: str
    shift: str
    ticket: str
    tickets: tuple[str, ...]
    schedule: Schedule

    @cached_property
    def need(self) -> Need:
        """The same as rules look at it."""
        times, position = self.schedule, self.tickets.index(self.ticket)
        engineer, shift = self.problem.shift[self.shift]
        return Need(
            facts=self.problem,
            engineer=engineer,
            shift=shift,
            ticket=self.problem.ticket[self.ticket],
            route=tuple(self.problem.ticket[id] for id in self.tickets),
            start=times.starts[position],
            finish=times.finishes[position],
            depart=times.depart,
            end=times.end,
            driving=times.driving,
            rest=None if times.break_leg < 0 else times.break_start,
        )


@dataclass(frozen=True, eq=False)
class RemedyChange:
    """One thing that gives way: a small change of the problem.

    Parameters
    ----------
    code
        Stable code, see :data:`scheduler.wording.codes.REMEDIES`.
    rule
        Id of the rule that gives way; empty for a change of the plan alone.
    data
        Ids and numbers; times [s].
    problem
        The day with the change.
    """

    code: str
    rule: str
    problem: Problem
    data: dict[str, Any] = field(default_factory=dict)


def concede(stuck: Obstructed) -> RemedyChange | None:
    """The change with who and what it is about in its data; None where the rule cannot give way, or need not."""
    rule = stuck.problem.policy.rule(stuck.rule)
    if not rule.waivable:
        return None
    need = stuck.need
    given = rule.remedy(need)
    if given is None:
        return None
    changed = _changed(stuck, given)
    if changed is None:
        return None
    about = {"ticket": stuck.ticket, "engineer": need.engineer.id, "rule": stuck.rule}
    return RemedyChange(given.code, stuck.rule, changed, {**about, **given.data})


def _changed(stuck: Obstructed, given: Concession) -> Problem | None:
    """The day with the concession; None for a rule whose shape cannot be set aside."""
    problem, ticket, engineer = stuck.problem, given.ticket, given.engineer
    if ticket is None and engineer is None:
        try:
            return waived(problem, {stuck.rule: (Scope(stuck.need.engineer.id, stuck.ticket),)})
        except ValueError:
            return None
    if ticket is not None:
        problem = problem.replace(
            tickets=tuple(ticket if known.id == ticket.id else known for known in problem.tickets)
        )
    if engineer is not None:
        people = tuple(engineer if known.id == engineer.id else known for known in problem.engineers)
        problem = problem.replace(engineers=people)
    return problem
