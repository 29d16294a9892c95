"""The rule book: one rule, one file; this list is the only other place a rule stands in."""

from __future__ import annotations

from models.shapes import Rule

RULES: tuple[type[Rule], ...] = ()
