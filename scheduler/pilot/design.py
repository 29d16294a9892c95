"""The design of a pilot: written before it starts, drawn by the tool, refused when it could never show anything."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from models.errors import InputError, Trouble, nearest
from models.people.pilot import SIGNIFICANT, least_p
from models.text import Text
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.loaders.guard import file_bytes

OUTCOMES = ("wait", "response", "satisfied", "reopen")
"""What can be compared: hours until somebody comes, promises kept, satisfied customers, work that comes back."""


@dataclass(frozen=True)
class PilotDesign:
    """What is written down before a pilot starts.

    Parameters
    ----------
    territories
        Those that could be drawn, and those that serve as controls when they are not.
    treated
        How many are drawn.
    start
        First day of the new rules.
    weeks_before, weeks_after
        Compared on either side.
    outcome
        The primary one.
    target
        [percent] change that the pilot is to find.
    seed
        Of the draw.
    drawn
        The pilot territories, once drawn.
    """

    name: str
    territories: tuple[str, ...]
    treated: int
    start: date
    weeks_before: int = 13
    weeks_after: int = 13
    outcome: str = "wait"
    target: float = 10.0
    seed: int = 1
    drawn: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data for ``pilot.json``."""
        return asdict(self) | {"start": self.start.isoformat()}


KEYS = tuple(PilotDesign.__dataclass_fields__)


def read_design(path: Path) -> PilotDesign:
    """The design in a YAML or JSON file.

    Raises
    ------
    InputError
        With every key that is unknown, missing or makes no sense.
    """
    if not path.is_file():
        raise InputError(Trouble("does not exist", str(path), rule="missing-file"))
    data = dict(parse_mapping(file_bytes(path), path.name))
    troubles = [
        Trouble(
            Text("is not known here", "未知的键"),
            path.name,
            field=str(key),
            rule="unknown-key",
            maybe=nearest(str(key), KEYS),
        )
        for key in data
        if key not in KEYS
    ]
    for key in ("territories", "treated", "start"):
        if key not in data:
            troubles.append(Trouble(Text("is missing", "缺失"), path.name, field=key, rule="missing-value"))
    if troubles:
        raise InputError(troubles)
    try:
        start = data["start"] if isinstance(data["start"], date) else date.fromisoformat(str(data["start"]))
        made = PilotDesign(
            str(data.get("name") or path.stem), tuple(map(str, data["territories"])), int(data["treated"]), start,
            int(data.get("weeks_before", 13)), int(data.get("weeks_after", 13)), str(data.get("outcome", "wait")),
            float(data.get("target", 10)), int(data.get("seed", 1)), tuple(map(str, data.get("drawn") or ())),
        )  # fmt: skip
    except (TypeError, ValueError) as error:
        raise InputError(Trouble(f"cannot be read: {error}", path.name, rule="design")) from None
    wrong = list(faults(made, path.name))
    if wrong:
        raise InputError(wrong)
    return made


def faults(design: PilotDesign, file: str = "") -> list[Trouble]:
    """Why a design cannot stand: said before the pilot starts."""
    found = []
    count = len(set(design.territories))
    if count != len(design.territories):
        found.append(
            Trouble(Text("a territory is named twice", "区域重复"), file, field="territories", rule="duplicate-id")
        )
    if design.outcome not in OUTCOMES:
        found.append(
            Trouble(
                Text("is no outcome", "不是结果指标"),
                file,
                field="outcome",
                value=design.outcome,
                rule="choice",
                maybe=nearest(design.outcome, OUTCOMES),
            )
        )
    if not 1 <= design.treated < count - 1:
        message = Text(
            f"{design.treated} of {count} territories leave no two controls",
            f"{count} 个区域中 {design.treated} 个试点，对照不足两个",
        )
        found.append(
            Trouble(
                message, file, field="treated", rule="design", maybe=Text("name more territories.", "请列出更多区域。")
            )
        )
    elif (least := least_p(count, design.treated)) > SIGNIFICANT:
        message = Text(
            f"{design.treated} of {count} territories can be drawn in so few ways that the smallest possible p is {least:.3f}: the pilot "
            "could never show anything",
            f"{count} 个区域中抽 {design.treated} 个的方式太少，最小可能的 p 为 {least:.3f}：该试点永远无法证明任何差异",
        )
        maybe = Text(
            "take 2 of 7 (0.048) or more, more pilot territories, engineers as units, or switch one territory week by week.",
            "改为 7 选 2（0.048）或更多、增加试点、以工程师为单位，或在一个区域按周切换。",
        )
        found.append(
            Trouble(message, file, field="treated", value=str(design.treated), rule="never-significant", maybe=maybe)
        )
    if min(design.weeks_before, design.weeks_after) < 2:
        found.append(Trouble(Text("is shorter than two weeks", "短于两周"), file, field="weeks_after", rule="design"))
    return found


def drawn(design: PilotDesign) -> PilotDesign:
    """The design with its pilot territories, drawn by its seed among all of them alike."""
    dice = np.random.default_rng(design.seed)
    places = sorted(dice.choice(len(design.territories), design.treated, replace=False).tolist())
    return replace(design, drawn=tuple(design.territories[k] for k in places))
