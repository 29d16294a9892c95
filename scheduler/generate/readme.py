"""The page beside a generated day: what each file holds and how the day was made."""

from __future__ import annotations

import csv
from pathlib import Path

from models.problem import Problem


def readme(problem: Problem, folder: Path, about: str, command: str) -> str:
    """Markdown that explains the files of ``folder``.

    Parameters
    ----------
    about
        A sentence or two on what the day is for.
    command
        The command that makes the same files again.
    """
    days = len({shift.id.partition("@")[2] for _, shift in problem.shifts})
    lines = [
        f"# {problem.name}",
        "",
        about,
        "",
        f"{len(problem.tickets)} tickets, {len(problem.engineers)} engineers, {len(problem.shifts)} shifts on "
        f"{days} day{'s' if days > 1 else ''} from {problem.clock.origin.date()}"
        + (f", {len(problem.territories)} territories" if problem.territories else "")
        + ". Everything in it is made up.",
        "",
        "| file | rows | what it holds |",
        "|---|---:|---|",
        *(_row(path) for path in sorted(folder.iterdir()) if path.suffix in (".csv", ".yaml")),
        "",
        "Empty cells mean the default that the column's page names. Made by",
        "",
        f"    {command}",
        "",
        "which writes the same bytes on every machine.",
        "",
    ]
    return "\n".join(lines)


def _row(path: Path) -> str:
    from scheduler.loaders.contract import DAY, TABLE

    if path.suffix == ".yaml":
        return f"| `{path.name}` | | {DAY.meaning.partition(': ')[2]} Times, time zone, policy, travel |"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = sum(1 for _ in csv.reader(file)) - 1
    return f"| `{path.name}` | {rows} | {TABLE[path.stem].meaning} |"
