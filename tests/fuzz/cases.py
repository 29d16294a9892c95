"""The cases: a verb, the files it is given, and which of them is damaged."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.damage import damaged
from tests.loaders.records.folder import write as write_records

DATA = Path(__file__).parents[1] / "data"
KINDS = {
    ".head": "table",
    ".json": "json",
    ".csv": "table",
    ".yaml": "yaml",
    ".jsonl": "text",
    ".xlsx": "binary",
    ".txt": "table",
}

EVENTS = """[{"kind": "engineer-out", "at": "11:05", "engineer": "E2", "why": "ill"},
 {"kind": "visit-finished", "at": "11:10", "ticket": "T1"},
 {"kind": "ticket-cancelled", "at": "11:20", "ticket": "T3"}]"""
EVENT_ROWS = "kind,at,engineer,ticket,why\nengineer-out,11:05,E2,,ill\nticket-cancelled,11:20,,T3,\n"
SCENARIO = "name: more\nsteps:\n  - add-engineers: {count: 1, like: E1}\n"
POLICY = (
    "name: mine\nrules:\n  travel-cost: {per_hour: 60, per_km: 1.5}\n  unserved-cost: {price: {1: 12000, 2: 5000}}\n"
)
GRID = "name: both\ngrid:\n  engineers: [+0, +1]\nsteps:\n  - travel: {factor: 1.1}\n"
TICKET = '{"id": "N1", "place": {"lat": 31.22, "lon": 121.45}, "duration": 3600, "priority": 1}'
SQUARE = '{"places": ["31.235400,121.478700", "31.230400,121.473700"], "seconds": [[0, 60], [60, 0]]}'
BOOK = "address,lat,lon,source\n南京东路 100 号,31.2304,121.4737,ticket\n人民路 5 号,31.22,121.45,geocoder\n"
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
    run = ("--out", str(folder / "study"), "--seeds", "2", "--iterations", "5", "--workers", "1")
    return ("compare", "base", str(scenario), "--days", str(_tiny(folder)), *run), [scenario]


def _holds(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    day = _tiny(folder)
    plan, holds = folder / "plan.json", folder / "holds.jsonl"
    shutil.copy(made["plan"], plan)
    shutil.copy(made["holds"], holds)
    ask = dice.choice((("slots", "T1"), ("suggest", "T1")))
    at = ("--at", "08:00", "--published", str(plan), "--holds", str(holds))
    return (ask[0], str(day), str(plan), ask[1], *at), [holds]


def _log(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    day = _tiny(folder)
    plan, log = folder / "plan.json", folder / "log.jsonl"
    shutil.copy(made["plan"], plan)
    head = folder / made["log head"].name
    shutil.copy(made["log"], log)
    shutil.copy(made["log head"], head)
    verb = dice.choice(("history", "replan"))
    rest = (str(log),) if verb == "history" else ("--log", str(log), "--at", "12:00", "--seconds", "0.2")
    return (verb, str(day), *rest), [log, log, head]


def _proposal(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    proposal = folder / "proposal.json"
    shutil.copy(made["proposal"], proposal)
    (folder / "day").mkdir()
    day = _tiny(folder / "day")
    shutil.copy(made["plan"], day / "published.json")
    return ("accept", str(day), str(proposal), "--log", str(folder / "log.jsonl")), [proposal]


def _ticket(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    day, plan, ticket = _tiny(folder), folder / "plan.json", folder / "new.json"
    shutil.copy(made["plan"], plan)
    ticket.write_text(TICKET)
    return ("slots", str(day), str(plan), "--new", str(ticket), "--at", "08:00"), [ticket]


def _grid(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    grid = folder / "grid.yaml"
    grid.write_text(GRID)
    run = ("--out", str(folder / "study"), "--seeds", "2", "--iterations", "5", "--workers", "1")
    return ("compare", "base", str(grid), "--days", str(_tiny(folder)), *run), [grid]


def _company(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    source = dice.choice(sorted(path for path in (DATA / "companies").iterdir() if path.is_dir()))
    shutil.copytree(source, folder / "company")
    files = _files(folder / "company")
    names = (str(path) for path in files if path.suffix in (".csv", ".xlsx"))
    return ("mapping", *names, "--out", str(folder / "mine.yaml"), "--defaults"), files


def _travel(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    day = _tiny(folder)
    roads = day / dice.choice(("roads.csv", "roads.json"))
    roads.write_text(MATRIX if roads.suffix == ".csv" else SQUARE)
    choice = f"travel: {{model: matrix, file: {roads.name}, fallback: estimate}}"
    text = (day / "day.yaml").read_text()
    (day / "day.yaml").write_text(
        "\n".join([*(line for line in text.splitlines() if "travel" not in line), choice, ""])
    )
    return ("validate", str(day), "--json"), [roads]


def _book(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    day = _tiny(folder)
    (day / "addresses.csv").write_text(BOOK)
    with (day / "day.yaml").open("a") as file:
        file.write("addresses: {file: addresses.csv}\n")
    return ("validate", str(day), "--json"), [day / "addresses.csv", day / "day.yaml"]


def _records(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    records = write_records(folder / "records")
    verb = dice.choice(("figures", "score", "standing", "ranking"))
    return ("people", verb, str(records)), _files(records)


def _published(folder: Path, dice: random.Random, made: dict[str, Path]) -> Made:
    day = _tiny(folder)
    shutil.copy(made["plan"], day / "published.json")
    return ("validate", str(day), "--json"), [day / "published.json"]


MAKERS: dict[str, Callable[[Path, random.Random, dict[str, Path]], Made]] = {
    "folder": _validate, "workbook": _copied("workbook", "validate"), "json": _copied("json", "validate"),
    "convert": _convert, "preset": _preset, "mapping": _mapping, "check": _check, "plan": _plan, "replan": _replan,
    "json plan": _copied("json", "plan"), "compare": _compare, "holds": _holds, "log": _log, "proposal": _proposal,
    "new ticket": _ticket, "grid": _grid, "company": _company, "travel": _travel, "addresses": _book,
    "published": _published, "records": _records,
}  # fmt: skip
"""Kind of case -> what makes its files."""
