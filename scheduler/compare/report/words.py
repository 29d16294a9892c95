"""Small pieces of HTML in two languages; the page's style shows one of them."""

from __future__ import annotations

from html import escape

from scheduler.compare.wording import VERDICTS
from scheduler.report.document import both


def verdict(word: str) -> str:
    """A verdict as a badge: colour, and the word for those who do not see it."""
    kind = {"better": "good", "worse": "bad", "smaller than the proof": "unproved"}.get(word, "even")
    return f'<b class="verdict {kind}">{both(word, VERDICTS.get(word, word))}</b>' if word else ""


def number(value: float | None, unit: str = "", signed: bool = False) -> str:
    """A figure for people; a dash where there is none.

    >>> number(1234.5), number(-0.25, "%", True), number(None)
    ('1,234', '-0.25 %', '–')
    """
    if value is None:
        return "–"
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2
    text = f"{value:+,.{digits}f}" if signed else f"{value:,.{digits}f}"
    return f"{text} {escape(unit)}".strip() if unit != "1" else text
