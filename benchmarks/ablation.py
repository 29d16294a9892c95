"""What a step of the engine is worth: runs with some members of its effort changed, side by side with the usual ones.

    python -m benchmarks.ablation --sets days-100 --seconds 10 --seeds 3 dives=0
    python -m benchmarks.ablation --sets days-300 --seconds 60 --seeds 3 chooses=True choice=500

Members are those of ``Effort`` and its ``Profile`` (``docs/engine.md``, *Effort by size*). Usual and changed runs of a
seed follow one another, so a machine whose speed drifts treats both alike. Per instance and over all: mean ratio of the
costs, and both proven gaps. On fewer than three instances times three seeds a difference below 1 % is noise.
"""

from __future__ import annotations

import argparse
from ast import literal_eval
from dataclasses import fields, replace
from statistics import mean
from typing import Any

from benchmarks.sets import SETS
from scheduler.budget import Budget
from scheduler.day import Day
from scheduler.engine import Effort, Outcome, solve


def changed(effort: Effort, members: dict[str, Any]) -> Effort:
    """The effort with other values.

    Raises
    ------
    ValueError
        There is no such member; says which there are.
    """
    own = {field.name for field in fields(effort)} - {"tickets", "shifts", "profile"}
    of_profile = {field.name for field in fields(effort.profile)}
    if unknown := sorted(set(members) - own - of_profile):
        raise ValueError(
            f"{', '.join(unknown)}: no member of the effort; there are {', '.join(sorted(own | of_profile))}"
        )
    profile = replace(effort.profile, **{name: value for name, value in members.items() if name in of_profile})
    return replace(effort, profile=profile, **{name: value for name, value in members.items() if name in own})


def pair(day: Day, members: dict[str, Any], budget: Budget) -> tuple[Outcome, Outcome]:
    """The usual outcome and that with the members changed."""
    usual = Effort.of(day)
    efforts = usual, changed(usual, members)
    first, second = (solve(day, budget=budget, effort=effort) for effort in efforts)
    return first, second


def line(name: str, pairs: list[tuple[Outcome, Outcome]]) -> str:
    """One line for a person."""
    ratio = mean(other.cost / usual.cost if usual.cost else 1.0 for usual, other in pairs)
    gaps = [mean(outcome.gap for outcome in outcomes) for outcomes in zip(*pairs, strict=True)]
    gap = " -> ".join(f"{100 * share:.2f} %" for share in gaps)
    return f"{name}: cost {100 * (ratio - 1):+.2f} %, gap {gap} ({len(pairs)} runs)"


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("members", nargs="+", metavar="MEMBER=VALUE")
    parser.add_argument("--sets", nargs="+", default=["days-100"], choices=list(SETS))
    parser.add_argument("--names", default="*", help="pattern over instance names")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--iterations", type=int, help="instead of seconds: the same on every machine")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    members = {name: literal_eval(value) for name, _, value in (text.partition("=") for text in asked.members)}
    seconds = None if asked.iterations else asked.seconds
    budget = Budget(seconds, asked.iterations, threads=asked.threads)
    everything = []
    for case in (case for chosen in asked.sets for case in SETS[chosen](asked.names)):
        pairs = [pair(case.day, members, replace(budget, seed=seed)) for seed in range(1, asked.seeds + 1)]
        everything += pairs
        print(line(case.name, pairs), flush=True)
    if everything:
        print(line("all", everything))


if __name__ == "__main__":
    main()
