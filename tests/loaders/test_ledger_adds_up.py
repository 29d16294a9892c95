"""Of every kind of source, made up and damaged: what an independent reader counts is what the ledger found, and all of
it is used, set aside or ignored."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import InputError
from scheduler.compare.compare import read_scenarios
from scheduler.loaders import json_of, load, load_with_rejects
from scheduler.loaders.events import read_events
from scheduler.loaders.formats.write_workbook import write_workbook
from scheduler.loaders.ledger import Ledger
from scheduler.loaders.mapping import mapping_names
from scheduler.loaders.records import load_records_with_rejects
from tests.fuzz.damage import in_json, in_table, in_yaml
from tests.loaders.edits import TINY, copy_of_tiny
from tests.loaders.records.folder import TABLES as RECORDS
from tests.loaders.records.folder import write as write_records_folder

DATA = TINY.parent
EXPORTS = {path.stem: path for path in sorted((DATA / "exports").iterdir())}
BOOK = "address,lat,lon,source\n南京东路 100 号,31.2304,121.4737,ticket\n人民路 5 号,31.22,121.45,geocoder\n"
POLICY = "name: mine\nrules:\n  travel-cost: {per_hour: 60, per_km: 1.5}\n"
SCENARIO = (
    "name: more\nnote: why not\nsteps:\n  - add-engineers: {count: 1, like: E1}\n  - scale-demand: {factor: 1.2}\n"
)
GRID = "name: both\ngrid:\n  engineers: [+0, +1]\n  demand: [1, 1.2]\nsteps:\n  - travel: {factor: 1.1}\n"
EVENTS = "kind,at,engineer,ticket,until\nengineer-out,11:05,E2,,\nno-show,11:20,,T3,\nengineer-late,11:30,E1,,12:00\n"
ITEMS = [
    {"kind": "engineer-out", "at": "11:05", "engineer": "E2", "why": "ill"},
    {"kind": "ticket-changed", "at": "11:20", "ticket": "T3", "windows": [{"start": "13:00", "end": "15:00"}]},
]
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


# What an independent reader counts.


def rows_in(data: bytes) -> int:
    """Lines with something in them, without the headings."""
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    return sum(1 for line in lines if any(cell.strip() for cell in line)) - 1


def keys_in(content: Any, before: str = "") -> Iterator[str]:
    """Paths of all keys."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield before + str(key)
            yield from keys_in(value, f"{before}{key}.")
    elif isinstance(content, list):
        for item in content:
            yield from keys_in(item, f"{before.removesuffix('.')}[].")


def found_in(ledger: Ledger, source: str, kind: str) -> int:
    return sum(account.found for account in ledger.accounts() if (account.source, account.kind) == (source, kind))


def adds_up(ledger: Ledger) -> None:
    """Nothing is open, and every reason has words."""
    assert ledger.open() == ()
    for account in ledger.accounts():
        assert account.found == account.used + sum(account.set_aside.values()) + sum(account.ignored.values())
        assert all(why.strip() for why in (*account.set_aside, *account.ignored))
    assert "unaccounted" not in ledger.line()


WAYS = {"json": in_json, "table": in_table, "yaml": in_yaml}


def spoil(path: Path, kind: str, seed: int) -> None:
    """One damage of the kind of file; what is no text at all is the fuzzer's business."""
    path.write_bytes(WAYS[kind](path.read_bytes(), random.Random(seed)))


def attempt(read: Callable[[], Ledger]) -> Ledger | None:
    """The ledger of what can be read; None where it is refused, with reasons."""
    try:
        return read()
    except InputError as error:
        assert error.troubles
        assert all(trouble.message and trouble.rule for trouble in error.troubles)
        return None


def reading(path: Path, reject: bool, **options: Any) -> Ledger | None:
    return attempt(lambda: load_with_rejects(path, reject_bad_rows=reject, **options).ledger)


