"""What is decided of a day, in JSON: a list in a JSON day, a file of its own beside a folder's tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from models.clock import Clock
from models.decided import Decided
from models.errors import Trouble, nearest
from models.policy import BY_ID
from models.problem import Problem
from models.waive import with_waivers
from models.waiver import Waiver
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.pydantic_troubles import troubles_of

FILE = "decided.json"
KEYS = ("decided", "closed", "waived")


def decided_data(problem: Problem) -> dict[str, Any]:
    """The visits that stand, and the shifts to which nothing may be added; empty where there are none."""
    context = {"clock": problem.clock}
    data: dict[str, Any] = {}
    if problem.decided:
        data["decided"] = [
            decided.model_dump(mode="json", context=context, exclude_defaults=True) for decided in problem.decided
        ]
    if problem.closed:
        data["closed"] = sorted(problem.closed)
    if problem.waived:
        data["waived"] = [waiver.model_dump(mode="json", exclude_defaults=True) for waiver in problem.waived]
    return data


def read_decided(
    content: Mapping[str, Any], clock: Clock, file: str, desk: InputIssues
) -> tuple[tuple[Decided, ...], frozenset[str]]:
    """What such data say is decided, and which shifts are closed; what cannot be read is hopeless."""
    listed, closed = content.get("decided") or [], content.get("closed") or []
    if not isinstance(listed, list) or not isinstance(closed, list):
        key = "decided" if not isinstance(listed, list) else "closed"
        desk.wrong(
            Trouble("must be a list", file, field=key, rule="value", maybe="copy what was written."), hopeless=True
        )
        return (), frozenset()
    found = (_read(item, clock, file, number, desk) for number, item in enumerate(listed, 1))
    return tuple(decided for decided in found if decided is not None), frozenset(str(shift) for shift in closed)


def read_waived(content: Mapping[str, Any], file: str, desk: InputIssues) -> tuple[Waiver, ...]:
    """The hard rules that such data say were waived for one ticket and engineer; what cannot be read is hopeless."""
    found = []
    for number, item in enumerate(content.get("waived") or [], 1):
        try:
            found.append(Waiver.model_validate(item))
        except ValidationError as error:
            for trouble in troubles_of(error, file, number):
                desk.wrong(trouble, hopeless=True)
    return tuple(found)


def with_waived(problem: Problem, waivers: tuple[Waiver, ...], file: str, desk: InputIssues) -> Problem:
    """The day in which these were waived; those of unknown rules, tickets and engineers are hopeless."""
    known = (("rule", BY_ID), ("ticket", problem.ticket), ("engineer", problem.engineer))
    for waiver in waivers:
        for field, names in known:
            if (value := getattr(waiver, field)) not in names:
                message = f"a waiver names the {field} {value}, which is not known"
                maybe = nearest(value, names)
                trouble = Trouble(message, file, None, f"waived.{field}", value, f"unknown-{field}", maybe)
                desk.wrong(trouble, hopeless=True)
    desk.stop_if_hopeless()
    return with_waivers(problem, waivers) if waivers else problem


def check_decided(problem: Problem, file: str, desk: InputIssues) -> None:
    """Refuse decisions about shifts or tickets that are not in this day.

    A plan beside a visit that stands elsewhere would send somebody to two places.
    """
    for trouble in [*_unknown(problem, file), *_twice(problem.decided, file)]:
        desk.wrong(trouble, hopeless=True)
    desk.stop_if_hopeless()


def _read(item: Any, clock: Clock, file: str, number: int, desk: InputIssues) -> Decided | None:
    try:
        return Decided.model_validate(item, context={"clock": clock})
    except ValidationError as error:
        for trouble in troubles_of(error, f"{file}[decided]", number, entity=Decided):
            desk.wrong(trouble, hopeless=True)
        return None


def _unknown(problem: Problem, file: str) -> Iterator[Trouble]:
    maybe, found = "it was decided of another day.", problem.decided
    shifts = [(decided.shift, decided.engineer) for decided in found]
    for shift, engineer in shifts:
        owner = problem.shift[shift][0].id if shift in problem.shift else None
        if owner != engineer:
            said = f"is no shift of {engineer}" if owner is not None else "is no shift of this day"
            yield Trouble(said, file, field="decided", value=shift, rule="unknown-shift", maybe=maybe)
    for shift in sorted(problem.closed - problem.shift.keys()):
        yield Trouble("is no shift of this day", file, field="closed", value=shift, rule="unknown-shift", maybe=maybe)
    for decided in found:
        for id in decided.route.tickets:
            if id not in problem.ticket:
                yield Trouble("stands, but is no ticket of this day", file, field="decided", value=id,
                              rule="unknown-ticket", maybe=maybe)  # fmt: skip


def _twice(found: tuple[Decided, ...], file: str) -> Iterator[Trouble]:
    shifts = Counter(decided.shift for decided in found)
    tickets = Counter(id for decided in found for id in decided.route.tickets)
    for id, times in [*shifts.items(), *tickets.items()]:
        if times > 1:
            yield Trouble(f"stands {times} times", file, field="decided", value=id, rule="decided-twice",
                          maybe="keep one of them.")  # fmt: skip
