"""Territories planned one after the other: the second run knows what the first has published, or says why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import scheduler as pg
from models.errors import InputError
from models.judge import judge
from models.plan import Plan
from scheduler.budget import Budget
from scheduler.errors import Exit, Locked
from scheduler.loaders.plan_file import read_plan
from scheduler.nightly.lock import planner
from scheduler.nightly.order import Order
from scheduler.nightly.others import shared
from scheduler.nightly.run import Finished, run
from scheduler.sources.day_source import DaySource

FILES = {
    "day.yaml": 'start: "2026-11-24"\ntimezone: Asia/Shanghai\n',
    "policy.yaml": "name: plain\nrules: {unserved-cost: on, travel-cost: on, van-parts: off}\n",
    "territories.csv": "territory_id\nnorth\nsouth\neast\n",
    "engineers.csv": "engineer_id,lat,lon,territories\nE1,31.20,121.40,north;south;east\n",
    "shifts.csv": "engineer_id,start,end\nE1,2026-11-24 08:00,2026-11-24 17:00\n",
    "tickets.csv": "ticket_id,lat,lon,duration_min,territory_id,parts\n"
    "T1,31.25,121.40,60,north,PCB:1\nT2,31.15,121.40,60,south,PCB:1\n",
}
POLICY = "name: parts\nrules: {stock: {pieces: {PCB: 1}}, van-parts: off, unserved-cost: on, travel-cost: on}\n"


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """One engineer for two territories, one ticket in each, both in need of the only piece when parts are counted."""
    folder = tmp_path / "day"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def planned(day: Path, territory: str, **fields: object) -> Finished:
    """A run of one territory into the folder beside the day that has its name."""
    source = DaySource(day, territory=territory)
    return run(Order(source, day.parent / territory, Budget(iterations=50, threads=1), **fields))  # type: ignore[arg-type]


def plan_of(day: Path, territory: str) -> Plan:
    return read_plan(day.parent / territory, pg.load(day))


def test_the_second_territory_goes_on_where_the_first_has_left_the_engineer(day: Path) -> None:
    assert planned(day, "north").code is Exit.DONE
    first = plan_of(day, "north").routes[0]
    found = planned(day, "south")
    assert [one["territory"] for one in found.manifest["decided"]] == ["north"]
    plan = plan_of(day, "south")
    assert plan.routes[0].tickets == ("T1", "T2")
    assert plan.routes[0].visits[0] == first.visits[0]
    assert judge(pg.load(day), plan).feasible, "the two together are one whole plan"


def test_the_last_piece_is_given_once(day: Path) -> None:
    (day / "policy.yaml").write_text(POLICY, encoding="utf-8")
    planned(day, "north")
    planned(day, "south")
    plan = plan_of(day, "south")
    assert (set(plan.served()), plan.unserved) == ({"T1"}, ("T2",))
    assert shared(pg.load(day), "south") == ("E1", "part PCB")


def test_a_territory_planned_again_keeps_what_the_other_is_built_on(day: Path) -> None:
    planned(day, "north")
    planned(day, "south")
    standing = (day.parent / "north" / "plan.json").read_bytes()
    assert planned(day, "north").result is None, "its plan stands"
    again = planned(day, "north", force=True)
    assert again.result is not None
    assert plan_of(day, "north").routes == plan_of(day, "south").routes
    assert (day.parent / "north" / "plan.json").read_bytes() != standing


def test_two_that_share_somebody_exclude_each_other(day: Path) -> None:
    source = f"{day.resolve()} "
    with planner(day.parent, source, "north", day.parent / "north", shared(pg.load(day), "north")):  # noqa: SIM117
        with pytest.raises(Locked, match="shares E1"):
            planned(day, "south")


def test_a_folder_that_is_no_run_of_the_day_is_refused_by_name(day: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no complete run folder"):
        planned(day, "south", decided=(tmp_path / "nowhere",))


def test_runs_that_send_one_person_to_two_places_are_refused_by_name(day: Path) -> None:
    # both were planned as if the other did not exist
    planned(day, "north", decided=())
    planned(day, "south", decided=())
    manifests = {name: day.parent / name / "manifest.json" for name in ("north", "south")}
    assert all(json.loads(path.read_text(encoding="utf-8"))["decided"] == [] for path in manifests.values())
    with pytest.raises(InputError, match="planned E1 otherwise"):
        planned(day, "east", decided=(day.parent / "north", day.parent / "south"))
