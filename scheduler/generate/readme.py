"""The page beside a generated day: what each file holds and how the day was made."""

from __future__ import annotations

import csv
from pathlib import Path

from models.problem import Problem


def write_generated(problem: Problem, folder: Path, about: str, command: str) -> None:
    """Write a generated day with its page. Its policy is the packaged default and is not copied beside it."""
    from scheduler.loaders import write_day

    write_day(problem, folder)
    (folder / "policy.yaml").unlink()
    (folder / "README.md").write_text(readme(problem, folder, about, command), encoding="utf-8")


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
        "Empty cells mean the default that `docs/formats.md` names. No policy lies here, so the packaged `default`",
        "applies. The files were made by",
        "",
        f"    {command}",
        "",
        "which writes the same bytes on every machine.",
        "",
    ]
    return "\n".join(lines)


def _row(path: Path) -> str:
    from scheduler.loaders.contract import TABLE

    if path.suffix == ".yaml":
        return f"| `{path.name}` | | What concerns the whole day: name, first moment, time zone, travel model. |"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = sum(1 for _ in csv.reader(file)) - 1
    return f"| `{path.name}` | {rows} | {TABLE[path.stem].meaning} |"
