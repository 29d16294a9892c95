"""The dispatcher's board from the command line: a day, a plan, and how far the day is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import InputError, Trouble
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language, spoken
from scheduler.wording.troubles import phrase

if TYPE_CHECKING:
    from models.problem import Problem
    from models.ticket import Ticket
    from scheduler.dispatch import Board, Hold, Move, Slot
    from scheduler.wording.language import Language

EngineerId = Annotated[str, typer.Argument(metavar="ENGINEER", help="Id of the engineer.")]
Holds = Annotated[
    Path | None,
    typer.Option("--holds", metavar="FILE", help="Slots kept for customers, as `paigong hold` writes; they count."),
]
New = Annotated[
    Path | None, typer.Option("--new", metavar="FILE", help="A new ticket, or a list of them, as JSON objects.")
]


def board_from(source: DaySource, plan: Path, moment: Moment) -> Board:
    """The board at a moment, with the plan published; without a moment the night before, with a plan nobody knows yet.

    Raises
    ------
    InputError
        The day, the plan or the events cannot be read or contradict each other.
    """
    from scheduler.dispatch import Board
    from scheduler.loaders.plan_file import read_plan

    if moment.begun:
        return Board.of(moment.knowing(plan).of(source))
    moment.knowing(plan)
    problem = source.load()
    return Board.of(problem, read_plan(plan, problem))


def held(board: Board, holds: Path | None, asked: tuple[str, ...] = ()) -> Board:
    """The board with the holds of a file in it, but for those of the tickets that are asked about."""
    from scheduler.dispatch import HoldFile, with_holds

    if holds is None:
        return board
    now = board.problem.now
    file = HoldFile(holds, board.problem.clock)
    active = file.active(now)
    if word := file.mended():
        print(phrase(word, spoken()), file=sys.stderr)
    return with_holds(board, [hold for hold in active if hold.ticket.id not in asked], now)


def new_tickets(path: Path | None, problem: Problem) -> tuple[Ticket, ...]:
    """The tickets of a JSON file, an object or a list of objects; times are ISO 8601 or ``HH:MM``.

    Raises
    ------
    InputError
        With everything in the file that is wrong.
    """
    from models.events import TicketArrived
    from scheduler.loaders.build.input_issues import InputIssues
    from scheduler.loaders.formats.events_json import events_of_items
    from scheduler.loaders.formats.json_text import parse_json
    from scheduler.loaders.guard import file_bytes

    if path is None:
        return ()
    if not path.exists():
        raise InputError(Trouble("does not exist", str(path), rule="missing-file", maybe="the path is mistyped."))
    content = parse_json(file_bytes(path), str(path))
    rows = content if isinstance(content, list) else [content]
    items = [(k, {"kind": TicketArrived.kind, "at": problem.now, "ticket": row}) for k, row in enumerate(rows, 1)]
    desk = InputIssues()
    events = events_of_items(items, str(path), problem, desk)
    desk.stop_if_hopeless()
    return tuple(event.ticket for event in events if isinstance(event, TicketArrived))


def asked_tickets(board: Board, ids: Sequence[str], new: Path | None) -> tuple[Board, tuple[str, ...]]:
    """The board with the new tickets of a file, and the ids of all tickets that are asked about.

    Raises
    ------
    InputError
        Nothing is asked about, or the file is wrong.
    """

    added = new_tickets(new, board.problem)
    if not ids and not added:
        raise InputError(Trouble("no ticket is given", field="TICKET", rule="usage",
                                 maybe="name one, or give a new one with --new ticket.json."))  # fmt: skip
    return board.with_tickets(added), tuple(dict.fromkeys((*ids, *(ticket.id for ticket in added))))


def keep(
    board: Board, ids: tuple[str, ...], holds: Path, window: tuple[str, str], until: str, any_window: bool = False
) -> tuple[Hold, Slot]:
    """Write a hold of a window, if it is free beside all other holds; nobody else writes meanwhile.

    Raises
    ------
    InputError
        Not one ticket, times that make no sense.
    NoAcceptablePlan
        Nobody can come in that window.
    """
    from models.events import moment
    from models.ticket import Window
    from scheduler.dispatch import HoldFile, hold, slots
    from scheduler.dispatch.asking import span_ahead
    from scheduler.errors import NoAcceptablePlan

    if len(ids) != 1:
        raise InputError(Trouble(f"{len(ids)} tickets are given; a hold is for one", field="TICKET", rule="usage"))
    problem, now = board.problem, board.problem.now
    start, end = span_ahead(board, *window)
    file = HoldFile(holds, problem.clock)
    with file.locked():
        found = slots(held(board, holds, ids), ids, windows=(Window(start=start, end=end),), any_window=any_window)
        if not found:
            text = problem.clock.text
            raise NoAcceptablePlan(
                f"{ids[0]}: nobody can come {text(start)}-{text(end)}.\n  Maybe ask for slots again."
            )
        kept = hold(found[0], moment(problem, until), now)
        file.add(kept)
    return kept, found[0]


def cut_words(board: Board, kept: Hold, window: tuple[str, str], language: Language) -> str:
    """What of the window that was asked for is not kept, and why; empty = nothing."""
    from scheduler.dispatch.asking import span_ahead

    start, end = span_ahead(board, *window)
    text, held_window = board.problem.clock.text, kept.window
    if (held_window.start, held_window.end) == (start, end):
        return ""
    asked, left = (f"{text(u)}-{text(v)}" for u, v in ((start, end), (held_window.start, held_window.end)))
    return language.of(
        f"kept is {left} of {asked}: the rest lies outside the ticket's own windows (--any-window keeps it)",
        f"只保留 {asked} 中的 {left}：其余在工单自身时段之外（可用 --any-window）",
    )


def say_off(board: Board, language: Language) -> None:
    """Say which tickets no longer fit where the plan has them, if there are any."""
    from scheduler.cli.answer import say
    from scheduler.dispatch.words import off_the_plan

    if off := off_the_plan(board, language):
        say(off)


def write_move(move: Move, out: Path) -> bool:
    """Write the plan of the whole day with a move in it; nothing is written when the move is not allowed."""
    from scheduler.dispatch import published
    from scheduler.nightly.files import write_plan

    if not move.allowed:
        return False
    write_plan(move.board.problem, published(move).plan, out)
    return True
