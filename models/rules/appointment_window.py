"""Rule ``appointment-window``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.clock import MINUTE, minutes_up
from models.concession import Concession, Need
from models.engineer import Engineer
from models.interval import Spans
from models.rules import days
from models.shapes import ServeWhen
from models.text import Text
from models.ticket import Ticket, Window

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


class AppointmentWindow(ServeWhen):
    """The visit starts within one of the windows agreed with the customer.

    Why
    ---
    The customer is there then, or the site is open then. A ticket may have several windows; an engineer who comes early
    waits. What was booked with the customer is one window more, within the others: the hours of the site stay beside
    it. Windows are half-open: with a window 09:00-11:00 a start at 10:59:59 is in time, a start at 11:00 is not.

    Example
    -------
    T1 has the windows 09:00-11:00 and 14:00-16:00. A start at 14:30 is permitted, a start at 11:30 is not.

    Fix
    ---
    Move the visit into a window, or agree on another window with the customer and enter it.
    """

    id: ClassVar[str] = "appointment-window"
    title: ClassVar[tuple[str, str]] = ("visit starts in an agreed window", "预约时间窗")
    waivable: ClassVar[bool] = True

    def starts(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        return ticket.agreed

    def concerns(self, facts: Facts) -> tuple[bool, bool]:
        return False, True

    def why(self, engineer: Engineer, ticket: Ticket, start: int, facts: Facts) -> str:
        text = facts.clock.text
        windows = ", ".join(f"{text(start)}-{text(end)}" for start, end in ticket.agreed or ())
        return Text(
            f"{ticket.id} starts {text(start)}, outside its windows {windows}",
            f"{ticket.id} 于 {text(start)} 开始，不在其时间窗 {windows} 内",
        )

    def remedy(self, need: Need) -> Concession | None:
        """The nearest window made just long enough, to whole minutes of the clock."""
        windows, start = need.ticket.windows, need.start
        booked = need.ticket.booked
        if booked is not None and start not in booked:
            return self._moved(need, booked)
        if not windows or any(start in window for window in windows):
            return None
        ended = [window for window in windows if window.end <= start]
        if ended:
            nearest = max(ended, key=lambda window: window.end)
            until = minutes_up(start + 1) * MINUTE  # half-open: a start at the end itself is not in the window
            changed, code, data = nearest.but(end=until), "later-window", {"until": until, "before": nearest.end}
        else:
            nearest = min(windows, key=lambda window: window.start)
            since = start // MINUTE * MINUTE
            changed, code, data = nearest.but(start=since), "earlier-window", {"since": since, "before": nearest.start}
        made = tuple(changed if window is nearest else window for window in windows)
        return Concession(code, data, ticket=need.ticket.but(windows=made))

    def _moved(self, need: Need, booked: Window) -> Concession:
        """What was booked made just long enough; the hours of the site stay."""
        if booked.end <= need.start:
            until = minutes_up(need.start + 1) * MINUTE
            changed, code, data = booked.but(end=until), "later-window", {"until": until, "before": booked.end}
        else:
            since = need.start // MINUTE * MINUTE
            changed, code, data = booked.but(start=since), "earlier-window", {"since": since, "before": booked.start}
        return Concession(code, data, ticket=need.ticket.but(booked=changed))

    @classmethod
    def keeps(cls) -> Example:
        return cls._example(start="14:30")

    @classmethod
    def breaks(cls) -> Example:
        return cls._example(start="11:30")

    @classmethod
    def _example(cls, start: str) -> Example:
        spans = (("09:00", "11:00"), ("14:00", "16:00"))
        windows = tuple(Window(start=days.at(first), end=days.at(last)) for first, last in spans)
        return days.day(cls(), days.engineer(), days.ticket(windows=windows), starts={"T1": start})
