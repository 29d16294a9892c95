"""Sections of a policy: what it says besides its rules, for instance how much of the near future a re-plan leaves."""

from __future__ import annotations

from typing import ClassVar

from models.entity import Entity


class Section(Entity):
    """What every section has.

    The fields are its keys in a policy file, the docstring is its page. Every field has a default: a policy that says
    nothing of a section has it as it usually is.
    """

    name: ClassVar[str]
    """Its key in a policy file, for instance ``replanning``."""
    title: ClassVar[tuple[str, str]]
    """A few words for people, in English and Chinese."""
