"""Example days of rules: entities and a plan, from which a test makes a problem under a policy of that one rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.clock import Clock
    from models.engineer import Engineer
    from models.entity import Entity
    from models.plan import Plan
    from models.ticket import Ticket
    from models.travel import Travel


@dataclass(frozen=True)
class Example:
    """A small day and a plan of it.

    Parameters
    ----------
    rule
        The rule that is on, with its parameters; no other is.
    now
        [s] the moment of planning.
    published
        The plan that customers know, when the plan is a re-plan.
    """

    rule: Entity
    engineers: tuple[Engineer, ...]
    tickets: tuple[Ticket, ...]
    travel: Travel
    clock: Clock
    plan: Plan
    now: int = 0
    published: Plan | None = None
