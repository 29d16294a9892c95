"""Event ``report-withdrawn``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from models.errors import Trouble
from models.events.event import Event
from models.events.event_column import EventColumn
from models.events.state import State

if TYPE_CHECKING:
    pass


class ReportWithdrawn(Event):
    """A report was wrong and does not count; nothing is erased. `report` is its key, or its number in the log."""

    kind: ClassVar[str] = "report-withdrawn"
    label: ClassVar[tuple[str, str]] = ("report withdrawn", "撤回上报")
    cells: ClassVar[tuple[EventColumn, ...]] = (
        EventColumn("report", "所指上报", "text", "key of the report, or its number in the log", "0192f0c1"),
    )
    example: ClassVar[dict[str, Any]] = {"report": "0192f0c1", "why": "pressed by mistake"}

    report: str = Field(min_length=1, description="key of the report, or its number in the log")

    def refusal(self, state: State) -> Trouble | None:
        known = next((event for event in state.received if event.id == self.report), None)
        if known is None:
            maybe = "give its key or number as paigong history shows it."
            return self.trouble(f"there is no report {self.report}", "report", self.report, "unknown-report", maybe)
        if known.decides:
            message = f"{self.report} is a decision ({known.kind}), not a report"
            return self.trouble(message, "report", self.report, "unknown-report", "decide anew instead.")
        return None

    def apply(self, state: State) -> State:
        """What it takes back was left out already: :mod:`models.events.fold`."""
        return state
