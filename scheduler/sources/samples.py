"""Sample days that come with the product."""

from __future__ import annotations

import shutil
from pathlib import Path

from models.errors import InputError, Trouble, nearest

HOMES = (Path(__file__).parents[2] / "data", Path(__file__).parents[1] / "samples")
"""Where they lie: in the sources, and in an installed wheel."""


def samples() -> dict[str, Path]:
    """Name -> folder of every sample, days and weeks."""
    home = next((home for home in HOMES if (home / "shanghai-hvac").is_dir()), None)
    folders = sorted(home.iterdir()) if home is not None else []
    return {folder.name: folder for folder in folders if (folder / "README.md").exists()}


def copy_sample(name: str, out: Path) -> Path:
    """Copy a sample into a new folder.

    Raises
    ------
    models.errors.InputError
        There is no such sample, or the folder exists.
    """
    known = samples()
    if name not in known:
        raise InputError(Trouble("is no sample", field="NAME", value=name, rule="unknown-sample",
                                 maybe=nearest(name, known)))  # fmt: skip
    if out.exists():
        raise InputError(Trouble("exists already", str(out), rule="exists", maybe="choose another name or remove it."))
    shutil.copytree(known[name], out, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return out
