"""``night_plan.py DAY PLAN ITERATIONS``: plans a day by so much work, and writes the plan to a JSON file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import scheduler as pg


def main(day: str, out: str, iterations: str) -> None:
    """Load, plan, write."""
    problem = pg.load(day)
    found = pg.plan(problem, iterations=int(iterations))
    Path(out).write_text(json.dumps(found.plan.to_json(problem.clock)), encoding="utf-8")
    print(json.dumps({"cost": found.cost}))


if __name__ == "__main__":
    main(*sys.argv[1:])
