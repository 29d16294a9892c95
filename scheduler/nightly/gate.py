"""The quality gate: may this plan replace the old one, and is it all that was asked for?"""

from __future__ import annotations

from collections.abc import Iterable

from models.errors import InputError, Trouble
from scheduler.planning.result import Result

FALLBACK = ("fallback", " failed: ", "pairs estimated")
"""How a travel source says that something was estimated because nobody knew it."""


def objections(result: Result) -> tuple[str, ...]:
    """Why the plan must not leave; empty when it may."""
    return tuple(f"{finding.rule}: {finding.message}" for finding in result.report.broken)


def shortcomings(
    result: Result, *, gap: float | None, most_unserved: int | None, input: Iterable[str] = ()
) -> tuple[str, ...]:
    """What is less than was asked for; each a sentence. ``input`` is what did not even reach the plan."""
    found = list(input)
    if result.ended == "stopped":
        found.append("stopped before its budget was used; this is the best plan found by then")
    elif gap is not None and (result.gap is None or result.gap > gap):
        reached = "nothing was proved" if result.gap is None else f"{result.gap:.2%} was proved"
        found.append(f"the gap of {gap:.2%} that was asked for is not reached: {reached}")
    source = result.problem.travel.source
    if any(sign in source for sign in FALLBACK):
        found.append(f"travel times are a fallback: {source}")
    unserved = len(result.plan.unserved)
    if most_unserved is not None and unserved > most_unserved:
        found.append(f"{unserved} tickets are unserved, more than the {most_unserved} that are acceptable")
    return tuple(found)


def unserved_limit(text: str | None, tickets: int) -> int | None:
    """The limit as a number of tickets, of so many in all.

    >>> unserved_limit("5", 150), unserved_limit("3%", 150)
    (5, 4)

    Raises
    ------
    InputError
        When it is neither.
    """
    if text is None:
        return None
    try:
        share = float(text[:-1]) / 100 if text.endswith("%") else None
        limit = int(share * tickets) if share is not None else int(text)
        if limit < 0 or (share or 0) > 1:
            raise ValueError
    except ValueError:
        raise InputError(
            Trouble(
                "is neither a number of tickets nor a share of them",
                field="--max-unserved",
                value=text,
                rule="usage",
                maybe="write 5 or 3%.",
            )
        ) from None
    return limit
