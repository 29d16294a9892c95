"""How a run tells somebody what it is doing: a terminal, a log, or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class ProgressReport:
    """Where the search stands.

    Parameters
    ----------
    phase
        What the engine is doing.
    cost, bound
        [thousandths] of the best plan so far, and what no plan can undercut; None = not known yet.
    gap
        Share of the cost; None = not known yet.
    """

    phase: str = ""
    cost: int | None = None
    bound: int | None = None
    gap: float | None = None


class ProgressListener(Protocol):
    """Hears what happens."""

    def tell(self, event: str, **facts: Any) -> None:
        """Something happened; ``facts`` are plain data."""

    def warn(self, event: str, **facts: Any) -> None:
        """Something happened that somebody should look at."""

    def pulse(self, pulse: ProgressReport) -> None:
        """The search has news; called often, also from other threads."""

    @contextmanager
    def searching(self, seconds: float | None) -> Iterator[None]:
        """Around the search: bars and heartbeats live here."""
        yield


@dataclass
class Silent:
    """Keeps what it hears, shows nothing."""

    heard: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def tell(self, event: str, **facts: Any) -> None:
        """Keep it."""
        self.heard.append((event, facts))

    warn = tell

    def pulse(self, pulse: ProgressReport) -> None:
        """Not kept: there are many."""

    @contextmanager
    def searching(self, seconds: float | None) -> Iterator[None]:
        """Nothing to set up."""
        yield
