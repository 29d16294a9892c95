"""Writing a study folder: aside, then put in place in one step; the manifest is written last."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from scheduler.compare.cache import Cache
from scheduler.compare.cells import TIMING
from scheduler.compare.folder.tables import write_tables
from scheduler.compare.folder.workbook import write_workbook
from scheduler.compare.study import Study
from scheduler.store.run_folder import MANIFEST, check_target, staged

FORMAT = "paigong-study-1"
CELLS = "cells"


def check_study_target(target: Path) -> None:
    """Refuse a place that holds something which is no study.

    Raises
    ------
    models.errors.InputError
        For a file, and for a folder with contents but without the manifest of a study.
    """
    check_target(target, FORMAT)


def cell_cache(target: Path, resume: bool) -> Cache:
    """Where the cells of a study are kept while it runs: beside its folder, so that a kill leaves the folder alone.

    With ``resume`` what is there already is used, also from a finished study in the same place.
    """
    beside = target.absolute().with_name(f".{target.name}.cells")
    return Cache(beside, (target / CELLS,), known=resume)


def write_study(
    study: Study,
    target: Path,
    cache: Cache | None = None,
    facts: Mapping[str, Any] | None = None,
    extra: Callable[[Path], None] | None = None,
    aside: Sequence[str] = (),
) -> None:
    """Write the study folder.

    Parameters
    ----------
    cache
        Where cells were kept so far; removed afterwards when nothing failed, for the folder has them then.
    facts
        For the manifest: what was asked for and how long it took.
    extra
        Writes more files into the folder it is given.
    aside
        What was set aside of the days, for the report and the workbook, a sentence each.
    """
    from scheduler.compare.report import write_report

    with staged(target.absolute(), FORMAT) as folder:
        text = json.dumps(study.as_dict(), ensure_ascii=False, indent=1)
        (folder / "study.json").write_text(text + "\n", encoding="utf-8")
        write_tables(study, folder)
        write_workbook(study, folder / "study.xlsx", aside)
        write_report(study, folder / "report.html", aside)
        _write_scenarios(study, folder / "scenarios")
        _keep_cells(study, folder / CELLS)
        if extra is not None:
            extra(folder)
        _write_manifest(study, folder, dict(facts or {}))
    if cache is not None and not study.failures:
        shutil.rmtree(cache.folder, ignore_errors=True)


def _keep_cells(study: Study, folder: Path) -> None:
    """The cells of this study, plans included."""
    kept = Cache(folder)
    for place, answer in study.answers.items():
        kept.keep(study.keys[place], answer)


def _write_scenarios(study: Study, folder: Path) -> None:
    """The overlays, each as a file that can be used again."""
    for number, name in enumerate(study.scenarios):
        if name in study.steps:
            folder.mkdir(exist_ok=True)
            (folder / f"{number:02d}.yaml").write_text(study.steps[name].to_yaml(), encoding="utf-8")


def _write_manifest(study: Study, folder: Path, facts: dict[str, Any]) -> None:
    from scheduler.nightly.manifest import versions
    from scheduler.store.key import file_hash

    outputs = {
        path.relative_to(folder).as_posix(): {"sha256": file_hash(path), "bytes": path.stat().st_size}
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    data = {
        "format": FORMAT,
        "cells": len(study.answers),
        "failed": len(study.failures),
        **facts,
        **{name: round(sum(answer[name] for answer in study.answers.values()), 3) for name in TIMING},
        "versions": versions(),
        "outputs": outputs,
    }
    (folder / MANIFEST).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
