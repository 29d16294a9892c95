"""The night job: from a day's files to a complete run folder, or to a good reason why not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from models.problem import Problem
from scheduler.errors import Exit, NoAcceptablePlan
from scheduler.nightly.files import write_files
from scheduler.nightly.gate import objections, shortcomings, unserved_limit
from scheduler.nightly.lock import planner
from scheduler.nightly.manifest import manifest, now
from scheduler.nightly.order import Order
from scheduler.nightly.others import OtherRun, other_runs, shared, with_others
from scheduler.nightly.reading import Read, part_of, read
from scheduler.planning.interrupt import aside, stops
from scheduler.planning.phases import Phases
from scheduler.planning.plan import plan
from scheduler.planning.result import Result
from scheduler.solvers.named import SECONDS, new_flag, solver_named
from scheduler.solvers.progress import ProgressListener, Silent
from scheduler.store.key import input_hashes, run_key
from scheduler.store.run_folder import MANIFEST, check_target, intact, read_manifest, recover, staged
from scheduler.version import VERSION
from scheduler.wording.language import spoken
from scheduler.wording.troubles import phrase, trouble_text


@dataclass(frozen=True)
class Finished:
    """How a run ended.

    Parameters
    ----------
    manifest
        Of the folder that now stands.
    result
        The plan in memory; None when it stood already.
    """

    code: Exit
    folder: Path
    manifest: dict[str, Any]
    result: Result | None = None


@dataclass
class _Run:
    """What a run gathers on its way."""

    order: Order
    voice: ProgressListener
    phases: Phases = field(default_factory=Phases)
    started: str = field(default_factory=now)


def run(order: Order, voice: ProgressListener | None = None) -> Finished:
    """Plan a day into a run folder.

    Steps: read, lock, look whether the plan stands already, plan, judge, write beside, put in place. SIGTERM and
    Ctrl-C end the search early; the best plan found is still judged and written.

    Raises
    ------
    models.errors.InputError
        Input or settings are wrong; nothing was written.
    scheduler.errors.Locked
        Somebody else plans this day and territory.
    scheduler.errors.NoAcceptablePlan
        The judge objects to the plan; an old one was kept.
    """
    job = _Run(order, voice or Silent())
    check_order(order)
    flag = new_flag()
    with stops(flag):
        with job.phases("load"):
            found = read(order)
        _say_what_was_read(job, found)
        with _lock(order, shared(found.whole, order.source.territory)):
            recover(order.out)
            runs = other_runs(found.whole, order.source.territory, order.out, order.decided)
            if (standing := _standing(order, found.problem, runs)) is not None:
                job.voice.tell("already done", run_key=standing["run_key"], folder=str(order.out))
                return Finished(Exit.DONE, order.out, standing)
            found = _knowing(job, found, runs)
            result = _plan(job, found.problem, flag)
            return _publish(job, result, found, runs)


def _knowing(job: _Run, found: Read, runs: tuple[OtherRun, ...]) -> Read:
    """The day with what others have published of it."""
    if not runs:
        return found
    whole = with_others(found.whole, job.order.source.territory, runs)
    part = part_of(whole, job.order)
    for run in runs:
        job.voice.tell("decided", folder=str(run.folder), territory=run.territory, run_key=run.key)
    return replace(found, problem=part, loaded=replace(found.loaded, problem=part), whole=whole)


def _say_what_was_read(job: _Run, found: Read) -> None:
    """What became of the input: warnings, every row that is set aside, and the sum of it."""
    language = spoken()
    for warning in found.warnings:
        job.voice.warn("input", message=trouble_text(warning, language))
    for file, row, why in found.aside:
        job.voice.warn("set aside", message=f"{file}{'' if row is None else f':{row}'}: {phrase(why, language)}")
    job.voice.tell("read", ledger=language.text(found.loaded.ledger.line()))


def _lock(order: Order, shared: tuple[str, ...]) -> AbstractContextManager[None]:
    """The locks of this day, date and territory, of what the territory shares with others, and of the run folder."""
    out = order.out.absolute()
    return planner(
        order.locks or out.parent,
        f"{order.source.day.resolve()} {order.source.date or ''}",
        order.source.territory,
        out,
        shared,
    )


def check_order(order: Order) -> None:
    """Refuse what cannot work before anything is read.

    Raises
    ------
    models.errors.InputError
        For a solver, a limit or a run folder that makes no sense.
    """
    solver_named(order.solver)
    unserved_limit(order.max_unserved, 0)
    check_target(order.out)


def _key(order: Order, problem: Problem, runs: Iterable[OtherRun] = ()) -> str:
    hashes = input_hashes(order.source.day, (order.source.mapping, order.source.travel))
    policy = problem.policy.to_mapping()
    facts: dict[str, Any] = {"inputs": hashes, "policy": policy, "order": order.deciding(), "version": VERSION}
    if decided := sorted(run.digest for run in runs):
        facts["decided"] = decided
    return run_key(facts)


def _standing(order: Order, problem: Problem, runs: tuple[OtherRun, ...]) -> dict[str, Any] | None:
    """The manifest of a whole earlier run of this order; a stopped run is worth doing again.

    Runs that were built on that one have taken nothing from it and are no reason to do it again.
    """
    manifest = None if order.force else read_manifest(order.out)
    if manifest is None or manifest["status"] == "stopped":
        return None
    before = (run for run in runs if manifest["run_key"] not in run.built_on)
    if manifest["run_key"] != _key(order, problem, before):
        return None
    return manifest if intact(order.out, manifest) else None


def _plan(job: _Run, problem: Problem, flag: Any) -> Result:
    order, voice = job.order, job.voice
    voice.tell(
        "planning",
        day=problem.name,
        tickets=len(problem.open_tickets),
        shifts=len(problem.shifts),
        solver=order.solver,
        seed=order.budget.seed,
    )
    budget = order.budget.or_seconds(SECONDS)

    def search() -> Result:
        return plan(problem, budget, solver=order.solver, stop=flag, progress=voice.pulse, phases=job.phases)

    with voice.searching(budget.seconds):
        return aside(search)


def _publish(job: _Run, result: Result, found: Read, runs: tuple[OtherRun, ...]) -> Finished:
    """Gate, write, put in place."""
    order = job.order
    if against := objections(result):
        raise NoAcceptablePlan(
            "the judge objects to the plan; nothing was written and an earlier plan stays.\n"
            + "\n".join(f"  {line}" for line in against)
        )
    most = unserved_limit(order.max_unserved, len(result.problem.open_tickets))
    less = shortcomings(result, gap=order.budget.gap, most_unserved=most, input=found.shortcomings)
    code = Exit.DEGRADED if less else Exit.DONE
    for line in less:
        job.voice.warn("degraded", message=phrase(line, spoken()))
    with staged(order.out) as folder:
        with job.phases("write"):
            unserved = len(result.plan.unserved)
            write_files(result, found.loaded.rejects, found.aside, folder,
                        lambda step: job.voice.tell("writing", step=step, unserved=unserved))  # fmt: skip
        facts = manifest(
            order,
            result,
            key=_key(order, found.problem, runs),
            decided=[run.as_dict() for run in runs],
            code=code,
            shortcomings=less,
            warnings=map(str, found.warnings),
            inputs=input_hashes(order.source.day, (order.source.policy, order.source.mapping, order.source.travel)),
            input_rows={source.name: source.rows for source in found.loaded.sources},
            rejected=found.rejected,
            set_aside=found.aside,
            ledger=found.loaded.ledger.accounts(),
            phases=job.phases,
            started=job.started,
            folder=folder,
        )
        (folder / MANIFEST).write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    job.voice.tell("written", folder=str(order.out), exit_code=int(code), **_figures(result))
    return Finished(code, order.out, facts, result)


def _figures(result: Result) -> dict[str, Any]:
    """The figures of a plan for one log line."""
    return {
        "served": result.served,
        "unserved": len(result.plan.unserved),
        "cost": result.cost / 1000,
        "bound": None if result.bound is None else result.bound / 1000,
        "gap": result.gap,
        "ended": result.ended,
    }
