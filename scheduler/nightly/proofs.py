"""What was proved about a plan, found again in the manifest beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.money import money
from scheduler.report.proof import Proof
from scheduler.store.run_folder import read_manifest


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
