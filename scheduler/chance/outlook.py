"""What a plan's day may turn out to be: chances and spans, visit by visit and shift by shift."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from models.clock import MINUTE, Clock

OVERTIME = 30 * MINUTE
"""[s] beyond the end of a shift that count as overtime worth a warning."""


@dataclass(frozen=True)
class VisitOutlook:
    """When a visit will really begin, and whether what was promised of it will be kept.

    Parameters
    ----------
    window
        Share of days on which it begins when rules and customer let it; None where any time will do.
    response, resolution
        Share of days on which the SLA is kept; None without one.
    early, usual, late
        [s] starts that 10, 50 and 90 % of the days stay below.
    """

    ticket: str
    engineer: str
    window: float | None
    response: float | None
    resolution: float | None
    early: int
    usual: int
    late: int

    @property
    def worst(self) -> float | None:
        """The least of its chances; None where nothing was promised."""
        return min(
            (share for share in (self.window, self.response, self.resolution) if share is not None), default=None
        )

    def as_dict(self, clock: Clock) -> dict[str, Any]:
        """Plain data: shares with three decimals, ISO 8601 times."""
        shares = {"window": self.window, "response": self.response, "resolution": self.resolution}
        moments = {"p10": self.early, "p50": self.usual, "p90": self.late}
        return {
            "ticket": self.ticket,
            "engineer": self.engineer,
            **{name: None if share is None else round(share, 3) for name, share in shares.items()},
            **{name: clock.iso(moment) for name, moment in moments.items()},
        }


@dataclass(frozen=True)
class ShiftOutlook:
    """When somebody is really home: chance of more than half an hour of overtime, and the end on 9 days of 10 [s]."""

    shift: str
    engineer: str
    overtime: float
    late: int

    def as_dict(self, clock: Clock) -> dict[str, Any]:
        """Plain data."""
        end = clock.iso(self.late)
        return {"shift": self.shift, "engineer": self.engineer, "overtime": round(self.overtime, 3), "p90": end}


@dataclass(frozen=True)
class Outlook:
    """The chances of a whole plan.

    Parameters
    ----------
    draws
        Number of made-up days behind every share.
    visits
        In the order of the plan.
    """

    draws: int
    seed: int
    visits: tuple[VisitOutlook, ...]
    shifts: tuple[ShiftOutlook, ...]

    @property
    def error(self) -> float:
        """No share is further from its true value than this, in two cases of three."""
        return math.sqrt(0.25 / self.draws)

    @property
    def by_ticket(self) -> dict[str, VisitOutlook]:
        """Ticket id -> its visit's outlook."""
        return {visit.ticket: visit for visit in self.visits}

    def at_risk(self, share: float = 0.7) -> tuple[VisitOutlook, ...]:
        """Visits one of whose promises is kept on fewer days than ``share``, worst first."""
        doubtful = [visit for visit in self.visits if visit.worst is not None and visit.worst < share]
        return tuple(sorted(doubtful, key=lambda visit: (visit.worst, visit.ticket)))

    def as_dict(self, clock: Clock) -> dict[str, Any]:
        """Plain data, as it stands in ``plan.json`` under ``chance``."""
        return {
            "draws": self.draws,
            "seed": self.seed,
            "standard_error": round(self.error, 4),
            "visits": [visit.as_dict(clock) for visit in self.visits],
            "shifts": [shift.as_dict(clock) for shift in self.shifts],
        }
