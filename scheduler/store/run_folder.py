"""Run folders: written aside, then put in place in one step, so that readers never see half a plan.

A run folder is complete when ``manifest.json`` is there. A kill at any moment leaves the old folder or the new one.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble
from scheduler.store.key import file_hash

MANIFEST = "manifest.json"
FORMAT = "paigong-run-1"


def read_manifest(folder: Path, format: str = FORMAT) -> dict[str, Any] | None:
    """The manifest of a complete folder of this format, else None."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and data.get("format") == format else None


def intact(folder: Path, manifest: dict[str, Any]) -> bool:
    """Is every file that the manifest names still there, byte for byte?"""
    return all(
        (folder / name).is_file() and file_hash(folder / name) == facts["sha256"]
        for name, facts in manifest.get("outputs", {}).items()
    )


def check_target(target: Path, format: str = FORMAT) -> None:
    """Refuse a place that holds something which is not of ours, or of another format.

    Raises
    ------
    InputError
        For a file, and for a folder with contents but no manifest.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise InputError(_not_ours(target, "is not a folder", "name a folder that does not exist yet."))
    if target.is_dir() and any(target.iterdir()) and read_manifest(target, format) is None:
        raise InputError(_not_ours(target, "holds files that no run wrote", "name a new or an empty folder."))


def _not_ours(target: Path, message: str, maybe: str) -> Trouble:
    return Trouble(message, file=str(target), field="--out", rule="foreign-folder", maybe=maybe)


@contextmanager
def staged(target: Path, format: str = FORMAT) -> Iterator[Path]:
    """An empty folder beside ``target``; when the body ends well it takes the target's place, else it vanishes.

    Files of the old folder that no run wrote (somebody's notes) move along.
    """
    recover(target)
    staging = target.with_name(f".{target.name}.new-{os.getpid()}")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        yield staging
        _keep_foreign(target, staging, format)
        for path in (*(p for p in staging.rglob("*") if p.is_file()), staging):
            _sync(path)
        _swap(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def recover(target: Path) -> None:
    """Clean up after a kill: bring back an old folder that was set aside, remove halves that nobody will finish."""
    aside = _aside(target)
    if _ours(aside) and not target.exists():
        os.rename(aside, target)
    halves = re.compile(re.escape(f".{target.name}.new-") + r"\d+")
    for left in target.parent.iterdir() if target.parent.is_dir() else ():
        if halves.fullmatch(left.name) and left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
    if _ours(aside):
        shutil.rmtree(aside, ignore_errors=True)


def _ours(folder: Path) -> bool:
    """Did a run write it? A folder of somebody's own that happens to have the name stays where it is."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and str(data.get("format", "")).startswith("paigong-")


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.paigong-old")


def _keep_foreign(target: Path, staging: Path, format: str) -> None:
    manifest = read_manifest(target, format)
    if manifest is None:
        return
    ours = {MANIFEST, *manifest.get("outputs", {})}
    for path in target.iterdir():
        if path.name in ours or (staging / path.name).exists():
            continue
        if path.is_dir():
            shutil.copytree(path, staging / path.name, symlinks=True)
        else:
            shutil.copy2(path, staging / path.name, follow_symlinks=False)


def _sync(path: Path) -> None:
    """Make the bytes survive a power cut."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _swap(staging: Path, target: Path) -> None:
    """Put ``staging`` in the place of ``target``; afterwards the old contents, if any, lie where ``staging`` was."""
    if not target.exists():
        os.replace(staging, target)
    elif not _exchange(staging, target):
        # No exchange on this system: two renames. After a kill between them `recover` brings the old folder back.
        os.rename(target, _aside(target))
        os.replace(staging, target)
        shutil.rmtree(_aside(target), ignore_errors=True)
    _sync(target.parent)


def _exchange(a: Path, b: Path) -> bool:
    """Let two folders change places in one step; False where the system or the file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if libc.renameat2(here, os.fsencode(a), here, os.fsencode(b), exchange) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM):
        return False
    raise OSError(number, os.strerror(number), str(b))
