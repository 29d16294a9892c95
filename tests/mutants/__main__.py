"""``python -m tests.mutants run``, ``... report``; see ``--help``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.mutants import run
from tests.mutants.operators import Mutant
from tests.mutants.targets import TARGETS, sample, target_of

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "out" / "mutants.jsonl"


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=sys.modules["tests.mutants"].__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    runs = verbs.add_parser("run", help="draw mutants and run their tests; goes on where it was ended")
    runs.add_argument("--count", type=int, default=400, help="how many mutants")
    runs.add_argument("--seed", type=int, default=1, help="of the draw")
    runs.add_argument("--only", default="", help="one target: " + ", ".join(target.name for target in TARGETS))
    runs.add_argument("--like", type=Path, help="results of another version: its mutants first, where they exist")
    runs.add_argument("--again", action="store_true", help="run those that survived once more")
    runs.add_argument("--limit", type=float, default=120, help="[s] for one mutant's tests, near or far")
    reports = verbs.add_parser("report", help="the share killed of each target, and every survivor")
    for verb in (runs, reports):
        verb.add_argument("--out", type=Path, default=RESULTS, help="file of results, one line a mutant")
    chosen = parser.parse_args()
    return _run(chosen) if chosen.verb == "run" else _report(chosen.out)


def _run(chosen: argparse.Namespace) -> int:
    os.nice(10)
    run.load_heavy()
    like = [line["key"] for line in _read(chosen.like)] if chosen.like else []
    drawn = [one for one in sample(ROOT, chosen.count, chosen.seed, like) if chosen.only in ("", _target(one))]
    known = {line["key"]: line for line in _read(chosen.out)}
    todo = [one for one in drawn if (line := known.get(one.key)) is None or (chosen.again and _alive(line))]
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    terminal = os.fdopen(os.dup(1), "w")

    def tell(mutant: Mutant, outcome: run.Outcome) -> None:
        line = {"key": mutant.key, "target": _target(mutant), **asdict(mutant), **asdict(outcome)}
        with chosen.out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        print(f"{outcome.result} {outcome.seconds:5.1f} s  {mutant.key}  {outcome.by[:70]}", file=terminal, flush=True)

    for target in TARGETS:
        if mutants := [one for one in todo if _target(one) == target.name]:
            print(f"{target.name}: {len(mutants)} mutants", file=terminal, flush=True)
            run.try_all(ROOT, mutants, lambda one, of=target: of.tests(ROOT, one.file), chosen.limit, tell)
    return _report(chosen.out)


def _target(mutant: Mutant) -> str:
    return target_of(mutant.file, ROOT).name


def _alive(line: dict[str, Any]) -> bool:
    return line["result"] in (run.SURVIVED, run.BROKEN)


def _read(file: Path) -> list[dict[str, Any]]:
    """The last line of each mutant."""
    if not file.exists():
        return []
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return list({line["key"]: line for line in lines}.values())


def _report(file: Path) -> int:
    by_target: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in _read(file):
        by_target[line["target"]].append(line)
        by_target["all"].append(line)
    for name in [target.name for target in TARGETS if target.name in by_target] + ["all"]:
        lines = by_target[name]
        killed = sum(not _alive(line) for line in lines)
        print(f"| {name} | {len(lines)} | {killed} | {killed / max(1, len(lines)):.0%} |")
    for line in sorted(by_target["all"], key=lambda line: (line["file"], line["line"])):
        if _alive(line):
            print(f"\n{line['file']}:{line['line']}  {line['where']}  {line['operator']}  {line['result']}")
            print(f"- {line['before']}\n+ {line['after']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
