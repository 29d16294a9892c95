"""All codes of reasons, remedies and verdicts, each once; ``docs/reasons`` has a page for each."""

from __future__ import annotations

from scheduler.wording.codes.code import Code
from scheduler.wording.codes.engineers import ENGINEERS
from scheduler.wording.codes.reasons import REASONS
from scheduler.wording.codes.remedies import REMEDIES
from scheduler.wording.codes.verdicts import VERDICTS

CODES: dict[str, Code] = {**REASONS, **ENGINEERS, **REMEDIES, **VERDICTS}
"""Stable code -> its sentences and its page."""

__all__ = ["CODES", "ENGINEERS", "REASONS", "REMEDIES", "VERDICTS", "Code"]
