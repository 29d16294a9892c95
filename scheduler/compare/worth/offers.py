"""What a company could pay for: hires, trainings, certificates, hours; each one a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from models.engineer import Engineer, TierLevel
from models.problem import Problem
from scheduler.compare.operations.engineers import AddEngineers, ChangeEngineers
from scheduler.compare.scenario import Scenario
from scheduler.compare.select import EngineerFilter

Kind = Literal["hire", "train", "certify", "hour"]


@dataclass(frozen=True)
class Offer:
    """Something to pay for.

    Parameters
    ----------
    kind
        ``hire``, ``train`` (a tier or a skill), ``certify`` or ``hour`` (a shift one hour longer).
    scenario
        The day with it.
    """

    kind: Kind
    scenario: Scenario

    @property
    def name(self) -> str:
        """For tables."""
        return self.scenario.name


def offers(days: Mapping[str, Problem]) -> tuple[Offer, ...]:
    """Everything that makes sense on all of the days: people and needs are taken from them.

    A hire is like the engineer of that tier who has most skills, and lives where somebody of the territory lives.
    """
    problems = list(days.values())
    people = [
        engineer for engineer in problems[0].engineers if all(engineer.id in problem.engineer for problem in problems)
    ]
    return tuple(_unique([*_hires(people), *_trainings(people, problems), *_hours(people, problems)]))


def _hires(people: list[Engineer]) -> Iterator[Offer]:
    for tier in TierLevel:
        able = [engineer for engineer in people if engineer.tier == tier]
        if not able:
            continue
        model = max(able, key=lambda engineer: (len(engineer.skills), engineer.id))
        areas: list[str | None] = [*sorted({area for engineer in people for area in engineer.territories})]
        for territory in areas or [None]:
            neighbour = next((engineer for engineer in people if territory in engineer.territories), model)
            step = AddEngineers(like=model.id, territory=territory, start_as=neighbour.id)
            where = f" in {territory}" if territory else ""
            yield _offer("hire", f"one more {tier.label}{where}", step, f"Like {model.id}.")


def _trainings(people: list[Engineer], problems: list[Problem]) -> Iterator[Offer]:
    needs = {need.skill: max(need.level, 1) for need in _needs(problems)}
    for need in _needs(problems):
        needs[need.skill] = max(needs[need.skill], need.level)
    wanted = sorted({name for problem in problems for t in problem.open_tickets for name in t.certificates})
    for engineer in people:
        me = EngineerFilter(ids=(engineer.id,))
        if engineer.tier < TierLevel.SENIOR:
            tier = TierLevel(engineer.tier + 1)
            levels = {skill.skill: max(skill.level, int(tier)) for skill in engineer.skills}
            yield _offer(
                "train", f"{engineer.id} {tier.label}", ChangeEngineers(where=me, tier=tier, skills=levels), ""
            )
        for skill, level in sorted(needs.items()):
            if max((held.level for held in engineer.skills if held.skill == skill), default=0) < level:
                yield _offer(
                    "train", f"{engineer.id} {skill} {level}", ChangeEngineers(where=me, skills={skill: level}), ""
                )
        for name in wanted:
            if name not in {held.certificate for held in engineer.certificates}:
                yield _offer("certify", f"{engineer.id} {name}", ChangeEngineers(where=me, certificates=(name,)), "")


def _hours(people: list[Engineer], problems: list[Problem]) -> Iterator[Offer]:
    for engineer in people:
        if all(problem.engineer[engineer.id].shifts for problem in problems):
            step = ChangeEngineers(where=EngineerFilter(ids=(engineer.id,)), shift={"end": 60})
            yield _offer("hour", f"{engineer.id} one hour more", step, "")


def _needs(problems: list[Problem]) -> Iterator[Any]:
    return (need for problem in problems for ticket in problem.open_tickets for need in ticket.skills)


def _offer(kind: Kind, name: str, step: AddEngineers | ChangeEngineers, note: str) -> Offer:
    return Offer(kind, Scenario(name, (step,), note))


def _unique(found: Iterable[Offer]) -> Iterator[Offer]:
    """The first of each name."""
    seen: set[str] = set()
    for offer in found:
        if offer.name not in seen:
            seen.add(offer.name)
            yield offer
