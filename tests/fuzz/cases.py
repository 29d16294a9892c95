"""The cases: a verb, the files it is given, and which of them is damaged."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.damage import damaged

DATA = Path(__file__).parents[1] / "data"
KINDS = {".json": "json", ".csv": "table", ".yaml": "yaml", ".jsonl": "text", ".xlsx": "binary", ".txt": "table"}

EVENTS = """[{"kind": "engineer-out", "at": "11:05", "engineer": "E2", "why": "ill"},
 {"kind": "visit-finished", "at": "11:10", "ticket": "T1"},
 {"kind": "ticket-cancelled", "at": "11:20", "ticket": "T3"}]"""
EVENT_ROWS = "kind,at,engineer,ticket,why\nengineer-out,11:05,E2,,ill\nticket-cancelled,11:20,,T3,\n"
SCENARIO = "name: more\nsteps:\n  - add-engineers: {count: 1, like: E1}\n"
POLICY = (
    "name: mine\nrules:\n  travel-cost: {per_hour: 60, per_km: 1.5}\n  unserved-cost: {price: {1: 12000, 2: 5000}}\n"
)
MATRIX = "from,to,seconds,metres\n31.235400,121.478700,31.230400,121.473700,600,5000\n"
"""Files beside the small day of the tests."""


@dataclass(frozen=True)
class Case:
    """One run of the command line.

    Parameters
    ----------
    name
        Which kind of case, for people.
    arguments
        Of the command line.
    folder
        Its files.
    """

    name: str
    arguments: tuple[str, ...]
    folder: Path


Made = tuple[tuple[str, ...], list[Path]]
"""Arguments, and the files of which one is damaged."""


def case(seed: int, folder: Path, made: dict[str, Path]) -> Case:
    """The case of a seed in an empty folder; ``made`` holds files that take long to make: workbook, day.json, plan."""
    dice = random.Random(seed)
    name = list(MAKERS)[seed % len(MAKERS)]
    arguments, files = MAKERS[name](folder, dice, made)
    if dice.random() < 0.4 and arguments[0] in ("validate", "convert", "plan"):
        arguments = (*arguments, "--reject-bad-rows")
    target = dice.choice(files)
    target.write_bytes(damaged(target.read_bytes(), KINDS.get(target.suffix, "table").replace("text", "json"), dice))
    return Case(f"{name} {target.name}", arguments, folder)


def _tiny(folder: Path) -> Path:
    shutil.copytree(DATA / "tiny", folder / "day")
    (folder / "day" / "policy.yaml").write_text(POLICY)
    return folder / "day"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in KINDS)


def _validate(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    day = _tiny(folder)
    return ("validate", str(day), "--json"), _files(day)


def _convert(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    day = _tiny(folder)
    return ("convert", str(day), str(folder / dice.choice(("out", "out.json", "out.xlsx")))), _files(day)


def _plan(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    day = _tiny(folder)
    return ("plan", str(day), "--out", str(folder / "out"), "--iterations", "5", "--threads", "1"), _files(day)


def _copied(name: str, verb: str) -> Callable[[Path, random.Random, dict[str, Path]], Made]:
    def make(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
        path = folder / made[name].name
        shutil.copy(made[name], path)
        rest = ("--json",) if verb == "validate" else ("--out", str(folder / "out"), "--iterations", "5")
        return (verb, str(path), *rest), [path]

    return make


def _preset(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    source = dice.choice(sorted((DATA / "exports").iterdir()))
    name = source.stem.removesuffix("-full")
    path = folder / source.name
    if source.is_dir():
        shutil.copytree(source, path)
        files = _files(path)
    else:
        shutil.copy(source, path)
        files = [path]
    return ("validate", str(path), "--mapping", name, "--json"), files


def _mapping(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    shutil.copytree(DATA / "exports" / "odoo", folder / "export")
    mapping = folder / "own.yaml"
    shutil.copy(Path(__file__).parents[2] / "scheduler" / "mappings" / "odoo.yaml", mapping)
    return ("validate", str(folder / "export"), "--mapping", str(mapping), "--json"), [mapping]


def _check(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    plan = folder / "plan.json"
    shutil.copy(made["plan"], plan)
    return (dice.choice(("check", "report")), str(_tiny(folder)), str(plan)), [plan]


def _replan(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    day = _tiny(folder)
    plan, events = folder / "plan.json", folder / dice.choice(("events.json", "events.csv"))
    shutil.copy(made["plan"], plan)
    events.write_text(EVENTS if events.suffix == ".json" else EVENT_ROWS)
    at = ("--at", "11:30", "--published", str(plan), "--events", str(events), "--seconds", "0.2")
    return ("replan", str(day), *at), [events, events, plan]


def _compare(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    scenario = folder / "more.yaml"
    scenario.write_text(SCENARIO)
    run = ("--out", str(folder / "study"), "--seeds", "1", "--iterations", "5", "--workers", "1")
    return ("compare", "base", str(scenario), "--days", str(_tiny(folder)), *run), [scenario]


MAKERS: dict[str, Callable[[Path, random.Random, dict[str, Path]], Made]] = {
    "folder": _validate, "workbook": _copied("workbook", "validate"), "json": _copied("json", "validate"),
    "convert": _convert, "preset": _preset, "mapping": _mapping, "check": _check, "plan": _plan, "replan": _replan,
    "json plan": _copied("json", "plan"), "compare": _compare,
}  # fmt: skip
"""Kind of case -> what makes its files."""
