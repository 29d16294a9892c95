"""Proposals and plans in files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from models.clock import Clock
from models.errors import InputError, Trouble
from models.plan import Plan
from scheduler.loaders.formats.json_text import parse_json
from scheduler.loaders.guard import file_bytes
from scheduler.replan.proposal import FORMAT, Proposal


def write_proposal(proposal: Proposal, clock: Clock, path: Path) -> None:
    """Write a proposal, in place in one step."""
    _write(proposal.to_json(clock), path)


def write_plan(plan: Plan, clock: Clock, path: Path) -> None:
    """Write a plan, in place in one step."""
    _write(plan.to_json(clock), path)


def read_proposal(path: Path, clock: Clock) -> Proposal:
    """The proposal in a file.

    Raises
    ------
    InputError
        When there is none, or something in it is wrong.
    """
    if not path.is_file():
        maybe = "write one with replan --out."
        raise InputError(Trouble("does not exist", str(path), field="PROPOSAL", rule="missing-file", maybe=maybe))
    data = parse_json(file_bytes(path), str(path))
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        maybe = "give what replan --out wrote."
        raise InputError(Trouble("is not a proposal", str(path), rule="not-a-proposal", maybe=maybe))
    try:
        return Proposal.from_json(data, clock)
    except ValidationError as error:
        raise InputError(_trouble(path, detail) for detail in error.errors()) from None


def choice(only: Sequence[str] | None, none: bool) -> Sequence[str] | None:
    """Which changes are accepted: None = all, empty = none.

    Raises
    ------
    InputError
        For some and none at once.
    """
    if none and only:
        maybe = "leave one of the two out."
        raise InputError(Trouble("some changes are accepted and none", field="--none", rule="choice", maybe=maybe))
    return () if none else only or None


def _write(data: dict[str, Any], path: Path) -> None:
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    aside.replace(path)


def _trouble(path: Path, error: Any) -> Trouble:
    field = ".".join(str(part) for part in error["loc"])
    return Trouble(error["msg"], str(path), field=field, value=str(error["input"])[:60], rule="proposal-value")
