"""``calibration.json``: what stood still for a quarter, kept."""

from __future__ import annotations

from pathlib import Path

from models.errors import InputError, Trouble
from models.people.calibration import Calibration
from models.text import Text
from scheduler.loaders.formats.json_text import parse_json
from scheduler.loaders.guard import file_bytes


def read_calibration(path: Path) -> Calibration:
    """The calibration in a file.

    Raises
    ------
    InputError
        It is no calibration, or somebody changed it after it was written.
    """
    if not path.is_file():
        raise InputError(Trouble("does not exist", str(path), rule="missing-file"))
    data = parse_json(file_bytes(path), path.name)
    try:
        found = Calibration.from_json(data)
    except (KeyError, TypeError, ValueError, AssertionError, AttributeError):
        message = Text("is no calibration", "不是校准文件")
        maybe = Text(
            "give the calibration.json that people score wrote.", "请给出 people score 写出的 calibration.json。"
        )
        raise InputError(Trouble(message, path.name, rule="not-a-calibration", maybe=maybe)) from None
    if data.get("hash") != found.hash:
        message = Text("was changed after it was written: its content has another hash", "写出后被改动：内容的哈希不同")
        maybe = Text("take the original, or leave it out.", "请使用原件，或不给出。")
        raise InputError(Trouble(message, path.name, field="hash", rule="changed", maybe=maybe))
    return found
