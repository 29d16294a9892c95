"""Phases of a run: how long each took and how much memory the process had needed by its end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Phase:
    """One finished phase.

    Parameters
    ----------
    seconds
        [s] wall time.
    cpu_seconds
        [s] processor time of all threads.
    peak_mb
        [MiB] most resident memory of the process up to the end of the phase (it never falls); 0 = unknown.
    """

    name: str
    seconds: float
    cpu_seconds: float
    peak_mb: float


@dataclass
class Phases:
    """A stopwatch with named laps.

    >>> phases = Phases()
    >>> with phases("load"):
    ...     pass
    >>> [phase.name for phase in phases.done]
    ['load']
    """

    done: list[Phase] = field(default_factory=list)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Time the body as phase ``name``; nothing is recorded when it raises."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        self.done.append(Phase(name, round(wall, 3), round(cpu, 3), peak_mb()))

    def as_list(self) -> list[dict[str, object]]:
        """Plain data for the manifest."""
        return [asdict(phase) for phase in self.done]


def peak_mb() -> float:
    """Most resident memory this process has had [MiB]; 0 where the system does not say (Windows)."""
    try:
        import resource
        import sys
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
