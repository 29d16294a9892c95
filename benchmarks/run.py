"""The runner: every pair of instance and solver in its own process, one JSON line each.

    python -m benchmarks.run --sets days-100 praxedo --solvers engine pyvrp --seconds 10 --seeds 3

Solvers of one instance and seed run one after the other, so a machine whose speed drifts treats all of them alike.
Lines are appended to ``benchmarks/results/runs.jsonl``; runs that stand there already (same instance, solver, seconds,
seed, threads and commit) are not repeated.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.one import machine
from benchmarks.sets import SETS
from benchmarks.solvers import NAMES

RESULTS = Path(__file__).parent / "results" / "runs.jsonl"


def main() -> None:
    """Parse, run what is missing, append."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", default=["days-30"], choices=list(SETS))
    parser.add_argument("--names", default="*", help="pattern over instance names")
    parser.add_argument("--solvers", nargs="+", default=["engine"], choices=NAMES)
    parser.add_argument("--seconds", type=float, nargs="+", default=[10.0])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--list", action="store_true", help="only name the instances")
    asked = parser.parse_args()
    names = [(set, case.name) for set in asked.sets for case in SETS[set](asked.names)]
    if asked.list:
        print("\n".join(f"{set} {name}" for set, name in names))
        return
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    done = {key(line) for line in read(asked.out)}
    for seconds, (set, name), seed, solver in product(asked.seconds, names, range(1, asked.seeds + 1), asked.solvers):
        run = {"set": set, "name": name, "solver": solver, "seconds": seconds, "seed": seed, "threads": asked.threads}
        if key({**run, **machine()}) in done:
            continue
        line = alone(run)
        with open(asked.out, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        print(summary(line), flush=True)


def alone(run: dict[str, Any]) -> dict[str, Any]:
    """Run one case in its own process; a crash becomes a line that says so."""
    options = [f"--{option}={run[option]}" for option in ("seconds", "seed", "threads")]
    command = [sys.executable, "-m", "benchmarks.one", run["set"], run["name"], run["solver"], *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {**run, **machine(), "valid": False, "why": (done.stderr.strip().splitlines() or ["no word"])[-1]}
    line: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return line


def read(path: Path) -> list[dict[str, Any]]:
    """The lines of a results file; empty when there is none."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def key(line: dict[str, Any]) -> tuple[Any, ...]:
    """What makes two runs the same."""
    return tuple(line.get(k) for k in ("set", "name", "solver", "seconds", "seed", "threads", "commit"))


def summary(line: dict[str, Any]) -> str:
    """One line for a person."""
    if not line["valid"]:
        return f"{line['set']} {line['name']} {line['solver']} INVALID: {line['why']}"
    over = "" if line["over_best"] is None else f" {100 * line['over_best']:+.2f} % to best known"
    gap = f", proven gap {100 * line['gap']:.2f} %" if line.get("gap") is not None else ""
    value = f"{line['value']:,.1f}" + (f" ({line['unserved']} unserved)" if line["unserved"] else "")
    return f"{line['set']} {line['name']} {line['solver']} seed {line['seed']}: {value}{over}{gap}, {line['cpu']} CPU s"


if __name__ == "__main__":
    main()
