"""What a company's files leave open, asked in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class OpenQuestion:
    """Something that has to be known and cannot be told from the files.

    Parameters
    ----------
    id
        Names it on the command line: ``--answer hours=08:30-17:30``.
    text, chinese
        What is asked.
    default
        What is proposed; empty where nothing can be.
    check
        Raises ``ValueError`` with a sentence for an answer that will not do.
    grave
        Would a wrong answer change who is served? Then nobody assumes one in silence.
    """

    id: str
    text: str
    chinese: str
    default: str
    check: Callable[[str], object]
    grave: bool = True


@dataclass(frozen=True)
class Remark:
    """Something that was assumed, in both languages."""

    text: str
    chinese: str


def one_of(*choices: str) -> Callable[[str], str]:
    """A check that the answer is one of these."""

    def check(answer: str) -> str:
        if answer not in choices:
            raise ValueError(f"one of: {', '.join(choices)}")
        return answer

    return check


def numbers_between(count: int, least: float, most: float) -> Callable[[str], tuple[float, ...]]:
    """A check for so many numbers within bounds, separated by commas."""

    def check(answer: str) -> tuple[float, ...]:
        try:
            values = tuple(float(part) for part in answer.replace("，", ",").split(","))
        except ValueError:
            values = ()
        if len(values) != count or not all(least <= value <= most for value in values):
            raise ValueError(f"{count} number{'s' if count > 1 else ''} from {least:g} to {most:g}, like 31.23,121.47"
                             if count > 1 else f"a number from {least:g} to {most:g}")  # fmt: skip
        return values

    return check


def hours(answer: str) -> tuple[str, str]:
    """The two ends of working hours.

    >>> hours("8:30-17:30")
    ('08:30', '17:30')
    """
    import re

    found = re.fullmatch(r"\s*(\d{1,2})[:：](\d{2})\s*(?:[-–—~～]|至|到)\s*(\d{1,2})[:：](\d{2})\s*", answer)
    if not found or int(found[1]) > 23 or int(found[3]) > 24 or int(found[2]) > 59 or int(found[4]) > 59:
        raise ValueError("write it like 08:30-17:30")
    return f"{int(found[1]):02d}:{found[2]}", f"{int(found[3]):02d}:{found[4]}"


def zone(answer: str) -> str:
    """The name of a time zone."""
    from scheduler.loaders.cells.moments import zone_named

    zone_named(answer)
    return answer


def day(answer: str) -> str:
    """A date."""
    from datetime import date

    try:
        return date.fromisoformat(answer).isoformat()
    except ValueError:
        raise ValueError("write it like 2026-11-24") from None
