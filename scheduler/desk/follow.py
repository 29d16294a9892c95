"""Following a day: when something happens that matters, it is planned again by itself, within a budget."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from models.clock import MINUTE
from models.errors import InputError
from models.events import Event, PlanPublished, situation_of
from models.problem import Problem
from models.sections.following import Following
from scheduler.budget import Budget
from scheduler.errors import NoAcceptablePlan
from scheduler.replan.accept import accept
from scheduler.replan.log import Log, read_log
from scheduler.replan.proposal import Proposal
from scheduler.replan.replan import replan
from scheduler.travel.roads import roads

WHO = "follow"
"""Who decides, for the log."""

Outcome = Literal["nothing", "waiting", "proposed", "accepted", "too-little", "unchanged"]


@dataclass(frozen=True)
class FollowStep:
    """What one look at the log came to.

    Parameters
    ----------
    outcome
        ``nothing``: nothing that matters has happened; ``waiting``: the last re-plan was too short ago; ``unchanged``:
        the plan people know stays; ``proposed`` or ``accepted``; ``too-little``: no plan keeps the budgets, somebody
        has to decide.
    at
        [s] moment of the log.
    because
        Kinds of the events behind it.
    proposal
        What would change, or has changed.
    trouble
        Why no plan keeps the budgets.
    """

    outcome: Outcome
    at: int
    because: tuple[str, ...] = ()
    proposal: Proposal | None = None
    trouble: str = ""


@dataclass
class Follower:
    """Looks at a log again and again. Time is the log's own: nothing here reads a clock.

    Parameters
    ----------
    path, problem
        The log, and the day as it was before anything happened.
    budget
        Of a re-plan.
    """

    path: Path
    problem: Problem
    budget: Budget = field(default_factory=Budget)
    _planned: int | None = None
    _seen: int = 0

    def step(self) -> FollowStep:
        """Look once.

        Raises
        ------
        InputError
            The log cannot be read.
        """
        log = read_log(self.path, self.problem)
        rules = self.problem.policy.section(Following)
        now = log.state().now
        since = self._since(log)
        causes = tuple(dict.fromkeys(event.kind for event in since if _matters(event, rules)))
        if not causes:
            return FollowStep("nothing", now)
        if self._planned is not None and now < self._planned + rules.at_most_every_minutes * MINUTE:
            return FollowStep("waiting", now, causes)
        self._planned, self._seen = now, len(log.events)
        return self._planned_again(log, rules, now, causes)

    def _since(self, log: Log) -> tuple[Event, ...]:
        """What came in since the last look that led to something, and since the last decision."""
        decided = max((k for k, event in enumerate(log.events, 1) if isinstance(event, PlanPublished)), default=0)
        return log.events[max(self._seen, decided) :]

    def _planned_again(self, log: Log, rules: Following, now: int, causes: tuple[str, ...]) -> FollowStep:
        situation = situation_of(log.state(), now, roads=roads)
        try:
            made = replan(situation, self.budget, max_changes=rules.max_changes, max_engineers=rules.max_engineers)
        except (InputError, NoAcceptablePlan) as error:
            return FollowStep("too-little", now, causes, trouble=str(error))
        if not made.changed:
            return FollowStep("unchanged", now, causes, made)
        if not rules.accept:
            return FollowStep("proposed", now, causes, made)
        why = ", ".join(causes)
        done = accept(self.path, self.problem, made, who=WHO, why=why, roads=roads)
        self._seen = len(done.log.events)
        return FollowStep("accepted", now, causes, done.proposal)


def _matters(event: Event, rules: Following) -> bool:
    """Could a plan use what it says, and does the policy want it looked at?"""
    return not event.decides and not event.quiet and (not rules.kinds or event.kind in rules.kinds)
