"""Texts for readers of two languages."""

from __future__ import annotations

from models.text import Text


def both(text: str) -> list[str]:
    """English and Chinese for the page, which shows one; the second is empty where there is only one."""
    return [str(text), text.zh if isinstance(text, Text) else ""]


def in_two_lines(text: str) -> str:
    """Chinese above English for the workbook, as its other texts are; a plain string as it is."""
    return f"{text.zh}\n{text}" if isinstance(text, Text) else text
