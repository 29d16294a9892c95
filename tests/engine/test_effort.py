"""How much of its time a run gives to each step, also where the time has no end."""

from __future__ import annotations

import math
from dataclasses import fields, replace
from pathlib import Path

import pytest

from benchmarks import ablation
from scheduler.budget import Budget
from scheduler.engine.effort import LARGE, MIDDLE, SMALL, Effort, Profile
from scheduler.engine.loop import solve
from scheduler.engine.run_clock import Pace, WorkClock
from tests.engine.days import DISPATCH, random_day


@pytest.mark.parametrize("tickets", [20, 100, 300, 1000])
def test_a_run_without_an_end_searches_for_a_while_and_generates_to_convergence(tickets: int) -> None:
    """What went wrong once: half of endless time is endless, and endless less endless is no number."""
    effort, pace = Effort.sized(tickets, tickets // 6), Pace(WorkClock(), math.inf)
    steps = [effort.first, effort.burst, effort.dive_burst, effort.choosing, effort.last]
    assert all(0 < step(pace) < 200 for step in steps)
    assert effort.generation(pace) == effort.cutting(pace) == effort.dive_worth(pace) == math.inf


def test_generation_leaves_half_of_the_time_and_the_last_search_takes_all_of_it() -> None:
    effort, pace = Effort.sized(100, 18), Pace(WorkClock(), 10.0)
    pace.spend(4.0)
    assert (effort.generation(pace), effort.cutting(pace), effort.last(pace)) == (7.0, pytest.approx(5.8), 6.0)


@pytest.mark.parametrize(
    ("member", "off", "step", "listable"),
    [("dives", 0, "dive", 0.0), ("chooses", False, "choose", 0.0), ("listable", 0.0, "list", 1.0)],
)
def test_a_step_is_gone_from_a_run_whose_profile_switches_it_off(
    member: str, off: object, step: str, listable: float
) -> None:
    day = random_day(4, n=30, m=6, features=DISPATCH)
    usual = Effort.of(day)
    # no cuts, so that the LP alone proves nothing, and a search that leaves something to the other steps
    usual = replace(usual, profile=replace(usual.profile, burst=1e-4, first_share=1e-4, listable=listable), most_cuts=0)
    told: dict[bool, set[str]] = {}
    for ablated in (False, True):
        effort = replace(usual, profile=replace(usual.profile, **{member: off})) if ablated else usual
        phases = told[ablated] = set[str]()
        solve(
            day,
            budget=Budget(iterations=20_000, threads=1),
            effort=effort,
            progress=lambda point, phases=phases: phases.add(point.phase),  # type: ignore[misc]
        )
    assert step in told[False]
    assert step not in told[True]


def test_the_page_shows_the_profiles_as_they_are() -> None:
    page = (Path(__file__).parents[2] / "docs" / "engine.md").read_text(encoding="utf-8")
    rows = [
        f"| `{field.name}` | {' | '.join(str(getattr(profile, field.name)) for profile in (SMALL, MIDDLE, LARGE))} |"
        for field in fields(Profile)
    ]
    assert "\n".join(["| member | small | middle | large |", "|---|---|---|---|", *rows]) in page


def test_an_ablation_compares_the_usual_with_the_changed_and_knows_its_members() -> None:
    day = random_day(4, n=12, m=3, features=DISPATCH)
    usual, other = ablation.pair(day, {"dives": 0, "choice": 5}, Budget(iterations=2000, threads=1))
    assert "cost" in ablation.line("a day", [(usual, other)])
    assert ablation.changed(Effort.of(day), {"dives": 0}).profile.dives == 0
    with pytest.raises(ValueError, match="dive: no member of the effort; there are burst, choice"):
        ablation.changed(Effort.of(day), {"dive": 0})
