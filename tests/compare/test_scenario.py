"""Scenarios: overlays on a small day of two territories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock import HOUR, Clock
from models.engineer import Engineer, Shift, Skill, TierLevel
from models.errors import InputError
from models.place import Place
from models.policy import Policy
from models.problem import Problem, places_of
from models.ticket import SkillNeed, Ticket, Window
from scheduler.compare.operations import OPERATIONS
from scheduler.compare.scenario import Scenario, read_mapping, read_scenario
from scheduler.travel import estimate


def day() -> Problem:
    """Two engineers (north and south), four tickets in the north and two in the south."""
    engineers = tuple(
        Engineer(
            id=id, territories=(area,), skills=(Skill(skill="plc", level=1),), start=Place(lat=lat, lon=121.0),
            shifts=(Shift(id=f"{id}@24", start=8 * HOUR, end=17 * HOUR),),
        )
        for id, area, lat in (("E1", "north", 31.3), ("E2", "south", 31.1))
    )  # fmt: skip
    tickets = tuple(
        Ticket(
            id=f"T{k}", territory="north" if k < 4 else "south", place=Place(lat=31.0 + k / 20, lon=121.1),
            skills=(SkillNeed(skill="plc"),), priority=1 + k % 4, created=0,
            windows=(Window(start=(8 + k) * HOUR, end=(10 + k) * HOUR),),
        )
        for k in range(6)
    )  # fmt: skip
    travel = estimate(places_of(engineers, tickets))
    policy = Policy.from_mapping({"rules": {"travel-cost": {"per_hour": 60}}})
    return Problem(engineers, tickets, travel, policy, Clock.parse("2026-11-24T00:00:00+08:00"))


def under(*steps: dict[str, Any], seed: int = 1) -> Problem:
    return read_mapping({"name": "test", "steps": list(steps)}).apply(day(), seed)


def refused(*steps: dict[str, Any]) -> str:
    with pytest.raises(InputError) as caught:
        under(*steps)
    return str(caught.value)


def test_engineers_are_added_like_one_of_the_territory_under_new_ids() -> None:
    changed = under({"add-engineers": {"territory": "north", "count": 2, "tier": "senior", "skills": {"plc": 3}}})
    new = changed.engineers[2:]
    assert [one.id for one in new] == ["E1+1", "E1+2"]
    assert all(one.tier == TierLevel.SENIOR and one.level("plc", 0) == 3 for one in new)
    assert len({shift.id for _, shift in changed.shifts}) == 4


def test_adding_twice_gives_other_ids() -> None:
    step = {"add-engineers": {"like": "E1"}}
    assert [one.id for one in under(step, step).engineers] == ["E1", "E2", "E1+1", "E1+2"]


def test_a_scenario_that_removes_somebody_by_territory_leaves_the_others() -> None:
    assert [one.id for one in under({"remove-engineers": {"where": {"territory": "north"}}}).engineers] == ["E2"]


def test_change_raises_a_skill_and_never_lowers_it() -> None:
    step = {"change-engineers": {"where": {"ids": ["E1"]}, "skills": {"plc": 3}}}
    lower = {"change-engineers": {"where": {"ids": ["E1"]}, "skills": {"plc": 2}}}
    assert under(step, lower).engineer["E1"].level("plc", 0) == 3


def test_shifts_move_by_minutes() -> None:
    shift = under({"change-engineers": {"shift": {"start": -30, "end": 60}}}).engineers[0].shifts[0]
    assert (shift.start, shift.end) == (7.5 * HOUR, 18 * HOUR)


def test_half_the_demand_of_the_north_leaves_two_of_its_four_tickets() -> None:
    changed = under({"scale-demand": {"factor": 0.5, "where": {"territory": "north"}}})
    assert sorted(str(ticket.territory) for ticket in changed.tickets) == ["north", "north", "south", "south"]


def test_more_demand_repeats_requests_under_new_ids() -> None:
    changed = under({"scale-demand": {"factor": 1.5}})
    assert len(changed.tickets) == 9
    assert len(changed.ticket) == 9


def test_chance_is_the_same_for_the_same_seed_and_differs_between_seeds() -> None:
    step = {"scale-demand": {"factor": 0.5}}
    drawn = [tuple(t.id for t in under(step, seed=seed).tickets) for seed in (1, 1, 2, 3, 4)]
    assert drawn[0] == drawn[1]
    assert len(set(drawn)) > 1


def test_moved_demand_lies_at_places_of_the_other_territory() -> None:
    changed = under({"move-demand": {"where": {"territory": "north"}, "to": "south", "share": 0.5}})
    south = [ticket for ticket in changed.tickets if ticket.territory == "south"]
    assert len(south) == 4
    assert {ticket.place.lat for ticket in south} == {31.2, 31.25}


def test_sla_hours_count_from_the_request() -> None:
    changed = under({"sla": {"response": {1: 4}}})
    assert changed.ticket["T0"].respond_by == 4 * HOUR
    assert changed.ticket["T1"].respond_by is None


def test_windows_hours_select_by_when_a_window_opens() -> None:
    changed = under({"shift-windows": {"widen": 60, "where": {"hours": [8, 9]}}})
    longer = [ticket.id for ticket in changed.tickets if ticket.windows[0].end - ticket.windows[0].start == 3 * HOUR]
    assert longer == ["T0"]


def test_prices_change_alone_and_the_rest_of_the_policy_stays() -> None:
    changed = under({"prices": {"travel-cost": {"per_hour": 80}}})
    assert changed.policy.rule("travel-cost").per_hour == 80_000
    assert changed.policy.rule("travel-cost").per_km == day().policy.rule("travel-cost").per_km


def test_slower_roads_keep_the_triangle_inequality() -> None:
    seconds = under({"travel": {"factor": 1.37}}).travel.seconds.astype(np.int64)
    assert (seconds[:, :, None] + seconds[None] >= seconds[:, None, :].transpose(0, 2, 1)[:, None, :]).any()
    detour = (seconds[:, :, None] + seconds[None, :, :]).min(1)
    assert (detour >= seconds).all()


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ({"add-engineers": {"like": "E9"}}, ["no engineer E9", "Maybe"]),
        ({"remove-engineers": {"where": {"skill": "plx"}}}, ["no skill plx", "'plc'"]),
        ({"remove-engineers": {"where": {"tier": "senior"}}}, ["no engineer fits"]),
        ({"remove-engineers": {"where": {"territory": "north"}, "count": 3}}, ["only 1 engineers fit"]),
        ({"change-engineers": {}}, ["changes nothing"]),
        ({"change-engineers": {"shift": {"begin": 3}}}, ["begin", "start and end"]),
        ({"scale-demand": {"factor": -1}}, ["factor", "greater than or equal to 0"]),
        ({"scale-demand": {"factor": 0}}, ["leaves no ticket"]),
        ({"scale-demand": {"factr": 1}}, ["factr", "'factor'"]),
        ({"move-demand": {"where": {"territory": "north"}, "to": "sout"}}, ["no territory sout", "'south'"]),
        ({"sla": {"response": {7: 1}}}, ["priority 1 to 4"]),
        ({"prices": {"travel-cots": {"per_hour": 1}}}, ["travel-cots", "'travel-cost'"]),
        ({"prices": {"travel-cost": {"per_hour": 60}}}, ["already says so"]),
        ({"travel": {"factor": 0}}, ["factor"]),
        ({"ad-engineers": {}}, ["is no operation", "'add-engineers'"]),
        ({"shift-windows": {"widen": -120}}, ["close before they open"]),
    ],
)
def test_what_matches_nothing_or_is_misspelt_is_refused_by_name(step: dict[str, Any], words: list[str]) -> None:
    said = refused(step)
    assert all(word in said for word in words), said


def test_an_unknown_key_of_the_file_is_refused_with_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "more.yaml"
    file.write_text("nam: x\nsteps: []\n")
    with pytest.raises(InputError, match="'name'"):
        read_scenario(file)


def test_every_operation_refuses_an_unknown_setting() -> None:
    for operation in OPERATIONS:
        if operation.kind != "prices":  # its keys are rules, refused above
            with pytest.raises(InputError):
                read_mapping({"steps": [{operation.kind: {"nonsense": 1}}]})


STEPS = st.lists(
    st.sampled_from(
        [
            {"add-engineers": {"like": "E1", "count": 2}},
            {"scale-demand": {"factor": 1.5, "where": {"territory": "north"}}},
            {"scale-demand": {"factor": 0.75}},
            {"change-engineers": {"shift": {"end": 30}}},
            {"sla": {"response": {1: 4, 2: 8}, "where": {"territory": "south"}}},
            {"prices": {"travel-cost": {"per_hour": 75}}},
            {"travel": {"factor": 1.1}},
            {"shift-windows": {"minutes": 15}},
        ]
    ),
    max_size=4,
    unique_by=str,
)


def picture(problem: Problem) -> object:
    return problem.engineers, problem.tickets, problem.policy, problem.travel.seconds.tolist()


@given(STEPS)
def test_a_scenario_written_and_read_again_does_the_same(steps: list[dict[str, Any]]) -> None:
    scenario = read_mapping({"name": "one", "steps": steps})
    again = read_mapping(scenario.to_mapping())
    assert again == scenario
    assert picture(again.apply(day())) == picture(scenario.apply(day()))


@given(STEPS, STEPS)
def test_composition_is_the_steps_of_both_in_order(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> None:
    a, b = (read_mapping({"name": name, "steps": steps}) for name, steps in (("a", first), ("b", second)))
    both = a.then(b)
    assert both.steps == a.steps + b.steps
    assert both.then(Scenario("nothing")).steps == both.steps
    # A step's chance does not depend on what comes after it, so the first part draws as it did alone.
    whole = Scenario("whole", both.steps[: len(a.steps)])
    assert picture(whole.apply(day())) == picture(a.apply(day()))
