"""Made-up days of any size, the same for the same seed on every machine."""

from __future__ import annotations

from scheduler.generate.generate import generate
from scheduler.generate.readme import readme, write_generated
from scheduler.generate.shapes import SHAPES

__all__ = ["SHAPES", "generate", "readme", "write_generated"]
