"""A study from files to a study folder: what ``paigong compare`` does."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.compare.cells import ITERATIONS
from scheduler.compare.compare import BASE, compare, read_scenarios
from scheduler.compare.days import read_days
from scheduler.compare.executors import Executor, OnRay, executor_for
from scheduler.compare.folder import cell_cache, check_study_target, write_study
from scheduler.compare.grid import GridPoint
from scheduler.compare.run import Progress
from scheduler.compare.study import Study
from scheduler.loaders.ledger import Ledger

if TYPE_CHECKING:
    from scheduler.loaders import Reject


@dataclass(frozen=True)
class Ask:
    """What a study is asked to do; see :func:`scheduler.compare.compare.compare`.

    Parameters
    ----------
    days
        One day, or a folder of days.
    scenarios
        Files, or ``base``.
    out
        The study folder.
    ray
        Address of a Ray cluster, ``local`` to start one here; None = processes of this machine.
    resume
        Use cells that an earlier run finished.
    reject_bad_rows
        Set bad rows aside instead of refusing a day.
    """

    days: Path
    scenarios: tuple[str, ...]
    out: Path
    base: str | None = None
    seeds: int = 3
    iterations: int = ITERATIONS
    gap: float | None = None
    solver: str = "engine"
    confidence: float = 0.95
    policy: str | None = None
    territory: str | None = None
    workers: int | None = None
    ray: str | None = None
    resume: bool = False
    reject_bad_rows: bool = False


def run_compare(
    ask: Ask,
    progress: Progress | None = None,
    rejected: dict[str, tuple[Reject, ...]] | None = None,
    ledger: Ledger | None = None,
) -> Study:
    """Read, plan all cells, compare, write the folder.

    Parameters
    ----------
    rejected
        Takes, by day, the rows that were set aside, where the order asks for that.
    ledger
        Takes what became of every row and key of the days and scenarios.

    Raises
    ------
    models.errors.InputError
        When anything of it is wrong; nothing was written then.
    """
    from scheduler.nightly.manifest import now

    rejected = {} if rejected is None else rejected
    ledger = Ledger() if ledger is None else ledger
    started, begin = now(), time.perf_counter()
    check_study_target(ask.out)
    days = read_days(ask.days, ask.policy, ask.territory, rejected=rejected if ask.reject_bad_rows else None,
                     ledger=ledger)  # fmt: skip
    scenarios: list[str | GridPoint] = []
    for asked_for in ask.scenarios:
        scenarios += [BASE] if asked_for == BASE else read_scenarios(asked_for, ledger)
    cache = cell_cache(ask.out, ask.resume)
    executor: Executor = executor_for(ask.workers, 10**9)
    if ask.ray is not None:
        executor = OnRay(None if ask.ray == "local" else ask.ray)
    study = compare(
        days,
        scenarios,
        base=ask.base,
        seeds=ask.seeds,
        iterations=ask.iterations,
        gap=ask.gap,
        solver=ask.solver,
        confidence=ask.confidence,
        executor=executor,
        cache=cache,
        progress=progress,
    )
    asked: dict[str, Any] = {
        key: str(value) if isinstance(value, Path) else value for key, value in asdict(ask).items()
    }
    wall = round(time.perf_counter() - begin, 3)
    facts = {"asked": asked, "started": started, "ended": now(), "wall_seconds": wall}
    facts["ledger"] = [account.as_dict() for account in ledger.accounts()]
    facts["set_aside"] = {day: [str(trouble) for reject in rejects for trouble in reject.troubles]
                          for day, rejects in rejected.items()}  # fmt: skip

    def write_aside(folder: Path) -> None:
        from scheduler.nightly.files import write_rejects

        every = [
            replace(reject, file=f"{day}/{reject.file}") for day, rejects in rejected.items() for reject in rejects
        ]
        if every:
            write_rejects(every, folder / "rejects.csv")

    aside = [
        f"{day}: {trouble}" for day, rejects in rejected.items() for reject in rejects for trouble in reject.troubles
    ]
    write_study(study, ask.out, cache, facts, write_aside, aside)
    return study
