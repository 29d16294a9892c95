"""Runs the command line as its users do: as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def environment() -> dict[str, str]:
    """The tests' own, with bytecode cached and the sources found."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def command(*arguments: object) -> list[str]:
    """The words of a command line."""
    return [sys.executable, "-m", "scheduler.cli", *map(str, arguments)]


def paigong(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run to the end."""
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, cwd=cwd, env=environment(), timeout=120, check=False
    )


def start(*arguments: object, cwd: Path = ROOT) -> subprocess.Popen[str]:
    """Start and come back at once."""
    return subprocess.Popen(
        command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd, env=environment()
    )


def python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run some lines of Python to the end."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(),
        timeout=120,
        check=False,
    )


def wait_for(true: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds; fail when it does not in time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"nothing happened within {seconds} s"
        time.sleep(0.02)


def manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a run folder."""
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return found


def logged(text: str) -> list[dict[str, Any]]:
    """The JSON lines of a log."""
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]
