"""All codes of reasons, each once; ``docs/reasons`` has a page for each."""

from __future__ import annotations

from scheduler.wording.codes.changes import CHANGES
from scheduler.wording.codes.code import Code
from scheduler.wording.codes.engineers import ENGINEERS
from scheduler.wording.codes.moves import MOVES
from scheduler.wording.codes.reasons import REASONS
from scheduler.wording.codes.remedies import REMEDIES
from scheduler.wording.codes.verdicts import VERDICTS

CODES: dict[str, Code] = {**REASONS, **ENGINEERS, **REMEDIES, **VERDICTS, **CHANGES, **MOVES}
"""Stable code -> its sentences and its page."""

__all__ = ["CHANGES", "CODES", "ENGINEERS", "MOVES", "REASONS", "REMEDIES", "VERDICTS", "Code"]
