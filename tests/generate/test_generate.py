"""Made-up days: the same for the same seed, as different as their shapes say, and fit to be planned."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.make import SAMPLES, make
from models.engineer import TierLevel
from models.errors import InputError
from models.interval import FOREVER
from scheduler.compile import compile
from scheduler.generate import SHAPES, generate, write_generated
from scheduler.generate.dice import Dice
from scheduler.loaders import load

DATA = Path(__file__).parents[2] / "data"


def test_the_sample_days_are_what_the_generator_makes(tmp_path: Path) -> None:
    make(tmp_path)
    for name in SAMPLES:
        made = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        kept = {path.name: path.read_bytes() for path in (DATA / name).iterdir()}
        assert made.keys() == kept.keys()
        assert [file for file in made if made[file] != kept[file]] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_of_a_sample_day_names_every_file(name: str) -> None:
    page = (DATA / name / "README.md").read_text(encoding="utf-8")
    for path in (DATA / name).iterdir():
        assert path.name == "README.md" or f"`{path.name}`" in page


def test_draws_do_not_depend_on_the_version_of_numpy() -> None:
    """Raw bits are promised for good; these are the first draws of a named stream."""
    dice = Dice(1, "test")
    assert [dice.below(1000) for _ in range(5)] == [270, 221, 339, 29, 594]


def test_more_tickets_leave_the_engineers_as_they_are() -> None:
    few, many = generate(tickets=10, engineers=6), generate(tickets=20, engineers=6)
    assert few.engineers == many.engineers


@pytest.mark.parametrize("shape", SHAPES)
def test_every_ticket_of_every_shape_can_be_served_by_somebody(shape: str) -> None:
    problem = generate(tickets=80, engineers=18, shape=shape, seed=9)
    assert compile(problem).unplannable == ()


def test_the_shapes_differ_in_what_they_are_about() -> None:
    days = {shape: generate(tickets=80, engineers=18, shape=shape) for shape in SHAPES}
    work = {shape: sum(ticket.duration for ticket in day.tickets) for shape, day in days.items()}
    drive = {shape: day.travel.seconds.mean() for shape, day in days.items()}
    senior = {shape: sum(t.tier is TierLevel.SENIOR for t in day.tickets) for shape, day in days.items()}
    assert work["slack"] < work["city"] < work["overloaded"]
    assert drive["rural"] > 1.4 * drive["city"]
    assert senior["specialist"] > 2 * senior["city"]


def test_promises_can_be_kept_within_the_windows() -> None:
    """Nobody is promised a visit before the first moment at which the customer can be visited."""
    for ticket in generate(tickets=200, engineers=30, days=2, seed=4).tickets:
        first = min((window.start for window in ticket.windows), default=-FOREVER)
        assert ticket.respond_by is not None
        assert ticket.resolve_by is not None
        assert first < ticket.respond_by < ticket.resolve_by


def test_a_large_team_has_everything_the_rules_are_about() -> None:
    problem = generate(tickets=300, engineers=60, days=3, territories=3, seed=1)
    people, calls = problem.engineers, problem.tickets
    assert {one.standing for one in people} == {"active", "warned", "suspended"}
    assert {one.tier for one in people} == set(TierLevel)
    assert {one.pay for one in people} == {"shift", "worked"}
    assert any(one.absences for one in people)
    assert any(one.trainings for one in people)
    assert any(len(one.territories) == 2 for one in people)
    assert any(c.expires is not None and c.expires <= 3 * 86400 for one in people for c in one.certificates)
    assert any(len(call.windows) == 2 for call in calls)
    for wish in ("preferred", "excluded", "required", "served_before", "certificates", "parts", "parts_ready"):
        assert any(getattr(call, wish) for call in calls), wish


def test_a_written_day_reads_back_as_it_was(tmp_path: Path) -> None:
    problem = generate(tickets=30, engineers=8, days=2, territories=2, seed=6, name="back")
    write_generated(problem, tmp_path / "back", "Words.", "command")
    back = load(tmp_path / "back")
    assert back.tickets == problem.tickets
    assert back.engineers == problem.engineers
    assert back.policy == problem.policy
    assert (back.travel.seconds == problem.travel.seconds).all()


def test_all_wrong_arguments_are_said_at_once() -> None:
    with pytest.raises(InputError) as wrong:
        generate(tickets=0, shape="town", language="fr", start="tomorrow")
    assert [trouble.field for trouble in wrong.value.troubles] == ["tickets", "shape", "language", "start"]
