"""The manifest of a run: what went in, what was done, what came out. Its presence means that the folder is complete."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from models.money import amount
from models.problem import Problem
from scheduler.errors import Exit
from scheduler.loaders.ledger import Account
from scheduler.nightly.order import Order
from scheduler.planning.phases import Phases
from scheduler.planning.result import NOTES, Result
from scheduler.store.key import file_hash
from scheduler.store.run_folder import FORMAT
from scheduler.version import VERSION

PACKAGES = ("numpy", "ortools", "pandas", "pydantic", "openpyxl", "pyyaml")


def now() -> str:
    """This moment in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def manifest(
    order: Order,
    result: Result,
    *,
    key: str,
    code: Exit,
    shortcomings: Iterable[str],
    warnings: Iterable[str],
    inputs: Mapping[str, str],
    input_rows: Mapping[str, Mapping[str, int]],
    rejected: Mapping[str, int],
    set_aside: Iterable[tuple[str, int | None, str]],
    ledger: Iterable[Account],
    decided: Iterable[Mapping[str, Any]],
    phases: Phases,
    started: str,
    folder: Path,
) -> dict[str, Any]:
    """The manifest of a finished run whose other files lie in ``folder``."""
    problem = result.problem
    return {
        "format": FORMAT,
        "run_key": key,
        "status": result.ended,
        "exit_code": int(code),
        "shortcomings": list(shortcomings),
        "warnings": list(warnings),
        "started": started,
        "ended": now(),
        "day": problem.name,
        "territory": order.source.territory,
        "horizon": problem.clock.origin.isoformat(),
        "inputs": {name: {"sha256": digest, "rows": input_rows.get(name, {})} for name, digest in inputs.items()},
        "rows": _rows(problem),
        "rejected": dict(rejected),
        "set_aside": [{"source": file, "row": row, "why": why} for file, row, why in set_aside],
        "ledger": [account.as_dict() for account in ledger],
        "decided": list(decided),
        "policy": {"name": problem.policy.name, "version": problem.policy.version},
        "travel": problem.travel.source,
        "seed": order.budget.seed,
        "solver": order.solver,
        "budget": {"seconds": order.budget.seconds, "iterations": order.budget.iterations, "gap": order.budget.gap},
        "work": _work(result),
        "threads": order.budget.threads,
        "versions": versions(),
        "phases": phases.as_list(),
        **_money(result),
        "kpis": _kpis(result),
        "trace": [_point(point) for point in result.trace],
        "outputs": {
            path.relative_to(folder).as_posix(): {"sha256": file_hash(path), "bytes": path.stat().st_size}
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        },
    }


def _rows(problem: Problem) -> dict[str, int]:
    return {
        "engineers": len(problem.engineers),
        "shifts": len(problem.shifts),
        "tickets": len(problem.tickets),
        "open_tickets": len(problem.open_tickets),
        "territories": len(problem.territories),
    }


def _money(result: Result) -> dict[str, Any]:
    """Amounts in the currency of the policy."""
    return {
        "currency": result.problem.policy.currency,
        "cost": amount(result.cost),
        "bound": None if result.bound is None else amount(result.bound),
        "gap": result.gap,
        **(
            {"notes": [{"code": note, "en": str(NOTES[note]), "zh": NOTES[note].zh} for note in result.notes]}
            if result.notes
            else {}
        ),
        **({"bound_lets_shifts_overlap": True} if result.overlap else {}),
        "cost_per_rule": {rule: amount(cost) for rule, cost in result.report.costs.items()},
    }


def _kpis(result: Result) -> list[dict[str, Any]]:
    from models.kpi import kpis

    found = kpis(result.problem, result.plan, result.report)
    return [kpi.as_dict() for kpi in found]


def _work(result: Result) -> dict[str, Any] | None:
    """What the engine did, enough to do it again."""
    return None if result.work is None else asdict(result.work)


def _point(point: Any) -> dict[str, Any]:
    return {**asdict(point), "cost": amount(point.cost), "bound": amount(point.bound)}


def versions() -> dict[str, str]:
    """Versions of this program, Python, the system and the packages that matter, and how many cores there are."""
    return {
        "paigong": VERSION,
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": str(os.cpu_count() or 0),
        **{name: _version(name) for name in PACKAGES},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
