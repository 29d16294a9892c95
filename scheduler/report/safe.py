"""Text that spreadsheets must not take for a formula."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Also the full-width signs, which East Asian versions of Excel calculate like the others."""


def safe(text: str) -> str:
    """The text with an apostrophe in front when a spreadsheet would otherwise calculate it.

    >>> safe("=HYPERLINK(1)"), safe("＝1+1"), safe("-10 degrees"), safe("A-1")
    ("'=HYPERLINK(1)", "'＝1+1", "'-10 degrees", 'A-1')
    """
    return "'" + text if text.startswith(FORMULA_STARTS) else text
