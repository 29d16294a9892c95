"""Scenarios: small overlays on a day; in Python a scenario is only another Problem."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import ValidationError

from models.errors import InputError, Trouble, nearest
from models.problem import Problem
from scheduler.compare.operations import BY_KIND, Operation, SetPrices
from scheduler.loaders.guard import file_bytes


@dataclass(frozen=True)
class Scenario:
    """Operations in order, under a name.

    Parameters
    ----------
    name
        In tables and pictures.
    steps
        Applied one after the other.
    note
        For people.
    """

    name: str
    steps: tuple[Operation, ...] = ()
    note: str = ""

    def apply(self, problem: Problem, seed: int = 1) -> Problem:
        """The day under this scenario; the same for the same day and seed.

        Each step draws from its own chance, which follows from its kind and how many of the kind came before it. So
        scenarios share what they share: the same demand is drawn with one more engineer and without.

        Raises
        ------
        InputError
            Naming the step when it matches nothing or names what the day does not have.
        """
        seen: Counter[str] = Counter()
        for number, step in enumerate(self.steps, 1):
            seen[step.kind] += 1
            try:
                problem = step.apply(problem, _dice(problem.name, seed, f"{step.kind} {seen[step.kind]}"))
            except InputError as error:
                raise InputError(self._located(error, number, step)) from error
        return problem

    @classmethod
    def load(cls, path: str | Path) -> Scenario:
        """The scenario of a file; see :func:`read_scenario`."""
        return read_scenario(path)

    def to_yaml(self) -> str:
        """The text of a scenario file; reading it gives the scenario back."""
        import yaml

        return str(yaml.safe_dump(self.to_mapping(), allow_unicode=True, sort_keys=False))

    def then(self, other: Scenario) -> Scenario:
        """This scenario and on top of it another."""
        return Scenario(f"{self.name}, {other.name}", self.steps + other.steps, f"{self.note}\n{other.note}".strip())

    def to_mapping(self) -> dict[str, Any]:
        """The mapping of a scenario file; :func:`read_mapping` reads it back."""
        steps = [{step.kind: _plain(step)} for step in self.steps]
        return {"name": self.name, **({"note": self.note} if self.note else {}), "steps": steps}

    def _located(self, error: InputError, number: int, step: Operation) -> list[Trouble]:
        place = f"steps.{number}.{step.kind}"
        return [
            replace(trouble, file=trouble.file or self.name, field=f"{place}.{trouble.field}".rstrip("."))
            for trouble in error.troubles
        ]


def read_scenario(path: str | Path) -> Scenario:
    """A scenario file.

    Raises
    ------
    InputError
        With every unknown key (the nearest known one offered) and every wrong value.
    """
    path = Path(path)
    return read_mapping(file_mapping(path), file=path.name, name=path.stem)


def file_mapping(path: Path) -> dict[str, Any]:
    """What stands in a scenario file, with the traps of YAML taken out.

    Raises
    ------
    InputError
        When there is no such file, or it is no YAML.
    """
    from scheduler.loaders.formats.yaml_file import parse_mapping

    if not path.is_file():
        raise InputError(Trouble("there is no such file", file=str(path), rule="no-file", maybe="check the path."))
    return dict(parse_mapping(file_bytes(path), path.name))


def read_mapping(data: Any, file: str = "", name: str = "scenario") -> Scenario:
    """The scenario that a mapping describes."""
    if not isinstance(data, Mapping):
        raise InputError(Trouble("a scenario is a mapping with name and steps", file=file, rule="scenario-shape"))
    troubles = [
        Trouble("is not known here", file=file, field=str(key), rule="unknown-key",
                maybe=nearest(str(key), ("name", "note", "steps"))) for key in set(data) - {"name", "note", "steps"}
    ]  # fmt: skip
    listed = data.get("steps", [])
    if not isinstance(listed, list):
        troubles.append(Trouble("steps is a list", file=file, field="steps", rule="scenario-shape"))
        listed = []
    steps = [step for number, item in enumerate(listed, 1) if (step := _step(item, number, file, troubles))]
    if troubles:
        raise InputError(troubles)
    return Scenario(str(data.get("name", name)), tuple(steps), str(data.get("note", "")))


def _step(item: Any, number: int, file: str, troubles: list[Trouble]) -> Operation | None:
    field = f"steps.{number}"
    if not isinstance(item, Mapping) or len(item) != 1:
        text = "a step is one operation with its settings, for instance add-engineers: {like: E07}"
        troubles.append(Trouble(text, file=file, field=field, value=str(item), rule="scenario-shape"))
        return None
    ((kind, settings),) = item.items()
    if kind not in BY_KIND:
        troubles.append(Trouble("is no operation", file=file, field=f"{field}.{kind}", rule="unknown-operation",
                                maybe=nearest(str(kind), BY_KIND)))  # fmt: skip
        return None
    operation = BY_KIND[kind]
    if operation is SetPrices:
        settings = {"rules": settings}
    try:
        return operation.model_validate(settings or {})
    except ValidationError as error:
        troubles += [_trouble(detail, operation, f"{field}.{kind}", file) for detail in error.errors()]
        return None


def _trouble(error: Any, operation: type[Operation], field: str, file: str) -> Trouble:
    at = ".".join(str(part) for part in error["loc"])
    message, _, maybe = error["msg"].removeprefix("Value error, ").partition(" Maybe ")
    if error["type"] == "extra_forbidden":
        message, maybe = "is not known here", nearest(str(error["loc"][-1]), operation.model_fields)
    return Trouble(message, file, None, f"{field}.{at}".rstrip("."), str(error["input"]), "scenario-value", maybe)


def _plain(step: Operation) -> Any:
    data = step.model_dump(mode="json", exclude_defaults=True)
    return data["rules"] if isinstance(step, SetPrices) else data


def _dice(day: str, seed: int, step: str) -> np.random.Generator:
    digest = hashlib.sha256(f"{day}\n{seed}\n{step}".encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16])))
