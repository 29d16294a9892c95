"""How fast a dispatcher is answered: ``python -m benchmarks.dispatch [TICKETS] [ENGINEERS] [QUESTIONS] [DAYS]``.

Random questions about a planned day, before it begins and in the middle of it. Every answer is a judged plan; here only
the time counts: wall-clock, and processor time for a machine that does other things as well.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from random import Random

import numpy as np

from models.events import situation
from scheduler.dispatch import Board, gap, slots, suggest, try_move
from scheduler.generate import generate
from scheduler.planning.plan import plan

NOON = "11:20"


def milliseconds(ask: Callable[[], object], questions: int) -> tuple[float, float, float, float]:
    """Median and 95th percentile of so many questions: wall-clock, then processor time."""
    times = []
    for _ in range(questions):
        wall, work = time.perf_counter(), time.process_time()
        ask()
        times.append((1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - work)))
    walls, works = zip(*times, strict=True)
    return (float(np.median(walls)), float(np.percentile(walls, 95)),
            float(np.median(works)), float(np.percentile(works, 95)))  # fmt: skip


def questions(board: Board, seed: int = 1) -> dict[str, Callable[[], object]]:
    """A name and a random question of each kind."""
    dice, now = Random(seed), board.problem.now
    tickets, engineers = board.compiled.tickets, sorted(board.shifts_of)
    first, last = max(now, 8 * 3600), 17 * 3600

    def anybody() -> tuple[str, str]:
        return dice.choice(tickets), dice.choice(engineers)

    def a_gap() -> object:
        begin = dice.randrange(first, last - 3600, 900)
        working = [one for one in engineers if any(board.problem.shift[board.compiled.shifts[e][1]][1].overlaps(
            begin, begin + 3600) for e in board.shifts_of[one])]  # fmt: skip
        return gap(board, dice.choice(working), begin, begin + 3600)

    return {
        "try": lambda: try_move(board, *anybody()),
        "try at a time": lambda: try_move(board, *anybody(), start=dice.randrange(first, last, 900)),
        "suggest": lambda: suggest(board, dice.choice(tickets)),
        "slots of two hours": lambda: slots(board, dice.choice(tickets), limit=20),
        "slots of half an hour": lambda: slots(board, dice.choice(tickets), hours=0.5, limit=20),
        "gap of an hour": a_gap,
    }


def main(tickets: int = 300, engineers: int = 52, count: int = 100, days: int = 1) -> None:
    """Print a line per kind of question and state of the day."""
    problem = generate(tickets=tickets, engineers=engineers, days=days, seed=3, language="en")
    made = plan(problem, iterations=3000, proof=False).plan
    for name, day in (("the night before", problem), (NOON, situation(problem, NOON, made))):
        begin = time.perf_counter()
        board = Board.of(day, made)
        board.costs("")  # what all questions share is computed with the first
        ready = 1000 * (time.perf_counter() - begin)
        print(
            f"{name}: {len(board.compiled.tickets)} open tickets, {board.compiled.day.m} shifts, board {ready:.0f} ms"
        )
        for kind, ask in questions(board).items():
            wall, wall_high, work, work_high = milliseconds(ask, count)
            print(
                f"  {kind:<24} median {wall:7.1f} ms, p95 {wall_high:7.1f} ms"
                f"   (processor: median {work:7.1f} ms, p95 {work_high:7.1f} ms)"
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
