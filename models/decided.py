"""What is decided: the visits of a shift that stand, whoever decided them, and where that leaves the engineer.

A re-plan, the second of two territories and a question about some engineers have this in common: some visits are no
longer a question. They stay in the plan, the judge walks them, and what they use up is gone.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.clock import Instant
from models.entity import Entity
from models.place import Place
from models.plan import BreakTaken, Route

Known = Literal["planned", "under-way", "reported"]
"""``planned``: will be so; ``under-way``: the drive or the work has begun; ``reported``: as somebody said."""


class Decided(Entity):
    """The part of one shift that stands.

    Parameters
    ----------
    route
        The visits that stand, with their times, as if nothing came after them: ``end`` is when the engineer is then at
        the end place. What was reported is as it was, whatever a rule says of it. No visits: somebody is out already,
        and has none to show for it.
    known
        Ticket id -> how sure its visit is; a visit that is not named is planned.
    place, free
        Where and from when the engineer can go on [s].
    driven
        [s] of driving until then, detours included.
    rested
        Is the break over: one in the route, or an idle time that had room for it?
    in_progress
        Does the way home belong to what is still to be spent? Else all of the route is in the cost of another plan.
    """

    route: Route
    known: dict[str, Known] = Field(default_factory=dict)
    place: Place
    free: Instant
    driven: int = Field(0, ge=0)
    rested: bool = False
    in_progress: bool = False

    @property
    def shift(self) -> str:
        """Id of the shift."""
        return self.route.shift

    @property
    def engineer(self) -> str:
        """Id of the engineer."""
        return self.route.engineer

    @property
    def rest(self) -> BreakTaken | None:
        """The break, when it lies before :attr:`free`; one that would come later may still be moved."""
        rest = self.route.rest
        return rest if rest is not None and rest.start < self.free else None
