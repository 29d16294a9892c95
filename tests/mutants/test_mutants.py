"""The tool that asks the tests about small wrong changes, asked itself."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.mutants import run
from tests.mutants.operators import Mutant, mutants_of, mutated
from tests.mutants.targets import TARGETS, sample, target_of

ROOT = Path(__file__).parents[2]

CHANGES = {
    "edge": ("def f(a): return a < 3", "a <= 3"),
    "edge of a chain": ("def f(a): return 1 <= a < 3", "1 <= a <= 3"),
    "arithmetic": ("def f(a): return a + 3", "a - 3"),
    "plus one": ("def f(a): return a[0]", "a[1]"),
    "minus one": ("def f(a): return a[0]", "a[-1]"),
    "flag": ("def f(a): return a or True", "a or False"),
    "and/or": ("def f(a, b): return a and b", "a or b"),
    "condition dropped": ("def f(a, b): return a and b", "return b"),
    "not dropped": ("def f(a): return not a", "return a"),
    "branches swapped": ("def f(a, b, c): return a if b else c", "c if b else a"),
    "condition negated": ("def f(a):\n    if a:\n        a = 1", "if not a:"),
    "filter dropped": ("def f(a): return [b for b in a if b]", "for b in a"),
    "min/max": ("def f(a): return min(a)", "max(a)"),
    "return nothing": ("def f(a): return a", "return None"),
    "statement dropped": ("def f(a):\n    a.append(1)", "pass"),
    "sign": ("def f(a): return -a", "return a"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_every_operator_changes_one_place(case: str) -> None:
    source, put = CHANGES[case]
    found = mutants_of("f.py", source)
    (mutant,) = [one for one in found if put in one.after and one.operator == case.removesuffix(" of a chain")][:1]
    assert ast.unparse(mutated(source, mutant)) != ast.unparse(ast.parse(source))
    assert put.split("\n")[0].strip() in ast.unparse(mutated(source, mutant)) or case == "filter dropped"
    assert len({ast.unparse(mutated(source, one)) for one in found}) == len(found)


SILENT = '''
"""A page with 3 numbers."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import this

class Rule:
    """Another 1."""
    id: Literal[1]

    @cached(5)
    def starts(self, one: int | None) -> tuple[1, 2]:
        """And 2."""

    @classmethod
    def keeps(cls):
        return days.day(1, 2)
'''


def test_documentation_types_decorators_and_example_days_are_left_alone() -> None:
    assert mutants_of("rule.py", SILENT) == []


def test_a_mutant_is_found_again_when_other_functions_and_the_folder_change() -> None:
    before = mutants_of("a/f.py", "def f(a): return a < 3 or a < 4")
    after = mutants_of("b/f.py", "def g(a): return a < 3\n\n\ndef f(a): return a < 3 or a < 4")
    keys = {one.key: one.after for one in after}
    assert [keys[one.key] for one in before] == [one.after for one in before]


def test_the_same_seed_draws_the_same_sample_from_every_target() -> None:
    drawn = sample(ROOT, 100, seed=3)
    assert drawn == sample(ROOT, 100, seed=3) != sample(ROOT, 100, seed=4)
    assert 95 <= len(drawn) <= 105
    assert {target_of(one.file, ROOT).name for one in drawn} == {one.name for one in TARGETS if one.sources(ROOT)}
    again = sample(ROOT, 100, seed=4, like=[one.key for one in drawn])
    assert {one.key for one in again} & {one.key for one in drawn} == {one.key for one in drawn}


def test_every_target_has_tests_near_it() -> None:
    for target in TARGETS:
        for source in target.sources(ROOT):
            stages = target.tests(ROOT, str(source.relative_to(ROOT)))
            assert any(file.startswith("tests/") for stage in stages for file in stage), source


LIBRARY = """
LIMIT = 10

def fits(load):
    return load <= LIMIT

def spare(load):
    return LIMIT - load

def count(load):
    return load - 1
"""
TESTS = """
from library import count, fits

def test_what_fits():
    assert fits(10) and not fits(11)

def test_counting_ends():
    assert count(1) == 0
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_loop_without_end_is_ended() -> None:
    def loop() -> int:
        while True:
            pass

    assert run.in_child(loop, 0.1) is None
    assert run.in_child(lambda: 3, 60) == 3


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_what_the_tests_notice_is_killed_and_what_they_do_not_survives(tmp_path: Path) -> None:
    (tmp_path / "library.py").write_text(LIBRARY)
    (tmp_path / "test_library.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = slow\npythonpath = .\n")
    (tmp_path / "tests").mkdir()
    named = {
        ("fits", "edge"): run.KILLED,  # in a function that is loaded already
        ("", "plus one"): run.KILLED,  # at the top of the file, which is imported anew
        ("spare", "arithmetic"): run.SURVIVED,
    }
    mutants = [one for one in mutants_of("library.py", LIBRARY) if (one.where, one.operator) in named]
    said: Path = tmp_path / "said"

    def tell(mutant: Mutant, outcome: run.Outcome) -> None:
        with said.open("a") as file:
            file.write(f"{mutant.where},{mutant.operator},{outcome.result},{outcome.by}\n")

    run.try_all(tmp_path, mutants, lambda _: [["test_library.py"]], 300, tell)
    lines = [line.split(",") for line in said.read_text().splitlines()]
    assert {(where, operator): result for where, operator, result, _ in lines} == named
    assert {by for _, _, result, by in lines if result == run.KILLED} == {"test_library.py::test_what_fits"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_suite_that_fails_anyway_is_not_taken_for_a_good_one(tmp_path: Path) -> None:
    (tmp_path / "library.py").write_text(LIBRARY)
    (tmp_path / "test_library.py").write_text(TESTS.replace("== 0", "== 1"))
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = slow\npythonpath = .\n")
    with pytest.raises(SystemExit, match="test_counting_ends"):
        run.try_all(tmp_path, mutants_of("library.py", LIBRARY), lambda _: [["test_library.py"]], 300, print)
