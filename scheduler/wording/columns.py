"""Columns on a terminal, where a Chinese sign is as wide as two others."""

from __future__ import annotations

from unicodedata import east_asian_width


def padded(text: str, width: int) -> str:
    """The text with spaces behind it, so wide as asked for.

    >>> padded("ab", 4), padded("派工", 5)
    ('ab  ', '派工 ')
    """
    return text + " " * (width - sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text))
