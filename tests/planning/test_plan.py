"""Planning in memory: solver, judge and result agree."""

from __future__ import annotations

import pytest

import scheduler as pg
from models.errors import InputError
from models.problem import Problem
from scheduler.errors import Disagreement
from scheduler.generate import generate
from scheduler.planning.phases import Phases
from scheduler.solvers.named import SOLVERS, SolverAnswer, new_flag
from scheduler.solvers.progress import ProgressReport


@pytest.fixture(scope="module")
def problem() -> Problem:
    """Twelve tickets, three engineers."""
    return generate(tickets=12, engineers=3, seed=3, language="en")


@pytest.mark.parametrize("solver", ["engine", "regret", "exact"])
def test_every_solver_gives_a_plan_that_the_judge_accepts_at_its_own_price(solver: str, problem: Problem) -> None:
    result = pg.plan(problem, iterations=100 if solver == "engine" else None, seconds=None, solver=solver)
    assert result.report.feasible
    assert result.cost == pg.judge(problem, result.plan).cost
    assert result.served + len(result.plan.unserved) == 12
    assert result.bound is None or result.bound <= result.cost


def test_engine_and_exact_model_prove_the_same_optimum(problem: Problem) -> None:
    engine = pg.plan(problem, seconds=20, gap=0.0)
    exact = pg.plan(problem, seconds=30, solver="exact")
    assert (engine.ended, exact.ended) == ("optimal", "optimal")
    assert engine.cost == exact.cost == engine.bound


def test_the_routing_baseline_is_a_plan_of_the_same_day(problem: Problem) -> None:
    result = pg.plan(problem, seconds=1, solver="routing")
    assert result.report.feasible
    assert (result.bound, result.gap) == (None, None)


def test_the_summary_says_cost_and_proof(problem: Problem) -> None:
    text = pg.plan(problem, seconds=20, gap=0.0).summary()
    assert "11 of 12 tickets served by 3 of 3 engineers, 1 unserved" in text
    assert "no plan is better under this policy: proved" in text


def test_whoever_watches_hears_phases_and_pulses(problem: Problem) -> None:
    phases, pulses = Phases(), list[ProgressReport]()
    pg.plan(problem, iterations=50, phases=phases, progress=pulses.append)
    assert [phase.name for phase in phases.done] == ["compile", "solve", "assemble", "judge"]
    assert any(pulse.cost is not None for pulse in pulses)


def test_a_raised_flag_ends_the_search_with_a_plan(problem: Problem) -> None:
    flag = new_flag()
    flag.set()
    result = pg.plan(problem, seconds=60, stop=flag)
    assert result.ended == "stopped"
    assert result.report.feasible


def test_a_solver_that_misjudges_its_plan_is_named_with_the_rules(
    problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Serving nobody costs what the rules say; a solver that claims it costs nothing is a mistake of the program."""
    monkeypatch.setitem(SOLVERS, "liar", lambda day, wanted: SolverAnswer(((),) * day.m, 0, None, None, "heuristic"))
    with pytest.raises(Disagreement, match=r"the solver says 0\.00"):
        pg.plan(problem, solver="liar")


def test_every_wrong_setting_is_said_at_once(problem: Problem) -> None:
    with pytest.raises(InputError) as wrong:
        pg.plan(problem, seconds=-1, gap=2, threads=0)
    assert [trouble.field for trouble in wrong.value.troubles] == ["seconds", "gap", "threads"]


def test_an_unknown_solver_gets_the_nearest_name(problem: Problem) -> None:
    with pytest.raises(InputError, match="Maybe you mean 'routing'"):
        pg.plan(problem, solver="routin")


def test_what_the_engine_goes_without_is_said_in_both_languages(problem: Problem) -> None:
    from dataclasses import replace

    from scheduler.planning.result import NOTES

    found = replace(pg.plan(problem, iterations=1), notes=tuple(NOTES))
    assert all(f"note: {text}" in found.summary() for text in NOTES.values())
    assert all(text.zh in found.summary("zh") for text in NOTES.values())
