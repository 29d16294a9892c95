"""Runs the tests of a mutant in a process of its own, forked from one that has the heavy libraries loaded already."""

from __future__ import annotations

import contextlib
import importlib
import importlib.machinery
import importlib.util
import io
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

from tests.mutants.operators import Mutant, mutated

HEAVY = (
    "pytest", "_pytest.doctest", "hypothesis", "numpy", "pandas", "pydantic", "yaml", "openpyxl", "python_calamine",
    "ortools.sat.python.cp_model", "ortools.linear_solver.pywraplp", "ortools.math_opt.python.mathopt", "typer", "rich",
    "structlog", "filelock", "httpx",
)  # fmt: skip
"""Third-party modules that are loaded once; what is not there is passed over."""

KILLED, SURVIVED, TIMEOUT, BROKEN = "killed", "survived", "timeout", "broken"
_TESTS_FAILED = (1, 2)  # pytest's exit codes: a test failed, or a file could not even be imported
_TESTS_PASSED = (0, 5)  # all passed, or there is no test


@dataclass(frozen=True)
class Outcome:
    """What the tests said of a mutant.

    Parameters
    ----------
    result
        ``killed``, ``survived``, ``timeout`` (which counts as killed: a loop without end is noticed) or ``broken``:
        the tests could not be run.
    by
        The first test that failed.
    seconds
        Wall time.
    """

    result: str
    by: str
    seconds: float


def load_heavy() -> None:
    """Loads what every child needs, so that a child starts in a moment."""
    for name in HEAVY:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def try_tests(root: Path, mutant: Mutant | None, stages: Sequence[Sequence[str]], limit: float) -> Outcome:
    """Runs the stages of tests one after the other until one notices the mutant; None = the source as it is."""
    began = time.monotonic()
    for tests in (stage for stage in stages if stage):
        result, by = _in_child(root, mutant, tests, limit)
        if result != SURVIVED:
            break
    return Outcome(result, by, round(time.monotonic() - began, 2))


def _in_child(root: Path, mutant: Mutant | None, tests: Sequence[str], limit: float) -> tuple[str, str]:
    with tempfile.TemporaryFile("w+b") as said:
        child = os.fork()
        if child == 0:
            os.setsid()  # what it starts ends with it
            os._exit(_run_pytest(root, mutant, tests, said.fileno()))
        status = _wait(child, limit)
        said.seek(0)
        text = said.read().decode(errors="replace")
    if status is None:
        return TIMEOUT, f"more than {limit:.0f} s"
    failed = [
        line.split(" - ")[0].partition(" ")[2] for line in text.splitlines() if line.startswith(("FAILED", "ERROR"))
    ]
    code = os.waitstatus_to_exitcode(status)
    if code in _TESTS_PASSED:
        return SURVIVED, ""
    if code in _TESTS_FAILED or code < 0:
        return KILLED, failed[0] if failed else f"exit {code}"
    return BROKEN, text[-2000:]


def _wait(child: int, limit: float) -> int | None:
    """The child's status, or None when it had to be ended."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _run_pytest(root: Path, mutant: Mutant | None, tests: Sequence[str], out: int) -> int:
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.stdout = sys.stderr = io.TextIOWrapper(os.fdopen(1, "wb", 0), write_through=True)
    os.chdir(root)
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    for name in [name for name in sys.modules if name.partition(".")[0] in ("tests", "models", "scheduler")]:
        del sys.modules[name]
    sys.path[0:0] = [str(root)]
    if mutant is not None:
        sys.meta_path.insert(0, Swap(root, mutant))
    import pytest

    with tempfile.TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        return int(pytest.main([
            "-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=1",
            "-m", "not slow", *tests,
        ]))  # fmt: skip


class Swap(importlib.machinery.SourceFileLoader):
    """Finds and loads one module of the project with one change; every other module is found as always."""

    def __init__(self, root: Path, mutant: Mutant) -> None:
        self.mutant, self.file = mutant, root / mutant.file
        parts = Path(mutant.file).with_suffix("").parts
        self.module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        super().__init__(self.module, str(self.file))

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        """The changed module's, for it alone."""
        if name != self.module:
            return None
        inside = [str(self.file.parent)] if self.file.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(name, self.file, loader=self, submodule_search_locations=inside)

    def get_code(self, fullname: str) -> CodeType:
        """The code of the changed tree; no file of compiled code is read or written."""
        source = self.file.read_text(encoding="utf-8")
        return compile(mutated(source, self.mutant), str(self.file), "exec", dont_inherit=True)
