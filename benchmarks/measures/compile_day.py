"""``compile_day.py DAY REPEATS``: CPU seconds of compiling a day under all rules, each as if for the first time."""

from __future__ import annotations

import json
import sys
import time

import scheduler as pg
from models.policy import Policy
from models.rules import RULES
from scheduler.compile import compile


def main(day: str, repeats: str) -> None:
    """Load, compile again and again, print."""
    policy = Policy(rules=tuple(rule() for rule in RULES))
    problem = pg.load(day).replace(policy=policy)
    times = []
    for _ in range(int(repeats)):
        fresh = problem.replace()
        begin = time.process_time()
        made = compile(fresh)
        times.append(time.process_time() - begin)
    print(json.dumps({"seconds": times, "rules": len(RULES), "tickets": made.day.n, "shifts": made.day.m}))


if __name__ == "__main__":
    main(*sys.argv[1:])
