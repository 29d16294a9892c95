"""The files of a run folder, all but the manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.money import money
from models.plan import Plan
from models.problem import Problem
from scheduler.planning.result import Result
from scheduler.report.proof import Proof
from scheduler.store.run_folder import read_manifest

if TYPE_CHECKING:
    from scheduler.chance import Outlook
    from scheduler.loaders import Reject
    from scheduler.nightly.reading import Aside


def write_files(
    result: Result,
    rejects: Sequence[Reject],
    aside: Sequence[Aside],
    folder: Path,
    tell: Callable[[str], None] = lambda step: None,
) -> None:
    """Write plan, tables, workbook, report and, where rows were set aside, the rejects; each is told before."""
    from scheduler.chance import chances
    from scheduler.explain import unserved_reasons
    from scheduler.report import write_csv, write_html, write_xlsx

    problem, plan, report = result.problem, result.plan, result.report
    proof = result.proof
    tell("reasons")
    reasons = unserved_reasons(problem, plan)
    tell("chances")
    outlook = chances(problem, plan)
    tell("plan.json")
    write_plan(problem, plan, folder / "plan.json", outlook)
    write_csv(problem, plan, report, folder, unserved_reasons=reasons, outlook=outlook)
    tell("plan.xlsx")
    write_xlsx(problem, plan, report, folder / "plan.xlsx", proof=proof, unserved_reasons=reasons, set_aside=aside)
    tell("report.html")
    write_html(
        problem,
        plan,
        report,
        folder / "report.html",
        proof=proof,
        unserved_reasons=reasons,
        set_aside=aside,
        outlook=outlook,
    )
    if rejects:
        write_rejects(rejects, folder / "rejects.csv")


def write_plan(problem: Problem, plan: Plan, path: Path, outlook: Outlook | None = None) -> None:
    """``plan.json``, with the chance of each promise where it is known: the same bytes for the same plan."""
    data = plan.to_json(problem.clock)
    if outlook is not None:
        data["chance"] = outlook.as_dict(problem.clock)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def write_rejects(rejects: Sequence[Reject], path: Path) -> None:
    """One row per row set aside: where it stood, why, and its cells as they were."""
    from scheduler.loaders.formats.csv_table import write_csv
    from scheduler.report.safe import safe

    rows = [
        (
            safe(reject.file),
            reject.row,
            "; ".join(trouble.rule for trouble in reject.troubles),
            safe("; ".join(trouble.message for trouble in reject.troubles)),
            safe(json.dumps(reject.cells, ensure_ascii=False, default=str)),
        )
        for reject in rejects
    ]
    path.write_bytes(write_csv(("file", "row", "rules", "reasons", "cells"), rows))


def proof_beside(plan: Path) -> Proof | None:
    """The proof of a plan in a run folder (given the folder or its ``plan.json``); None for any other plan."""
    folder = plan if plan.is_dir() else plan.parent
    manifest = read_manifest(folder) if plan.is_dir() or plan.name == "plan.json" else None
    if manifest is None:
        return None
    bound = manifest.get("bound")
    solve: dict[str, Any] = next((phase for phase in manifest.get("phases", ()) if phase.get("name") == "solve"), {})
    return Proof(
        None if bound is None else money(bound),
        str(manifest.get("status", "")),
        str(manifest.get("solver", "")),
        bool(manifest.get("bound_lets_shifts_overlap")),
        float(solve.get("seconds", 0)),
        float(solve.get("cpu_seconds", 0)),
    )
