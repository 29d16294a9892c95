"""Where cells are worked on: processes of this machine, or many machines through Ray. Both do the same work."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from typing import Any, Protocol

from scheduler.compare.cells import Cell

Work = Callable[[Cell], dict[str, Any]]


@dataclass(frozen=True)
class Failure:
    """A cell that could not be worked on: reported, and no reason to stop the others."""

    message: str
    details: str = ""


class Executor(Protocol):
    """Works on cells in any order and hands each back with its answer or its failure."""

    def run(self, cells: Sequence[Cell], work: Work) -> Iterator[tuple[Cell, dict[str, Any] | Failure]]: ...


@dataclass(frozen=True)
class Here:
    """In this process, one after the other: for tests and small studies."""

    def run(self, cells: Sequence[Cell], work: Work) -> Iterator[tuple[Cell, dict[str, Any] | Failure]]:
        """Answers in order."""
        for cell in cells:
            yield cell, guarded(work, cell)


@dataclass(frozen=True)
class Processes:
    """Processes of this machine.

    Parameters
    ----------
    count
        How many; each works on one cell at a time.
    """

    count: int = 2

    def run(self, cells: Sequence[Cell], work: Work) -> Iterator[tuple[Cell, dict[str, Any] | Failure]]:
        """Answers as they come. A process that dies takes its cells with it as failures, not the study."""
        waiting = list(reversed(cells))
        with ProcessPoolExecutor(self.count, mp_context=get_context("spawn")) as pool:
            running: dict[Future[Any], Cell] = {}
            while waiting or running:
                while waiting and len(running) < 2 * self.count:  # a short queue: cells hold whole days
                    cell = waiting.pop()
                    try:
                        running[pool.submit(guarded, work, cell)] = cell
                    except BrokenExecutor as error:
                        yield cell, Failure(f"the worker process died: {error}")
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    cell = running.pop(future)
                    broken = future.exception()
                    yield cell, Failure(f"the worker process died: {broken}") if broken else future.result()


@dataclass(frozen=True)
class OnRay:
    """A Ray cluster, or a local one when no address is given.

    Parameters
    ----------
    address
        As ``ray.init`` takes it; none = start one here.
    count
        Cells in flight; none = twice the cluster's cores.
    """

    address: str | None = None
    count: int | None = None

    def run(self, cells: Sequence[Cell], work: Work) -> Iterator[tuple[Cell, dict[str, Any] | Failure]]:
        """Answers as they come.

        Raises
        ------
        models.errors.InputError
            When Ray is not installed.
        """
        ray = _ray()
        started = not ray.is_initialized()
        if started:
            ray.init(address=self.address, include_dashboard=False, log_to_driver=False)
        try:
            remote = ray.remote(max_retries=0)(guarded)
            most = self.count or max(2, 2 * int(ray.cluster_resources().get("CPU", 1)))
            waiting, running = list(reversed(cells)), dict[Any, Cell]()
            while waiting or running:
                while waiting and len(running) < most:
                    cell = waiting.pop()
                    running[remote.remote(work, cell)] = cell
                (done,), _ = ray.wait(list(running), num_returns=1)
                cell = running.pop(done)
                try:
                    yield cell, ray.get(done)
                except ray.exceptions.RayError as error:
                    yield cell, Failure(f"the worker died: {type(error).__name__}", str(error))
        finally:
            if started:
                ray.shutdown()


def executor_for(workers: int | None, cells: int) -> Executor:
    """Processes, as many as there are cores or cells; this process itself for one.

    Raises
    ------
    models.errors.InputError
        For fewer than one worker.
    """
    if workers is not None and workers < 1:
        from models.errors import InputError, Trouble

        raise InputError(Trouble("must be at least 1", field="workers", value=str(workers), rule="usage"))
    count = min(workers or os.cpu_count() or 1, cells)
    return Processes(count) if count > 1 else Here()


def guarded(work: Work, cell: Cell) -> dict[str, Any] | Failure:
    """Any error of a cell becomes a failure: one bad cell must not cost a night of good ones."""
    try:
        return work(cell)
    except Exception as error:
        return Failure(f"{type(error).__name__}: {error}", traceback.format_exc())


def _ray() -> Any:
    try:
        return import_module("ray")
    except ImportError:
        from models.errors import InputError, Trouble

        trouble = Trouble("Ray is not installed", rule="no-ray", maybe="pip install 'paigong[ray]', or use processes.")
        raise InputError(trouble) from None
