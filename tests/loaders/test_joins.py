"""Joins and collections: what matches nothing is an error, what they use is known, what is left over is said."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from models.errors import InputError
from scheduler.loaders import Loaded, load_with_rejects
from scheduler.loaders.inventory import inventory
from scheduler.loaders.mapping import mapping_names, read_mapping
from tests.loaders.edits import TINY

EXPORTS = TINY.parent / "exports"
MAPPING = """
timezone: UTC
day: {start: "2026-11-24"}
tables:
  tickets:
    table: orders
    join: [{table: sites, there: code, here: site}]
    columns:
      ticket_id: id
      lat: sites.lat
      lon: sites.lon
      duration_min: minutes
      skills: {collect: needs, there: order, here: id, column: skill, where: {kind: must}}
  engineers: {table: staff, columns: {engineer_id: name, lat: lat, lon: lon}}
  shifts: {table: staff, columns: {engineer_id: name, start: begins, end: ends}}
"""
FILES = {
    "orders": "id,site,minutes\nA,S1,60\nB,S2,30\n",
    "sites": "code,lat,lon\nS1,48.1,11.5\nS2,48.2,11.6\n",
    "needs": "order,skill,kind\nA,NET,must\nB,HV,may\n",
    "staff": "name,lat,lon,begins,ends\nW,48.1,11.6,2026-11-24 08:00,2026-11-24 17:00\n",
}


def _read(folder: Path, mapping: str = MAPPING, **files: str) -> Loaded:
    for name, text in (FILES | files).items():
        (folder / f"{name}.csv").write_text(text)
    (folder / "own.yaml").write_text(mapping)
    loaded = load_with_rejects(folder, mapping=folder / "own.yaml")
    assert loaded.ledger.open() == ()
    return loaded


def _refused(folder: Path, mapping: str = MAPPING, **files: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        _read(folder, mapping, **files)
    return [(trouble.rule, trouble.file) for trouble in caught.value.troubles]


def _keys(loaded: Loaded, file: str) -> dict[str, int]:
    (account,) = (one for one in loaded.ledger.accounts() if (one.source, one.kind) == (file, "key"))
    return {"used": account.used, **account.set_aside, **account.ignored}


def test_columns_of_a_file_that_lends_are_accounted_for_and_said_when_nobody_names_them(tmp_path: Path) -> None:
    loaded = _read(tmp_path, sites="code,lat,lon,gate\nS1,48.1,11.5,3\nS2,48.2,11.6,4\n")
    assert _keys(loaded, "sites.csv") == {"used": 3, "the mapping does not name it": 1}
    assert _keys(loaded, "needs.csv") == {"used": 3}
    (note,) = (note for note in loaded.notes if note.rule == "unknown-column")
    assert (note.file, "gate" in note.message) == ("sites.csv", True)


def test_a_collection_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    assert _refused(tmp_path, needs="order,skill,kind\nX,NET,must\n") == [("join-matches-nothing", "needs.csv")]


def test_a_collection_that_wants_none_of_the_rows_it_matches_is_none(tmp_path: Path) -> None:
    loaded = _read(tmp_path, needs="order,skill,kind\nA,NET,may\n")
    assert loaded.problem.ticket["A"].skills == ()
    # what is not wanted by the mapping is said, as it means something
    assert [note.file for note in loaded.notes if note.rule == "hanging-rows"] == ["needs.csv"]


def test_one_of_two_joins_to_a_file_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    more = "columns:\n      territory_id: {collect: sites, there: lat, here: id, column: code}\n      ticket_id"
    two = MAPPING.replace("columns:\n      ticket_id", more)
    assert two != MAPPING
    assert ("join-matches-nothing", "sites.csv") in _refused(tmp_path, two)


def test_a_join_whose_column_is_missing_is_an_error(tmp_path: Path) -> None:
    assert _refused(tmp_path, sites="id,lat,lon\nS1,48.1,11.5\nS2,48.2,11.6\n")[0] == ("join-without-key", "sites.csv")


def test_a_column_that_is_only_lent_by_a_table_of_ours_is_not_unknown(tmp_path: Path) -> None:
    mapping = MAPPING.replace("minutes\n", "minutes\n      contact: staff.phone\n").replace(
        "join: [", "join: [{table: staff, there: name, here: owner}, "
    )
    staff = "name,lat,lon,begins,ends,phone\nW,48.1,11.6,2026-11-24 08:00,2026-11-24 17:00,5\n"
    loaded = _read(tmp_path, mapping, orders="id,site,minutes,owner\nA,S1,60,W\nB,S2,30,W\n", staff=staff)
    assert loaded.problem.ticket["A"].contact == "5"
    assert not [note for note in loaded.notes if note.rule == "unknown-column"]
    assert _keys(loaded, "staff.csv") == {"used": 6}


@pytest.mark.parametrize("name", mapping_names())
def test_a_preset_says_once_which_known_keys_it_does_not_use(name: str) -> None:
    export = next(path for path in EXPORTS.iterdir() if path.stem == f"{name}-full")
    loaded = load_with_rejects(export, mapping=name)
    said = Counter((note.file, note.field, note.message) for note in loaded.notes)
    assert max(said.values()) == 1
    ignored = {key.key for key in inventory(read_mapping(name)) if key.fate == "ignored"}
    accounts = [one for one in loaded.ledger.accounts() if one.kind == "key" and one.ignored]
    if any(one.ignored for one in accounts) and ignored and export.is_dir():
        files = {note.file for note in loaded.notes if note.rule == "keys-ignored"}
        assert {one.source for one in accounts if set(one.ignored) != {"empty"}} <= files
        for file in files:  # one line a file, with all of them
            assert sum(1 for note in loaded.notes if (note.file, note.rule) == (file, "keys-ignored")) == 1
