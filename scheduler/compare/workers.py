"""Who works on the cells of a study."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Workers:
    """Where cells are worked on.

    Parameters
    ----------
    workers
        Processes on this machine; None = all cores.
    ray
        Address of a Ray cluster instead; ``local`` starts one here.
    resume
        Use cells that an earlier run finished.
    """

    workers: int | None = None
    ray: str | None = None
    resume: bool = False
