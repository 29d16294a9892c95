"""Receiving reports into a log: clocks put right, doubles left out, disputes and overtaken decisions named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.events import Dispute, Event, PlanPublished, moment
from models.events.receipt import all_received
from models.problem import Problem
from scheduler.loaders.events import read_events
from scheduler.replan.log import Log, append, read_log
from scheduler.replan.notices import Notice, notices


@dataclass(frozen=True)
class Received:
    """What became of some reports.

    Parameters
    ----------
    log
        With them.
    written
        Those that are new, as they were written.
    said_before
        Number of those that the log had already.
    disputes
        That are open now and were not before.
    notices
        Accepted plans that rested on something else.
    """

    log: Log
    written: tuple[Event, ...]
    said_before: int
    disputes: tuple[Dispute, ...]
    notices: tuple[Notice, ...]


def receive(
    path: Path, problem: Problem, events: Path, *, at: str | int | None = None, behind: Mapping[str, int] | None = None
) -> Received:
    """Write what a file says happened to the log.

    Parameters
    ----------
    problem
        The day as it was before anything happened.
    at
        When all of it was received; None = as every event says.
    behind
        Sender -> [s] how much its clock is behind.

    Raises
    ------
    InputError
        The file or the log cannot be read, or a decision in the file is refused.
    Locked
        Somebody else is writing.
    """
    before = read_log(path, problem) if path.exists() else Log(problem, (), path)
    state = before.state()
    read = read_events(events, state.problem, state.now)
    if at is not None:
        now = moment(state.problem, at, known=state.now, plan=state.published)
        read = tuple(all_received(state, read, now, behind))
    opening = [] if before.events or problem.published is None else [_opening(problem, read)]
    after = append(path, problem, [*opening, *read])
    then, known = after.state(), {dispute.id for dispute in state.open_disputes}
    fresh = after.events[len(before.events) + len(opening) :]
    told = {(notice.decision, notice.report) for notice in notices(state)}
    return Received(
        after, fresh, len(read) - len(fresh),
        tuple(dispute for dispute in then.open_disputes if dispute.id not in known),
        tuple(notice for notice in notices(then) if (notice.decision, notice.report) not in told),
    )  # fmt: skip


def _opening(problem: Problem, events: Sequence[Event]) -> PlanPublished:
    """The plan of the night, with which a log begins."""
    assert problem.published is not None
    return PlanPublished(at=min([problem.now, *(event.when for event in events)]), plan=problem.published)
