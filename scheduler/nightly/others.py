"""What other runs of the same day have published: their visits stand for this one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble, nearest
from models.plan import Plan, Route
from models.problem import Problem
from models.shapes import PlanLimit
from scheduler.planning.scope import elsewhere, within
from scheduler.store.key import file_hash
from scheduler.store.run_folder import read_manifest


@dataclass(frozen=True)
class OtherRun:
    """A run folder of another territory of the day.

    Parameters
    ----------
    territory, key
        Which part it planned, and its run key.
    built_on
        Run keys of what it read of others in its turn.
    digest
        SHA-256 of its plan.
    """

    folder: Path
    territory: str
    key: str
    built_on: frozenset[str]
    digest: str
    plan: Plan

    def as_dict(self) -> dict[str, Any]:
        """For the manifest."""
        return {"folder": self.folder.name, "territory": self.territory, "run_key": self.key,
                "plan_sha256": self.digest}  # fmt: skip


def other_runs(whole: Problem, territory: str | None, out: Path, named: Sequence[Path] | None) -> tuple[OtherRun, ...]:
    """The runs to be read: those named, else those of the same day beside the run folder.

    Raises
    ------
    InputError
        A named folder is no complete run of another territory of this day.
    """
    if territory is None and named is None:
        return ()
    beside = out.parent.iterdir() if named is None and out.parent.is_dir() else ()
    found: list[OtherRun] = []
    troubles: list[Trouble] = []
    for folder in sorted(beside) if named is None else named:
        if folder.absolute() == out.absolute():
            continue
        try:
            run = _read(folder, whole, territory)
        except InputError as error:
            troubles += error.troubles
            continue
        if run is not None:
            found.append(run)
        elif named is not None:
            message = "is no complete run folder of another territory of this day"
            maybe = "name the folder that plan --out wrote for the other territory."
            troubles.append(Trouble(message, field="--decided", value=str(folder), rule="not-a-run", maybe=maybe))
    if troubles:
        raise InputError(troubles)
    return tuple(found)


def _read(folder: Path, whole: Problem, territory: str | None) -> OtherRun | None:
    from scheduler.loaders.plan_file import read_plan

    manifest = read_manifest(folder) if folder.is_dir() else None
    if manifest is None or manifest.get("horizon") != whole.clock.origin.isoformat():
        return None
    theirs = manifest.get("territory")
    if theirs is None or theirs == territory or manifest.get("day") != f"{whole.name} {theirs}":
        return None
    built_on = frozenset(entry["run_key"] for entry in manifest.get("decided", ()))
    return OtherRun(folder, theirs, manifest["run_key"], built_on, file_hash(folder / "plan.json"),
                    read_plan(folder, whole))  # fmt: skip


def with_others(whole: Problem, territory: str | None, runs: Iterable[OtherRun]) -> Problem:
    """The whole problem in which the visits of other runs stand.

    Of each run only the routes count that serve its own territory; it knows the others from others.

    Raises
    ------
    InputError
        A run has tickets or shifts that this day has not, or two runs send one person to two places.
    """
    routes: dict[str, tuple[Route, OtherRun]] = {}
    troubles: list[Trouble] = []
    for run in runs:
        for route in run.plan.routes:
            troubles += _unknown(whole, route, run)
            if not any(id in whole.ticket and whole.ticket[id].territory == run.territory for id in route.tickets):
                continue
            longer, shorter = (route, run), routes.get(route.shift)
            if shorter is not None and len(shorter[0].visits) > len(route.visits):
                longer, shorter = shorter, longer
            if shorter is not None and longer[0].visits[: len(shorter[0].visits)] != shorter[0].visits:
                troubles.append(_clash(route, run, routes[route.shift][1]))
            routes[route.shift] = longer
    if troubles:
        raise InputError(troubles)
    plan = Plan(routes=tuple(route for route, _ in routes.values()))
    troubles = [_twice(id) for id in _repeated(plan)]
    if troubles:
        raise InputError(troubles)
    return elsewhere(whole, plan, territory) if territory is not None else elsewhere(whole, plan, "")


def _repeated(plan: Plan) -> list[str]:
    ids = list(chain.from_iterable(route.tickets for route in plan.routes))
    return sorted({id for id in ids if ids.count(id) > 1})


def _twice(id: str) -> Trouble:
    return Trouble("is served by two of the runs", field="--decided", value=id, rule="served-twice",
                   maybe="plan the territory again that was planned first.")  # fmt: skip


def _unknown(whole: Problem, route: Route, run: OtherRun) -> Iterable[Trouble]:
    where = str(run.folder / "plan.json")
    if route.shift not in whole.shift:
        yield Trouble("is not a shift of this day", where, field="shift", value=route.shift, rule="unknown-shift",
                      maybe=nearest(route.shift, whole.shift))  # fmt: skip
    for id in route.tickets:
        if id not in whole.ticket:
            yield Trouble("is not a ticket of this day", where, field="ticket", value=id, rule="unknown-ticket",
                          maybe=nearest(id, whole.ticket))  # fmt: skip


def _clash(route: Route, run: OtherRun, other: OtherRun) -> Trouble:
    message = f"{run.territory} and {other.territory} have planned {route.engineer} otherwise"
    return Trouble(message, str(run.folder / "plan.json"), field="shift", value=route.shift, rule="planned-twice",
                   maybe=f"plan {run.territory} again, then {other.territory}.")  # fmt: skip


def shared(whole: Problem, territory: str | None) -> tuple[str, ...]:
    """Engineers and plan limits of ``territory`` that others use as well; who plans two such parts does it in turn."""
    if territory is None:
        return ()
    part = within(whole, territory)
    people = [engineer.id for engineer in part.engineers if len(engineer.territories) != 1]
    mine, limits = set(part.ticket), []
    for rule in whole.policy.of(PlanLimit):
        for row in rule.rows(whole):
            users = {ticket for _, ticket in row.pair}
            if row.price is None and users & mine and users - mine:
                limits.append(row.name)
    return (*people, *limits)
