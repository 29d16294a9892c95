"""One code: what a program keys on, and what people read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["reason", "engineer", "remedy", "verdict", "change", "move"]


@dataclass(frozen=True)
class Code:
    """A stable code.

    Parameters
    ----------
    kind
        ``reason``: why a ticket is where it is; ``engineer``: what keeps one engineer from it; ``remedy``: a change
        that would serve it; ``verdict``: what forcing a ticket to an engineer does; ``change``: why a re-plan changes
        a visit; ``move``: what a change by hand is, and whether it is allowed.
    en, zh
        Sentence with the names of data in braces.
    about, about_zh
        What it means.
    fix
        What a dispatcher can do.
    """

    kind: Kind
    en: str
    zh: str
    about: str
    about_zh: str
    fix: str

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the data in the sentences, in order."""
        from string import Formatter

        found = [name for text in (self.en, self.zh) for _, name, _, _ in Formatter().parse(text) if name]
        return tuple(dict.fromkeys(found))
