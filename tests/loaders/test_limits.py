"""Limits, said and kept: what is too deep, too large or no file at all is named, at once."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from models.errors import InputError
from scheduler.loaders import json_of, load
from scheduler.loaders.formats.json_text import parse_json
from scheduler.loaders.formats.workbook_limits import check_workbook
from scheduler.loaders.formats.write_workbook import write_workbook
from scheduler.loaders.formats.yaml_file import parse_yaml
from scheduler.loaders.guard import MOST_DEPTH
from tests.loaders.edits import TINY, copy_of_tiny


def _rule(action: object, *arguments: object) -> str:
    with pytest.raises(InputError) as caught:
        action(*arguments)  # type: ignore[operator]
    assert all(trouble.maybe for trouble in caught.value.troubles)
    return caught.value.troubles[0].rule


@pytest.mark.parametrize("depth", [MOST_DEPTH + 1, 3000, 200_000])
def test_json_and_yaml_may_be_nested_so_deep_and_no_deeper(depth: int) -> None:
    text = ("[" * depth + "]" * depth).encode()
    assert _rule(parse_json, text, "x.json") == "too-deep"
    if depth < 5000:  # reading YAML takes its time
        assert _rule(parse_yaml, text, "x.yaml") == "too-deep"


def test_the_deepest_that_is_allowed_is_read() -> None:
    text = ("[" * MOST_DEPTH + "]" * MOST_DEPTH).encode()
    assert parse_json(text, "x.json") == parse_yaml(text, "x.yaml")


def test_a_number_without_end_is_named() -> None:
    assert _rule(parse_json, b'{"a": ' + b"9" * 6000 + b"}", "x.json") == "json"
    assert _rule(parse_yaml, b"a: " + b"9" * 6000, "x.yaml") == "yaml-value"


def test_half_a_character_is_named() -> None:
    assert _rule(parse_json, b'{"title": "\\ud800"}', "x.json") == "not-text"
    assert _rule(parse_yaml, b'title: "\\ud800"', "x.yaml") in ("not-text", "yaml")


def test_an_anchor_that_repeats_itself_is_stopped() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]" for k in range(1, 10)]  # 9 to the 10th
    assert _rule(parse_yaml, "\n".join(lines), "x.yaml") == "too-many-values"


def test_a_pipe_is_no_day(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "day.json")
    assert _rule(load, tmp_path / "day.json") == "not-a-file"
    os.mkfifo(tmp_path / "p.yaml")
    day = copy_of_tiny(tmp_path)
    with pytest.raises(InputError):
        load(day, policy=str(tmp_path / "p.yaml"))


def _book(part: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(part, data)
    return made.getvalue()


def test_a_workbook_with_a_cell_at_the_end_of_the_world_is_refused_before_it_is_laid_out() -> None:
    # a kilobyte of file, seventeen thousand million cells
    far = b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert _rule(check_workbook, _book("xl/worksheets/sheet1.xml", far), "x.xlsx") == "workbook-too-large"


def test_a_far_cell_that_holds_nothing_does_no_harm() -> None:
    far = b'<sheetData><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    check_workbook(_book("xl/worksheets/sheet1.xml", far), "x.xlsx")


def test_a_workbook_that_unpacks_to_much_is_refused() -> None:
    # a hundred and thirty megabytes of blanks take a hundred and thirty kilobytes
    assert _rule(check_workbook, _book("xl/sharedStrings.xml", b" " * (130 * 2**20)), "x.xlsx") == "workbook-too-large"


def test_a_workbook_with_a_broken_part_is_named() -> None:
    data = bytearray(_book("xl/worksheets/sheet1.xml", bytes(range(256)) * 40))
    data[60:90] = b"\xff" * 30
    assert _rule(check_workbook, bytes(data), "x.xlsx") == "workbook"


def test_an_ordinary_workbook_passes(tmp_path: Path) -> None:
    write_workbook(load(TINY), tmp_path / "day.xlsx")
    check_workbook((tmp_path / "day.xlsx").read_bytes(), "day.xlsx")
    assert load(tmp_path / "day.xlsx").tickets


def test_a_day_that_is_deep_says_so(tmp_path: Path) -> None:
    data = json_of(load(TINY))
    text = json.dumps(data).replace('"title": "Leak check"', '"title": ' + "[" * 500 + "]" * 500)
    (tmp_path / "day.json").write_text(text)
    assert _rule(load, tmp_path / "day.json") == "too-deep"
