"""Section ``following``."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from models.section import Section


class Following(Section):
    """When a running day is planned again by itself, and what may come of it.

    Why
    ---
    Most reports change nothing, and some change everything. A machine that plans again at every report tells customers
    one thing at ten and another at half past; one that never does leaves a sick call to whoever reads it first.

    Example
    -------
    ``at_most_every_minutes: 10``, ``max_changes: 3``, ``max_engineers: 4``, ``accept: false``: E7 falls ill at 11:05,
    and a proposal lies there that tells three customers at most and changes four lists at most. A visit that overruns
    at 11:08 is looked at from 11:15 on.
    """

    name: ClassVar[str] = "following"
    title: ClassVar[tuple[str, str]] = ("when a running day is planned again by itself", "何时自动重排")

    kinds: tuple[str, ...] = Field((), description="kinds of events that matter; none = all that a plan could use")
    at_most_every_minutes: int = Field(10, ge=0, description="[min] from one re-plan to the next at least")
    max_changes: int | None = Field(5, ge=0, description="most customers to be told; none = any number")
    max_engineers: int | None = Field(4, ge=0, description="most engineers whose list changes; none = any number")
    accept: bool = Field(False, description="accept what keeps these budgets by itself; else it is a proposal")
