"""Ways a run can end without a plan."""

from __future__ import annotations

from models.errors import PaigongError


class Locked(PaigongError):
    """Somebody else plans this day and territory, or writes to this folder."""


class NoAcceptablePlan(PaigongError):
    """The judge objects; an earlier plan, if any, was kept."""


class Disagreement(Exception):
    """Solver and judge differ on the cost of a plan: a mistake of this program, not of its user."""
