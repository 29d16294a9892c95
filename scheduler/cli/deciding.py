"""Decisions from the command line: written to the day's event log, and said with who must be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import InputError, Trouble
from scheduler.sources.day_source import DaySource
from scheduler.sources.decision_note import DecisionNote
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language

if TYPE_CHECKING:
    from models.clock import Clock
    from scheduler.desk.moves import MoveDecided
    from scheduler.dispatch import Board, Move
    from scheduler.dispatch.emergency import EmergencyChoice
    from scheduler.replan.log import Log
    from scheduler.replan.proposal import Proposal


def decide(
    source: DaySource, moment: Moment, plan: Path, ask: Callable[[Board], Move], pin: bool, decision: DecisionNote
) -> MoveDecided:
    """Decide a move by hand.

    Raises
    ------
    InputError
        There is no log, or the answer at its end is another.
    NoAcceptablePlan
        A hard rule is broken.
    """
    from models.events import Freeze
    from models.events import moment as second
    from scheduler.desk.moves import decide_move
    from scheduler.travel.roads import roads

    if moment.log is None:
        raise InputError(Trouble("nothing says where it is written", field="--accept", rule="usage",
                                 maybe="name the day's event log: --log monday.jsonl."))  # fmt: skip
    known = replace(moment.knowing(plan), log=None, at=None)
    state, _ = known.known(source)
    problem = state.problem
    ahead = Freeze.of(problem.policy, freeze_minutes=moment.freeze, divert=moment.divert)
    at = None if moment.at is None else second(problem, moment.at)
    return decide_move(moment.log, problem, ask, at=at, published=state.published, pin=pin,
                       who=decision.who, why=decision.why, ahead=ahead, roads=roads)  # fmt: skip


def nth(choices: Sequence[EmergencyChoice], number: int) -> EmergencyChoice:
    """A choice by its number in the answer.

    Raises
    ------
    InputError
        There is no such choice.
    """
    if not 1 <= number <= len(choices):
        maybe = f"take one of 1 to {len(choices)}." if choices else "nobody may serve it."
        raise InputError(Trouble(f"there are {len(choices)} choices", field="--accept", value=str(number), rule="usage",
                                 maybe=maybe))  # fmt: skip
    return choices[number - 1]


def say_decided(decided: MoveDecided, as_json: bool, language: Language) -> None:
    """The move, what it changes of the day, and the receipt."""
    from scheduler.cli.answer import say, say_json

    clock = decided.move.board.problem.clock
    if as_json:
        changed = decided.proposal.to_json(clock)
        say_json({**decided.move.as_dict(), "line": decided.line, "day": changed, "head": str(decided.log.head)})
        return
    say(decided.move.text(language))
    say_written(decided.proposal, decided.log, clock, language)


def say_written(proposal: Proposal, log: Log, clock: Clock, language: Language) -> None:
    """What was written, who must be told, and the receipt with which a log that is cut off later is found out."""
    from scheduler.cli.answer import say
    from scheduler.replan.words import words

    say(words(proposal, clock, language))
    line = len(log.events) + 1
    say(
        language.of(
            f"Written to {log.path} as line {line}, receipt {log.head}",
            f"已写入 {log.path} 第 {line} 行，回执 {log.head}",
        )
    )


def booked(
    source: DaySource,
    log: Path,
    published: Path | None,
    hold: tuple[Path, str, str],
    decision: DecisionNote,
    as_json: bool,
    language: Language,
) -> None:
    """Book a hold into the log, and say so.

    Parameters
    ----------
    hold
        File of holds, id, the moment it is now.
    """
    from models.events import moment
    from scheduler.cli.answer import say_json
    from scheduler.desk.book import book
    from scheduler.dispatch import HoldFile
    from scheduler.travel.roads import roads

    state, _ = Moment(published=published).known(source)
    problem, (holds, id, at) = state.problem, hold
    now, file = moment(problem, at), HoldFile(holds, problem.clock)
    with file.locked():
        kept = file.named(id, now)
        done = book(
            log, problem, kept, at=now, published=state.published, who=decision.who, why=decision.why, roads=roads
        )
        file.release(kept.id)
    if as_json:
        event = done.event.to_json(problem.clock)
        say_json({"event": event, "day": done.proposal.to_json(problem.clock), "head": str(done.log.head)})
    else:
        say_written(done.proposal, done.log, problem.clock, language)
