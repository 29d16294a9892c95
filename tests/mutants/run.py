"""Runs the tests of a mutant in a process of its own.

Two ways. A change inside a function is put into the functions that are loaded already, in a process that has collected
the tests: a mutant then costs a fork and its tests. A change of a class or a module (a default, a constant) needs the
module imported anew: such a process starts from one that has only the libraries of others loaded.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.machinery
import importlib.util
import inspect
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
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
_QUIET = ("-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not slow")


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


Stages = Callable[[Mutant], list[list[str]]]
"""The tests of a mutant, nearest first."""
Tell = Callable[[Mutant, Outcome], None]


def load_heavy() -> None:
    """Loads what every process needs, so that it starts in a moment."""
    for name in HEAVY:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def try_all(root: Path, mutants: Sequence[Mutant], stages: Stages, limit: float, tell: Tell) -> None:
    """Tries mutants of one target: those inside functions where they are, then the others with a new import."""
    told: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        done = Path(folder) / "done"
        status = in_child(lambda: _collected(root, mutants, stages, limit, tell, done), None)
        told |= set(done.read_text().splitlines()) if done.exists() else set()
        failed = (Path(folder) / "note").read_text() if (Path(folder) / "note").exists() else "the collection"
    if status not in _TESTS_PASSED:
        raise SystemExit(f"a suite that fails anyway kills every mutant: without one, {failed} fails (exit {status})")
    for mutant in mutants:
        if mutant.key not in told:
            tell(mutant, try_imported(root, mutant, stages(mutant), limit))


def in_child(work: Callable[[], int], limit: float | None) -> int | None:
    """The exit code of some work in a process of its own; None when it was ended after ``limit`` seconds."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.setsid()  # what it starts ends with it
            code = work()
        finally:
            os._exit(code)
    end = None if limit is None else time.monotonic() + limit
    while end is None or time.monotonic() < end:
        done, status = os.waitpid(child, 0 if end is None else os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _said(code: int | None, by: str, limit: float, began: float) -> Outcome:
    seconds = round(time.monotonic() - began, 2)
    if code is None:
        return Outcome(TIMEOUT, f"more than {limit:.0f} s", seconds)
    if code in _TESTS_PASSED:
        return Outcome(SURVIVED, "", seconds)
    return Outcome(KILLED if code in _TESTS_FAILED or code < 0 else BROKEN, by or f"exit {code}", seconds)


# --- a change inside a function, after the tests have been collected


def _collected(root: Path, mutants: Sequence[Mutant], stages: Stages, limit: float, tell: Tell, done: Path) -> int:
    """Collects all tests of the mutants once, runs them on the unchanged source, then tries mutant after mutant."""
    tests = list(dict.fromkeys(test for mutant in mutants for stage in stages(mutant) for test in stage))
    tests.sort(key=lambda test: not test.startswith("tests/"))  # a source collected first would be imported twice
    return _pytest(root, tests, [_Loop(root, mutants, stages, limit, tell, done)])


class _Loop:
    """Takes the place of pytest's loop over the tests."""

    def __init__(
        self, root: Path, mutants: Sequence[Mutant], stages: Stages, limit: float, tell: Tell, done: Path
    ) -> None:
        self.root, self.mutants, self.stages, self.limit, self.tell, self.done = (
            root, mutants, stages, limit, tell, done,
        )  # fmt: skip
        self.note: Path | None = None

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and self.note is not None:
            self.note.write_text(report.nodeid)

    def pytest_runtestloop(self, session: Any) -> bool:
        if session.testsfailed:
            return False
        by_file: dict[str, list[Any]] = {}
        for item in session.items:
            by_file.setdefault(str(Path(item.path).relative_to(self.root)), []).append(item)
        self.note = self.done.with_name("note")
        if in_child(lambda: _run_items(session, session.items), None) != 0:
            raise session.Failed(f"without any mutant {self.note.read_text()} fails")
        for mutant in self.mutants:
            files = [file for stage in self.stages(mutant) for file in stage]
            items = [item for file in files for item in by_file.get(file, [])]
            self._try(session, mutant, items)
        return True

    def _try(self, session: Any, mutant: Mutant, items: list[Any]) -> None:
        if (change := patch(self.root, mutant)) is None:
            return  # the module has to be imported anew
        began = time.monotonic()
        assert self.note is not None
        self.note.write_text("")

        def work() -> int:
            for function, code in change:
                function.__code__ = code
            return _run_items(session, items)

        code = in_child(work, self.limit)
        self.tell(mutant, _said(code, self.note.read_text(), self.limit, began))
        with self.done.open("a") as file:
            file.write(mutant.key + "\n")


def _run_items(session: Any, items: list[Any]) -> int:
    session.items = items
    with contextlib.suppress(session.Failed, session.Interrupted):
        for number, item in enumerate(items):
            following = items[number + 1] if number + 1 < len(items) else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                break
    return int(session.testsfailed > 0)


def patch(root: Path, mutant: Mutant) -> list[tuple[FunctionType, CodeType]] | None:
    """The loaded functions that the change is in, with their new code; None when it is in no function."""
    file = root / mutant.file
    source = file.read_text(encoding="utf-8")
    found = _function(compile(mutated(source, mutant), str(file), "exec", dont_inherit=True), mutant.where)
    if found is None or found == _function(compile(source, str(file), "exec", dont_inherit=True), mutant.where):
        return None  # the top of the file or of a class, or a default of a parameter
    functions = [
        one
        for one in gc.get_objects()
        if isinstance(one, FunctionType)
        and one.__code__.co_qualname == found.co_qualname
        and one.__code__.co_firstlineno == found.co_firstlineno
        and one.__code__.co_filename.endswith(mutant.file)
    ]
    if not functions or any(one.__code__.co_freevars != found.co_freevars for one in functions):
        return None
    return [(one, found) for one in functions]


def _function(module: CodeType, where: str) -> CodeType | None:
    """The code of the outermost function that holds a place."""
    code: CodeType | None = module
    for name in where.split("."):
        inner = [one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == name] if code else []
        code = inner[-1] if inner else None
        if code is not None and code.co_flags & inspect.CO_OPTIMIZED:
            return code
    return None


# --- a change of a class or a module


def try_imported(root: Path, mutant: Mutant | None, stages: Sequence[Sequence[str]], limit: float) -> Outcome:
    """Runs the stages of tests one after the other until one notices the mutant; None = the source as it is.

    The file's own doctests are left out: pytest would import the file for them by its path, without the change.
    """
    began = time.monotonic()
    outcome = Outcome(SURVIVED, "", 0)
    own = "" if mutant is None else mutant.file
    for tests in (left for stage in stages if (left := [test for test in stage if test != own])):
        with tempfile.TemporaryDirectory() as folder:
            note = Path(folder) / "note"
            code = in_child(lambda tests=tests, note=note: _import_and_run(root, mutant, tests, note), limit)  # type: ignore[misc]
            outcome = _said(code, note.read_text() if note.exists() else "", limit, began)
        if outcome.result != SURVIVED:
            break
    return outcome


def _import_and_run(root: Path, mutant: Mutant | None, tests: Sequence[str], note: Path) -> int:
    for name in [name for name in sys.modules if name.partition(".")[0] in ("tests", "models", "scheduler")]:
        if not name.startswith("tests.mutants") and name != "tests":
            del sys.modules[name]
    if mutant is not None:
        sys.meta_path.insert(0, Swap(root, mutant))
    return _pytest(root, tests, [_Note(note)])


class _Note:
    """Writes down the first test that fails."""

    def __init__(self, note: Path) -> None:
        self.note = note

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and not self.note.exists():
            self.note.write_text(report.nodeid)

    def pytest_collectreport(self, report: Any) -> None:
        self.pytest_runtest_logreport(report)


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


# --- pytest


def _pytest(root: Path, tests: Sequence[str], plugins: list[object]) -> int:
    """Its exit code; what it prints goes nowhere."""
    import hypothesis
    import pytest

    os.chdir(root)
    sys.path[0:0] = [str(root)]
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    quick = [phase for phase in hypothesis.Phase if phase.name in ("explicit", "generate")]  # nobody reads the example
    hypothesis.settings.register_profile("mutants", deadline=None, derandomize=True, database=None, phases=quick)
    hypothesis.settings.load_profile("mutants")
    with _silence(), tempfile.TemporaryDirectory() as folder:
        return int(pytest.main([*_QUIET, f"--basetemp={folder}/base", *tests], plugins=plugins))


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    yield
