"""How long compile takes on a day with every rule on: ``python -m benchmarks.compile_speed [TICKETS] [ENGINEERS]``."""

from __future__ import annotations

import sys
import time

from models.policy import Policy
from models.problem import Problem
from models.rules import RULES
from scheduler.compile import compile
from scheduler.generate import generate


def seconds(problem: Problem, repeats: int = 5) -> list[float]:
    """CPU seconds of each repetition on a problem that nothing has looked at yet."""
    times = []
    for _ in range(repeats):
        fresh = problem.replace()
        begin = time.process_time()
        compile(fresh)
        times.append(time.process_time() - begin)
    return times


def main(tickets: int = 1000, engineers: int = 200) -> None:
    """Print the size of the day and the CPU seconds."""
    policy = Policy(rules=tuple(rule() for rule in RULES))
    problem = generate(tickets=tickets, engineers=engineers, seed=1, policy=policy)
    day = compile(problem).day
    shape = f"{day.n} tickets x {day.m} shifts, {len(RULES)} rules, {day.seconds.shape[1]} places"
    share = day.allowed.mean()
    print(f"{shape}, {len(day.window_offset) - 1} window sets, {share:.0%} of pairs allowed")
    print("CPU seconds:", " ".join(f"{one:.2f}" for one in seconds(problem)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
