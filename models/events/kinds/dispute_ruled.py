"""Event ``dispute-ruled``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from models.errors import Trouble, nearest
from models.events.event import Event
from models.events.event_column import EventColumn
from models.events.refusals import NOTHING_TO_APPLY
from models.events.state import State

if TYPE_CHECKING:
    pass


class DisputeRuled(Event):
    """Somebody has decided about a report that contradicts what is known: it counts all the same (`apply`) or not
    (`drop`)."""

    kind: ClassVar[str] = "dispute-ruled"
    label: ClassVar[tuple[str, str]] = ("dispute ruled", "争议裁定")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        EventColumn("report", "所指上报", "text", "key of the report, or its number in the log", "0192f0c1"),
        EventColumn("ruling", "裁定", "choice", "apply: it counts all the same; drop: it does not", "drop",
             choices=("apply", "drop")),
    )  # fmt: skip
    example: ClassVar[dict[str, Any]] = {"report": "0192f0c1", "ruling": "drop", "why": "she meant T-1043"}
    decides: ClassVar[bool] = True

    report: str = Field(min_length=1, description="key of the report, or its number in the log")
    ruling: Literal["apply", "drop"]

    @property
    def applies(self) -> bool:
        """Does the report count?"""
        return self.ruling == "apply"

    def refusal(self, state: State) -> Trouble | None:
        dispute = next((dispute for dispute in state.disputes if dispute.id == self.report), None)
        if dispute is None:
            maybe = nearest(self.report, [dispute.id for dispute in state.disputes]) or "nothing is disputed now."
            return self.trouble(f"{self.report} is not disputed", "report", self.report, "unknown-dispute", maybe)
        if not self.why:
            return self.trouble("a ruling needs a reason", "why", "", "no-reason", "say why in a few words.")
        if self.applies and dispute.trouble is not None and dispute.trouble.rule in NOTHING_TO_APPLY:
            maybe = "drop it, and have it reported again with what was meant."
            message = f"there is nothing that could count: {dispute.trouble.message}"
            return self.trouble(message, "ruling", self.ruling, "nothing-to-apply", maybe)
        return None

    def apply(self, state: State) -> State:
        """The report it is about was looked at with it in mind: :mod:`models.events.fold`."""
        return state
