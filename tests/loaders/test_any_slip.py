"""Whatever a hand slips into a file: the day reads, or is refused with reasons; nothing else."""

# ruff: noqa: E501

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import InputError
from scheduler.loaders import json_of, load
from scheduler.loaders.doctor import warnings
from tests.loaders.edits import TINY, copy_of_tiny

SLIPS = (
    "", ",", ";", ":", "\n", '"', "0", "-1", "9" * 20, "1e400", "nan", "2026-13-01", "08:30", "24:00", "@", "[", "[[]]", "{}",
    "\x00", "９", "1e308", "0001-01-01", "9999-12-31 23:59", "P1D", "[null]", "[[1,2,3]]", "*", "&a", "!!python", "- ",
    "PT99999999999H", '[["a",null]]', "[{}]", "E1@", "A:B:C", "空",
)  # fmt: skip
FILES = ("tickets.csv", "engineers.csv", "shifts.csv", "day.yaml", "territories.csv", "absences.csv")
JSON = json.dumps(json_of(load(TINY)), indent=0)
few = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def spoilt(draw: st.DrawFn, text: str) -> str:
    """A text in which one to three cells are something else."""
    for _ in range(draw(st.integers(1, 3))):
        signs = [at for at, sign in enumerate(text) if sign in ",\n:"] or [0]
        at = draw(st.integers(0, len(signs) - 1))
        end = signs[at + 1] if at + 1 < len(signs) and draw(st.booleans()) else signs[at] + 1
        text = text[: signs[at] + 1] + draw(st.sampled_from(SLIPS)) + text[end:]
    return text


def survives(path: Path, reject_bad_rows: bool) -> None:
    try:
        warnings(load(path, reject_bad_rows=reject_bad_rows))
    except InputError as error:
        assert error.troubles and all(trouble.message for trouble in error.troubles)


@given(st.data(), st.sampled_from(FILES), st.booleans())
@few
def test_a_slip_in_a_folder_never_ends_in_a_crash(data: st.DataObject, file: str, reject: bool) -> None:
    text = data.draw(spoilt((TINY / file).read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        day = copy_of_tiny(Path(folder))
        (day / file).write_text(text, encoding="utf-8")
        survives(day, reject)


@given(spoilt(JSON), st.booleans())
@few
def test_a_slip_in_a_json_file_never_ends_in_a_crash(text: str, reject: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.json"
        path.write_text(text, encoding="utf-8")
        survives(path, reject)
