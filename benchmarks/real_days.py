"""Real days from files to a judged plan and a report.

    python -m benchmarks.real_days --out out/real --seconds 10            # all of them
    python -m benchmarks.real_days R6 2018-01-04 --solver regret

Each day is written as a folder of the product's own format, then planned by the product's own command.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.loaders import praxedo, stlouis
from models.problem import Problem

DAYS = ("R1", "R2", "R3", "R4", "R5", "R6", "2018-01-03", "2018-01-04", "2018-01-05")


def main() -> None:
    """Write, plan, print a line per day."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("days", nargs="*", default=DAYS)
    parser.add_argument("--out", type=Path, default=Path("out/real"))
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--solver", default="engine")
    asked = parser.parse_args()
    for day in asked.days:
        print(plan(day, asked.out, asked.seconds, asked.solver), flush=True)


def problem(day: str) -> Problem:
    """A day of either set by its name."""
    return stlouis.problem(day) if "-" in day else praxedo.problem(day)


def plan(day: str, out: Path, seconds: float, solver: str) -> str:
    """Write the day's folder, plan it in its own process, and say what came out."""
    from scheduler.loaders import write_day

    files, target = out / day / "day", out / day / "plan"
    write_day(problem(day), files)
    options = ["--out", str(target), "--seconds", str(seconds), "--solver", solver, "--force"]
    done = subprocess.run([sys.executable, "-m", "scheduler.cli", "plan", str(files), *options], check=False)
    if done.returncode not in (0, 10):
        return f"{day}: exit code {done.returncode}"
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    costs = {rule: money for rule, money in manifest["cost_per_rule"].items() if money}
    left = len((target / "unserved.csv").read_text(encoding="utf-8-sig").splitlines()) - 1
    return f"{day}: {left} unserved, cost by rule {costs}, gap {manifest['gap']}, report {target / 'report.html'}"


if __name__ == "__main__":
    main()
