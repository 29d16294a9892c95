"""Errors that help: file, row, field, value, rule, and a line that begins with "Maybe"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong with an input.

    Parameters
    ----------
    message
        What is wrong, in a sentence.
    file, row, field, value
        Where, as far as known; ``row`` counts as a person counts in that file (the header is row 1).
    rule
        Stable code of the check, for instance ``unknown-tier``.
    maybe
        What to try; shown as a line that begins with "Maybe".
    """

    message: str
    file: str = ""
    row: int | None = None
    field: str = ""
    value: str = ""
    rule: str = ""
    maybe: str = ""

    def __str__(self) -> str:
        where = self.file + (f":{self.row}" if self.row is not None else "")
        parts = [
            part
            for part in (where, self.field and f"{self.field}={self.value!r}" if self.value else self.field)
            if part
        ]
        head = ": ".join([*parts, self.message]) + (f" [{self.rule}]" if self.rule else "")
        return head + (f"\n  Maybe {self.maybe}" if self.maybe else "")

    def as_dict(self) -> dict[str, object]:
        """Plain data for ``--json``."""
        return asdict(self)


class PaigongError(Exception):
    """Base of all errors of this product that a user can do something about."""


class InputError(PaigongError):
    """An input is wrong; carries every trouble found, not only the first.

    Attributes
    ----------
    troubles
        All of them, in order.
    """

    def __init__(self, troubles: Iterable[Trouble] | Trouble | str) -> None:
        if isinstance(troubles, str):
            troubles = Trouble(troubles)
        self.troubles: tuple[Trouble, ...] = (troubles,) if isinstance(troubles, Trouble) else tuple(troubles)
        super().__init__("\n".join(map(str, self.troubles)))


def nearest(word: str, known: Iterable[str]) -> str:
    """A "Maybe" text that offers the nearest known names, or lists a few.

    >>> nearest("skil-level", ["skill-level", "territory"])
    "you mean 'skill-level'."
    >>> nearest("zzz", ["a", "b"])
    'one of: a, b.'
    """
    names = sorted(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"you mean {close[0]!r}."
    shown = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return f"one of: {shown}." if names else ""
