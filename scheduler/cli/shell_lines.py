"""Questions of one line each: words as on the command line, or a JSON object; the day and its log are known."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from models.errors import InputError, Trouble, nearest
from models.events import moment
from scheduler.desk.moves import decide_move
from scheduler.desk.now import DayNow
from scheduler.desk.now_words import now_lines
from scheduler.desk.warm import WarmDay
from scheduler.dispatch import Move, emergency, gap, slots, suggest, swap, try_move
from scheduler.dispatch.board import Board
from scheduler.replan.undo import undo
from scheduler.replan.words import words
from scheduler.travel.roads import roads
from scheduler.wording.language import Language

Said = tuple[Any, Callable[[Language], str]]
"""An answer as plain data, and in words."""


class _Words(argparse.ArgumentParser):
    """The words of one question; what is wrong with them is a trouble, not the end of the process."""

    def error(self, message: str) -> NoReturn:
        raise InputError(Trouble(message, field=self.prog, rule="usage", maybe=f"write {self.format_usage().strip()}"))


@dataclass(frozen=True)
class Question:
    """One question of the shell: its words, and who answers it."""

    words: _Words
    answer: Callable[[WarmDay, argparse.Namespace], Said]


def answer(day: WarmDay, line: str) -> Said:
    """The answer to a line.

    Raises
    ------
    InputError
        The line is no question, or the question makes no sense.
    NoAcceptablePlan
        A hard rule is broken by what was to be decided.
    """
    name, asked = _parsed(line)
    return QUESTIONS[name].answer(day, asked)


def _parsed(line: str) -> tuple[str, argparse.Namespace]:
    text = line.strip()
    if text.startswith("{"):
        return _from_json(text)
    try:
        name, *rest = shlex.split(text)
    except ValueError as error:
        raise InputError(Trouble(f"is no question: {error}", value=text, rule="usage")) from None
    _known(name)
    return name, QUESTIONS[name].words.parse_args(rest)


def _from_json(text: str) -> tuple[str, argparse.Namespace]:
    try:
        data = json.loads(text)
        name = data.pop("ask")
    except (ValueError, KeyError, AttributeError) as error:
        maybe = 'write {"ask": "try", "ticket": "T-1042", "engineer": "E07"}.'
        raise InputError(Trouble(f"is no question: {error}", value=text[:60], rule="usage", maybe=maybe)) from None
    _known(str(name))
    known = {action.dest: action.default for action in QUESTIONS[name].words._actions if action.dest != "help"}
    if unknown := sorted(set(data) - set(known)):
        raise InputError(Trouble("is not asked here", field=key, value=str(data[key]), rule="usage",
                                 maybe=nearest(key, known)) for key in unknown)  # fmt: skip
    return str(name), argparse.Namespace(**{**known, **data})


def _known(name: str) -> None:
    if name not in QUESTIONS:
        maybe = nearest(name, QUESTIONS) or f"ask one of {', '.join(QUESTIONS)}."
        raise InputError(Trouble("is no question", value=name, rule="usage", maybe=maybe))


def _move(asked: argparse.Namespace) -> Callable[[Board], Move]:
    if asked.swap:
        return lambda board: swap(board, asked.ticket, asked.swap)
    position = None if asked.position is None else int(asked.position)
    return lambda board: try_move(board, asked.ticket, asked.engineer, asked.start, position)


def _try(day: WarmDay, asked: argparse.Namespace) -> Said:
    if not asked.accept:
        made = _move(asked)(day.board)
        return made.as_dict(), made.text
    done = decide_move(day.path, day.problem, _move(asked), at=day.at, published=day.published, pin=not asked.no_pin,
                       who=asked.who, why=asked.why, ahead=day.ahead, roads=roads)  # fmt: skip
    clock = day.problem.clock
    data = {**done.move.as_dict(), "line": done.line, "day": done.proposal.to_json(clock), "head": str(done.log.head)}
    return data, lambda language: f"{done.move.text(language)}\n{words(done.proposal, clock, language)}"


def _undo(day: WarmDay, asked: argparse.Namespace) -> Said:
    line = None if asked.line is None else int(asked.line)
    done = undo(day.path, day.problem, who=asked.who, line=line, at=day.at, why=asked.why, roads=roads)
    clock = day.problem.clock
    data = {"undone": done.line, **done.proposal.to_json(clock), "head": str(done.log.head)}
    return data, lambda language: words(done.proposal, clock, language)


def _many(name: str, found: Any) -> Said:
    return ({name: [each.as_dict() for each in found]},
            lambda language: "\n".join(each.text(language) for each in found) or language.of("none", "无"))  # fmt: skip


def _suggest(day: WarmDay, asked: argparse.Namespace) -> Said:
    return _many("suggestions", suggest(day.board, asked.ticket, int(asked.limit)))


def _slots(day: WarmDay, asked: argparse.Namespace) -> Said:
    found = slots(
        day.board, asked.ticket, limit=int(asked.limit), hours=float(asked.hours), any_window=asked.any_window
    )
    return _many("slots", found)


def _gap(day: WarmDay, asked: argparse.Namespace) -> Said:
    return _many("fillers", gap(day.board, asked.engineer, asked.start, asked.end, int(asked.limit)))


def _emergency(day: WarmDay, asked: argparse.Namespace) -> Said:
    return _many("choices", emergency(day.board, asked.ticket))


def _board(day: WarmDay, asked: argparse.Namespace) -> Said:
    now = DayNow(day.situation)
    return now.as_dict(), lambda language: "\n".join(now_lines(now, language))


def _at(day: WarmDay, asked: argparse.Namespace) -> Said:
    day.at = None if asked.time in (None, "head") else moment(day.problem, asked.time)
    text = "head" if day.at is None else day.problem.clock.text(day.at)
    return {"at": None if day.at is None else day.problem.clock.iso(day.at)}, lambda language: text


def _words(name: str, *positional: str, **optional: Any) -> _Words:
    """The words of a question: what has to be said in order, and options with what they are when not said."""
    made = _Words(prog=name, add_help=False)
    for word in positional:
        made.add_argument(word.rstrip("?"), nargs="?" if word.endswith("?") else None)
    for option, default in optional.items():
        flag = f"--{option.replace('_', '-')}"
        if default is False:
            made.add_argument(flag, action="store_true")
        else:
            made.add_argument(flag, default=default)
    return made


def _span() -> _Words:
    made = _words("gap", "engineer", limit=10)
    made.add_argument("--from", dest="start", required=True)
    made.add_argument("--to", dest="end", required=True)
    return made


QUESTIONS: dict[str, Question] = {
    "try": Question(
        _words("try", "ticket", "engineer?", start=None, position=None, swap=None, accept=False, no_pin=False, who="",
               why=""), _try),
    "undo": Question(_words("undo", who="", line=None, why=""), _undo),
    "suggest": Question(_words("suggest", "ticket", limit=10), _suggest),
    "slots": Question(_words("slots", "ticket", limit=5, hours=2.0, any_window=False), _slots),
    "gap": Question(_span(), _gap),
    "emergency": Question(_words("emergency", "ticket"), _emergency),
    "board": Question(_words("board"), _board),
    "at": Question(_words("at", "time?"), _at),
}  # fmt: skip
"""Name -> question."""