@given(seed=st.integers(0, 10**6), reject=st.booleans(), data=st.data())
@few
def test_a_folder_adds_up(seed: int, reject: bool, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        day = copy_of_tiny(Path(folder))
        (day / "policy.yaml").write_text(POLICY)
        (day / "addresses.csv").write_text(BOOK)
        with (day / "day.yaml").open("a") as settings_file:
            settings_file.write("addresses: {file: addresses.csv}\nignore: {engineers: {shoe: for the outfitter}}\n")
        path = data.draw(st.sampled_from(sorted(path for path in day.iterdir() if path.suffix in (".csv", ".yaml"))))
        spoil(path, path.suffix[1:].replace("csv", "table"), seed)
        before = {path.name: path.read_bytes() for path in day.iterdir()}
        ledger = reading(day, reject)
        if ledger is None:
            return
        adds_up(ledger)
        for name in ("tickets.csv", "engineers.csv", "shifts.csv", "territories.csv", "absences.csv"):
            # two readers may differ in where a damaged file has lines; ours is asked for the text it has read
            assert found_in(ledger, name, "row") == rows_in(before[name].replace(b"\r\r", b"\r"))


def test_a_folder_without_damage_adds_up_key_by_key(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    (day / "policy.yaml").write_text(POLICY)
    ledger = load_with_rejects(day).ledger
    for name in ("tickets.csv", "engineers.csv", "shifts.csv", "absences.csv"):
        text = (day / name).read_text("utf-8-sig")
        assert found_in(ledger, name, "row") == rows_in(text.encode())
        assert found_in(ledger, name, "key") == text.splitlines()[0].count(",") + 1
    for name in ("day.yaml", "policy.yaml"):
        assert found_in(ledger, name, "key") == len(set(keys_in(yaml.safe_load((day / name).read_text()))))


@given(seed=st.integers(0, 10**6), reject=st.booleans())
@few
def test_a_json_day_adds_up(seed: int, reject: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.json"
        path.write_text(json.dumps(json_of(load(TINY))))
        spoil(path, "json", seed)
        ledger = reading(path, reject)
        if ledger is None:
            return
        adds_up(ledger)
        content = json.loads(path.read_bytes())
        for key in ("engineers", "tickets", "territories"):
            assert found_in(ledger, f"day.json[{key}]", "row") == len(content.get(key) or ())
        assert found_in(ledger, "day.json", "key") == len(set(keys_in(content)))


@given(seed=st.integers(0, 10**6), name=st.sampled_from(sorted(EXPORTS)), reject=st.booleans())
@few
def test_an_export_of_every_product_adds_up(seed: int, name: str, reject: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, copy = EXPORTS[name], Path(folder) / EXPORTS[name].name
        shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
        files = sorted(path for path in copy.iterdir() if path.suffix == ".csv") if copy.is_dir() else [copy]
        path = files[seed % len(files)]
        spoil(path, path.suffix[1:].replace("csv", "table"), seed)
        ledger = reading(copy, reject, mapping=name.removesuffix("-full"))
        if ledger is None:
            return
        adds_up(ledger)
        if path.suffix == ".json":
            # a key whose value is unreadable refuses the file; every other one is counted once
            assert found_in(ledger, path.name, "key") == len(set(keys_in(json.loads(path.read_bytes()))))
        else:
            for path in files:
                assert found_in(ledger, path.name, "row") == rows_in(path.read_bytes()), path.name
                assert found_in(ledger, path.name, "key") > 0


@given(seed=st.integers(0, 10**6))
@few
def test_a_mapping_of_ones_own_adds_up(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mapping = Path(folder) / "own.yaml"
        shutil.copy(Path(__file__).parents[2] / "scheduler" / "mappings" / "odoo.yaml", mapping)
        spoil(mapping, "yaml", seed)
        ledger = reading(EXPORTS["odoo"], False, mapping=str(mapping))
        if ledger is not None:
            adds_up(ledger)
            assert found_in(ledger, "mappings/own.yaml", "key") == len(set(keys_in(_yaml(mapping))))


def _yaml(path: Path) -> Any:
    from scheduler.loaders.formats.yaml_file import parse_yaml

    return parse_yaml(path.read_bytes(), path.name)


@given(seed=st.integers(0, 10**6), reject=st.booleans())
@settings(few, max_examples=6)
def test_a_workbook_adds_up(seed: int, reject: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        day, path = copy_of_tiny(Path(folder)), Path(folder) / "day.xlsx"
        spoil(day / ("tickets.csv", "shifts.csv")[seed % 2], "table", seed)
        try:
            problem = load(day, reject_bad_rows=True)
        except InputError:
            return
        write_workbook(problem, path)
        ledger = reading(path, reject)
        if ledger is not None:
            adds_up(ledger)
            assert found_in(ledger, "day.xlsx[tickets]", "row") == len(problem.tickets)
            assert found_in(ledger, "day.xlsx[shifts]", "row") == len(problem.shifts)


MATRIX = "from,to,seconds,metres\n" + "".join(
    f"{a},{b},{60 * (k + 1)},{900 * (k + 1)}\n"
    for k, (a, b) in enumerate((a, b) for a in "ABC" for b in "ABC" if a != b)
)
SQUARE = {"places": ["A", "B", "C"], "seconds": [[0, 60, 90], [60, 0, 30], [90, 30, 0]]}


@given(seed=st.integers(0, 10**6), form=st.sampled_from(("csv", "json")))
@few
def test_a_travel_matrix_adds_up(seed: int, form: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        day = Path(folder)
        (day / "day.yaml").write_text(
            f'start: "2026-11-24"\ntimezone: UTC\ntravel: {{model: matrix, file: roads.{form}}}\n'
        )
        (day / "tickets.csv").write_text("ticket_id,place_id,duration_min\nT1,B,60\n")
        (day / "engineers.csv").write_text("engineer_id,place_id\nE1,A\n")
        (day / "shifts.csv").write_text("engineer_id,start,end\nE1,2026-11-24 08:00,2026-11-24 17:00\n")
        roads = day / f"roads.{form}"
        roads.write_text(MATRIX if form == "csv" else json.dumps(SQUARE))
        spoil(roads, "table" if form == "csv" else "json", seed)
        ledger = reading(day, False)
        if ledger is None:
            return
        adds_up(ledger)
        if form == "csv":
            assert found_in(ledger, roads.name, "row") == rows_in(roads.read_bytes())
        else:
            content = json.loads(roads.read_bytes())
            assert found_in(ledger, roads.name, "row") == len(content["seconds"])
            assert found_in(ledger, roads.name, "key") == len(content)


@given(seed=st.integers(0, 10**6), form=st.sampled_from(("csv", "json", "jsonl")))
@few
def test_events_add_up(seed: int, form: str) -> None:
    problem, ledger = load(TINY), Ledger()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"events.{form}"
        path.write_text({"csv": EVENTS, "json": json.dumps(ITEMS), "jsonl": "\n".join(map(json.dumps, ITEMS))}[form])
        spoil(path, "table" if form == "csv" else "json", seed)
        try:
            events = read_events(path, problem, ledger=ledger)
        except InputError as error:
            assert error.troubles
            return
        adds_up(ledger)
        assert found_in(ledger, path.name, "row") == len(events)


@given(seed=st.integers(0, 10**6), text=st.sampled_from((SCENARIO, GRID)))
@few
def test_scenarios_and_grids_add_up(seed: int, text: str) -> None:
    ledger = Ledger()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "more.yaml"
        path.write_text(text)
        spoil(path, "yaml", seed)
        try:
            read_scenarios(path, ledger)
        except InputError as error:
            assert error.troubles
            return
        adds_up(ledger)
        assert found_in(ledger, path.name, "key") == len(set(keys_in(_yaml(path))))


@given(seed=st.integers(0, 10**6))
@few
def test_a_published_plan_adds_up(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        day = copy_of_tiny(Path(folder))
        shift = {"depart": "2026-11-24T08:30:00+08:00", "end": "2026-11-24T09:30:00+08:00"}
        plan = {"format": "paigong-plan-1", "routes": [{"shift": "E1@2026-11-24", "engineer": "E1", **shift}]}
        (day / "published.json").write_text(json.dumps(plan))
        spoil(day / "published.json", "json", seed)
        ledger = reading(day, False)
        if ledger is not None:
            adds_up(ledger)
            content = json.loads((day / "published.json").read_bytes())
            assert found_in(ledger, "published.json", "key") == len(set(keys_in(content)))


@pytest.mark.parametrize("name", mapping_names())
def test_every_ready_mapping_accounts_for_the_whole_export(name: str) -> None:
    full = EXPORTS[f"{name}-full"]
    ledger = load_with_rejects(full, mapping=name).ledger
    adds_up(ledger)
    for path in sorted(full.glob("*.csv")) if full.is_dir() else ():
        assert found_in(ledger, path.name, "row") == rows_in(path.read_bytes())
        assert found_in(ledger, path.name, "key") == len(path.read_text("utf-8-sig").splitlines()[0].split(","))


@given(seed=st.integers(0, 10**6), reject=st.booleans(), table=st.sampled_from((*RECORDS, "records.yaml")))
@few
def test_records_add_up(seed: int, reject: bool, table: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        records = write_records_folder(Path(folder) / "records")
        path = records / (table if table.endswith(".yaml") else f"{table}.csv")
        spoil(path, "yaml" if table.endswith(".yaml") else "table", seed)
        ledger = attempt(lambda: load_records_with_rejects(records, reject_bad_rows=reject).ledger)
        if ledger is None:
            return
        adds_up(ledger)
        for name in RECORDS:
            file = records / f"{name}.csv"
            assert found_in(ledger, file.name, "row") == rows_in(file.read_bytes()), name
            # a column that is damaged away or doubled is refused, so every heading is counted once
            assert found_in(ledger, file.name, "key") == len([cell for cell in headings(file) if cell.strip()]), name


def headings(path: Path) -> list[str]:
    return next(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
