"""Two checkouts side by side: what one is slower or dearer than the other by.

    python -m benchmarks.versus --other ../old compile --tickets 1000 --engineers 200 --repeats 5
    python -m benchmarks.versus --other ../old replan --tickets 150 300 --engineers 30 52 --repeats 5
    python -m benchmarks.versus --other ../old days --set days-300 --seconds 10 --seeds 3

``--other`` is a checkout with its core built; its Python is ``.venv/bin/python`` there or ``--other-python``. Every
measurement is a process of its own, and the two take turns, so that a machine whose speed drifts treats both alike.
Both read the same files: days and night plans are made by the other checkout, the older one, since a newer one reads
what an older one writes. Medians, other first. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parents[1]
MEASURES = Path(__file__).parent / "measures"


@dataclass(frozen=True)
class Checkout:
    """A checkout and the Python that runs it."""

    folder: Path
    python: str

    def __call__(self, *arguments: object) -> Any:
        """Run Python in this checkout; what its last line says.

        Raises
        ------
        SystemExit
            When it fails, with its last words.
        """
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        command = [self.python, *map(str, arguments)]
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} in {self.folder}:\n{done.stderr[-2000:]}")
        lines = done.stdout.strip().splitlines()
        return json.loads(lines[-1]) if lines and lines[-1].startswith("{") else None

    def day(self, out: Path, tickets: int, engineers: int) -> Path:
        """Make up a day."""
        size = ("--tickets", tickets, "--engineers", engineers, "--language", "en")
        self("-c", "from scheduler.cli import main; main()", "generate", out, *size)
        return out


def compiling(old: Checkout, new: Checkout, asked: argparse.Namespace, scratch: Path) -> None:
    """CPU seconds of compile."""
    for tickets, engineers in zip(asked.tickets, asked.engineers, strict=True):
        day = old.day(scratch / f"day-{tickets}", tickets, engineers)
        turns = [[run(MEASURES / "compile_day.py", day, 3) for run in (old, new)] for _ in range(asked.repeats)]
        before, after = (median(min(turn[k]["seconds"]) for turn in turns) for k in (0, 1))
        rules = " -> ".join(str(run["rules"]) for run in turns[0])
        print(f"compile {tickets} x {engineers}, {rules} rules: {compared(before, after)}", flush=True)


def replanning(old: Checkout, new: Checkout, asked: argparse.Namespace, scratch: Path) -> None:
    """Wall seconds to the proposals after three kinds of events."""
    for tickets, engineers in zip(asked.tickets, asked.engineers, strict=True):
        day, plan = old.day(scratch / f"day-{tickets}", tickets, engineers), scratch / f"plan-{tickets}.json"
        old(MEASURES / "night_plan.py", day, plan, asked.night)
        script = (MEASURES / "replan_day.py", day, plan, asked.iterations, 3)
        turns = [[run(*script) for run in (old, new)] for _ in range(asked.repeats)]
        for event in turns[0][0]:
            answers = [[answer for turn in turns for answer in turn[k][event]] for k in (0, 1)]
            times = ("first", "final", "cpu")
            figures = [compared(*(median(answer[name] for answer in of) for of in answers)) for name in times]
            cost = " -> ".join(f"{of[0]['cost'] / 1000:,.2f}" for of in answers)
            said = "; ".join(f"{name} {figure}" for name, figure in zip(times, figures, strict=True))
            print(f"{tickets} tickets, {event}: {said}; cost {cost}", flush=True)


def planning(old: Checkout, new: Checkout, asked: argparse.Namespace, scratch: Path) -> None:
    """Cost and bound of whole days in the same time."""
    from benchmarks.sets import SETS

    ratios: list[float] = []
    for case in SETS[asked.set](asked.names):
        options = [f"--seconds={asked.seconds}", f"--threads={asked.threads}"]
        run = ("-m", "benchmarks.one", asked.set, case.name, "engine", *options)
        seeds = range(1, asked.seeds + 1)
        turns = [[checkout(*run, f"--seed={seed}") for checkout in (old, new)] for seed in seeds]
        costs, gaps = ([[turn[k][name] for turn in turns] for k in (0, 1)] for name in ("cost", "gap"))
        before, after = (median(cost) for cost in costs)
        ratios.append(after / before)
        gap = " -> ".join(f"{median(gap):.2%}" for gap in gaps)
        print(
            f"{case.name}: {before / 1000:,.0f} -> {after / 1000:,.0f} ({ratios[-1] - 1:+.2%}), gap {gap}", flush=True
        )
    if ratios:
        print(f"median over {len(ratios)} days: {median(ratios) - 1:+.2%}")


def compared(before: float, after: float) -> str:
    """Two times and their ratio."""
    return f"{before:.3f} -> {after:.3f} s (x {after / before:.2f})"


def main(given: Sequence[str] | None = None) -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--other", type=Path, required=True, help="the other checkout")
    parser.add_argument("--other-python", help="its Python")
    kinds = parser.add_subparsers(dest="kind", required=True)
    for name, sizes in (("compile", ([1000], [200])), ("replan", ([150, 300], [30, 52]))):
        kind = kinds.add_parser(name)
        kind.add_argument("--tickets", type=int, nargs="+", default=sizes[0])
        kind.add_argument("--engineers", type=int, nargs="+", default=sizes[1])
        kind.add_argument("--repeats", type=int, default=3, help="turns of each checkout")
        kind.add_argument("--night", type=int, default=20_000, help="iterations of the night plan")
        kind.add_argument("--iterations", type=int, default=3000, help="work of each search of a re-plan")
    kind = kinds.add_parser("days")
    kind.add_argument("--set", default="days-300")
    kind.add_argument("--names", default="*", help="pattern over instance names")
    kind.add_argument("--seconds", type=float, default=10.0)
    kind.add_argument("--seeds", type=int, default=3)
    kind.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args(given)
    other = asked.other.resolve()
    old = Checkout(other, asked.other_python or str(other / ".venv" / "bin" / "python"))
    measure = {"compile": compiling, "replan": replanning, "days": planning}[asked.kind]
    with tempfile.TemporaryDirectory() as scratch:
        measure(old, Checkout(HERE, sys.executable), asked, Path(scratch))


if __name__ == "__main__":
    main()
