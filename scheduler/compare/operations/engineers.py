"""Operations on the crew: more, fewer, other engineers."""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from models.clock import MINUTE
from models.engineer import Certificate, Engineer, Shift, Skill, Tier
from models.errors import InputError, Trouble
from models.place import Place
from models.problem import Problem
from scheduler.compare.operations.base import Operation
from scheduler.compare.select import EngineerFilter, demand


class AddEngineers(Operation):
    """Engineers like one of the day, under new ids, with some things changed.

    ``{like: E07, count: 2, territory: north, tier: senior, skills: {plc: 3}}``
    """

    kind: ClassVar[str] = "add-engineers"

    like: str | None = Field(None, description="id of the engineer to copy; none = the median one of the territory")
    count: int = Field(1, ge=1, le=1000)
    territory: str | None = Field(None, description="where the new ones work; none = as the one copied")
    tier: Tier | None = None
    skills: dict[str, int] = Field(default_factory=dict, description="skill -> level, besides those copied")
    certificates: tuple[str, ...] = ()
    start_as: str | None = Field(None, description="id of the engineer whose start place the new ones get")

    def apply(self, problem: Problem, dice: np.random.Generator) -> Problem:
        model = self._model(problem)
        changes: dict[str, object] = {
            "skills": _with_skills(model, self.skills),
            "certificates": _with_certificates(model, self.certificates),
        }
        if self.tier is not None:
            changes["tier"] = self.tier
        if self.territory is not None:
            changes["territories"] = (self.territory,)
        if self.start_as is not None:
            demand((self.start_as,), problem.engineer, "engineer")
            changes |= _start_of(problem.engineer[self.start_as])
        new = [_copy(model.but(**changes), id) for id in _fresh(problem, model.id, self.count)]
        return problem.replace(engineers=(*problem.engineers, *new))

    def _model(self, problem: Problem) -> Engineer:
        if self.like is not None:
            demand((self.like,), problem.engineer, "engineer")
            return problem.engineer[self.like]
        there = EngineerFilter(territory=self.territory).of(problem)
        return sorted(there, key=lambda engineer: (engineer.tier, len(engineer.skills), engineer.id))[len(there) // 2]


class RemoveEngineers(Operation):
    """Some engineers are no longer there: all that are meant, or ``count`` of them drawn by chance."""

    kind: ClassVar[str] = "remove-engineers"

    where: EngineerFilter
    count: int | None = Field(None, ge=1, description="none = all that are meant")

    def apply(self, problem: Problem, dice: np.random.Generator) -> Problem:
        meant = [engineer.id for engineer in self.where.of(problem)]
        if self.count is not None and self.count > len(meant):
            raise InputError(
                Trouble(f"only {len(meant)} engineers fit, {self.count} are to go", rule="matches-too-few")
            )
        gone = set(meant if self.count is None else dice.permutation(meant)[: self.count].tolist())
        return problem.replace(engineers=tuple(engineer for engineer in problem.engineers if engineer.id not in gone))


class ChangeEngineers(Operation):
    """Other tier, more skills or certificates, longer or moved shifts, another start place.

    ``{where: {territory: north}, skills: {plc: 2}, shift: {start: -30, end: 60}}``: PLC at level 2 (or better, who is),
    half an hour earlier, an hour longer.
    """

    kind: ClassVar[str] = "change-engineers"

    where: EngineerFilter = Field(default_factory=EngineerFilter)
    tier: Tier | None = None
    skills: dict[str, int] = Field(default_factory=dict, description="skill -> least level from now on")
    certificates: tuple[str, ...] = Field((), description="granted, without expiry")
    shift: dict[str, int] = Field(default_factory=dict, description="[min] start and end moved by so much")
    start_as: str | None = Field(None, description="id of the engineer whose start place they get")
    overtime: int | None = Field(None, ge=0, description="[min] longest overtime")

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.model_fields_set - {"where"}:
            raise ValueError(
                "changes nothing. Maybe add one of: tier, skills, certificates, shift, start_as, overtime."
            )
        if set(self.shift) - {"start", "end"}:
            raise ValueError(f"shift has {', '.join(sorted(self.shift))}. Maybe start and end, in minutes.")
        return self

    def apply(self, problem: Problem, dice: np.random.Generator) -> Problem:
        meant = {engineer.id for engineer in self.where.of(problem)}
        demand(() if self.start_as is None else (self.start_as,), problem.engineer, "engineer")
        place = {} if self.start_as is None else _start_of(problem.engineer[self.start_as])
        engineers = tuple(
            self._changed(engineer, place) if engineer.id in meant else engineer for engineer in problem.engineers
        )
        return problem.replace(engineers=engineers)

    def _changed(self, engineer: Engineer, place: dict[str, Place | None]) -> Engineer:
        changes: dict[str, object] = {
            "skills": _with_skills(engineer, self.skills),
            "certificates": _with_certificates(engineer, self.certificates),
            "shifts": tuple(self._moved(shift) for shift in engineer.shifts),
        }
        if self.tier is not None:
            changes["tier"] = self.tier
        if self.overtime is not None:
            changes["overtime"] = self.overtime * MINUTE
        return engineer.but(**changes, **place)

    def _moved(self, shift: Shift) -> Shift:
        start = shift.start + self.shift.get("start", 0) * MINUTE
        end = shift.end + self.shift.get("end", 0) * MINUTE
        if start >= end:
            raise InputError(Trouble(f"shift {shift.id} would end before it starts", rule="shift-too-short"))
        return shift.but(start=start, end=end)


def _start_of(engineer: Engineer) -> dict[str, Place | None]:
    """Where somebody's day starts and ends."""
    return {"start": engineer.start, "end": engineer.end}


def _with_skills(engineer: Engineer, wanted: dict[str, int]) -> tuple[Skill, ...]:
    """The skills of an engineer, each wanted one at least at its level and for good."""
    better = {s.skill: s.level for s in engineer.skills if s.valid_from is None and s.valid_to is None}
    kept = tuple(
        s for s in engineer.skills if s.skill not in wanted or s.valid_from is not None or s.valid_to is not None
    )
    return kept + tuple(Skill(skill=name, level=max(level, better.get(name, 0))) for name, level in wanted.items())


def _with_certificates(engineer: Engineer, wanted: tuple[str, ...]) -> tuple[Certificate, ...]:
    kept = tuple(held for held in engineer.certificates if held.certificate not in wanted)
    return kept + tuple(Certificate(certificate=name) for name in wanted)


def _fresh(problem: Problem, model: str, count: int) -> list[str]:
    """Ids that nobody has: the model's with +1, +2, ..."""
    taken, number = set(problem.engineer), 0
    ids: list[str] = []
    while len(ids) < count:
        number += 1
        if (id := f"{model}+{number}") not in taken:
            ids.append(id)
    return ids


def _copy(model: Engineer, id: str) -> Engineer:
    shifts = tuple(shift.but(id=f"{shift.id}+{id.rpartition('+')[2]}") for shift in model.shifts)
    return model.but(id=id, name=f"{model.name} ({id})".strip(), shifts=shifts, absences=(), trainings=())
