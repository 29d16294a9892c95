"""Routes without a way home or without a fixed start: read from every format, planned, judged and written again."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from models.events import TicketArrived
from models.judge import judge
from models.place import END_ANYWHERE, START_ANYWHERE, Place
from models.problem import Problem
from models.ticket import Ticket
from scheduler.loaders import load
from scheduler.loaders.formats.json_day import write_json
from scheduler.loaders.formats.write import write_day
from scheduler.planning.plan import plan
from scheduler.sources.at import at
from scheduler.travel.arrivals import with_arrivals
from tests.loaders.small_day import small_day
from tests.rules.random_days import random_problem

# On a line: D, 25 min, A, 25 min, B. Half an hour of work at each of A and B.
PLACES = "place_id,lat,lon\nD,31.0,121.0\nA,31.1,121.0\nB,31.2,121.0\n"
MINUTES = {"D,A": 25, "A,B": 25, "D,B": 50, "A,D": 25, "B,A": 25, "B,D": 50}
LEGS = "from,to,seconds,metres\n" + "".join(f"{leg},{60 * n},{800 * n}\n" for leg, n in MINUTES.items())
TICKETS = "ticket_id,place_id,duration_min\nT1,A,30\nT2,B,30\n"
SHIFTS = "engineer_id,start,end\nE1,2026-11-24 08:00,2026-11-24 10:00\n"


def on_a_line(folder: Path, start: str, end: str, tickets: str = TICKETS) -> Path:
    engineers = f"engineer_id,place_id,end_place_id\nE1,{start},{end}\n"
    return small_day(folder, tickets, SHIFTS, engineers, places=PLACES, travel=LEGS)


def timed(problem: Problem) -> list[str]:
    """Order with starts, then the end of the route, of a plan that the judge finds nothing broken in."""
    made = plan(problem, iterations=20, threads=1)
    assert not judge(problem, made.plan).broken
    (route,), text = made.plan.routes, problem.clock.text
    return [*(f"{visit.ticket} {text(visit.start)}" for visit in route.visits), text(route.end)]


def test_a_route_may_end_at_its_last_customer(tmp_path: Path) -> None:
    # 25 + 30 + 25 + 30 min: ten minutes to spare; the way home would be 50 min of overtime
    assert timed(load(on_a_line(tmp_path, "D", "anywhere"))) == ["T1 08:25", "T2 09:20", "09:50"]


def test_a_route_may_begin_at_its_first_customer(tmp_path: Path) -> None:
    assert timed(load(on_a_line(tmp_path, "anywhere", "D"))) == ["T2 08:00", "T1 08:55", "09:50"]


def test_a_route_may_do_both(tmp_path: Path) -> None:
    # 30 + 25 + 30 min in either order
    assert timed(load(on_a_line(tmp_path, "任意", "任意")))[-1] == "09:25"


def test_who_begins_anywhere_and_names_no_end_ends_anywhere(tmp_path: Path) -> None:
    engineer = load(on_a_line(tmp_path, "anywhere", "")).engineers[0]
    assert (engineer.start, engineer.end_place) == (START_ANYWHERE, END_ANYWHERE)


def test_an_open_route_costs_no_way_home(tmp_path: Path) -> None:
    homes = {
        end: plan(load(on_a_line(tmp_path / end, "D", end)), iterations=20, threads=1) for end in ("D", "anywhere")
    }
    kilometres = {
        end: sum(f.amount for f in made.report.findings if f.rule == "travel-cost") for end, made in homes.items()
    }
    assert kilometres == {"D": 6000, "anywhere": 3000}  # seconds of driving


@pytest.mark.parametrize("form", ["json", "folder"])
@pytest.mark.parametrize(("start", "end"), [("D", "anywhere"), ("anywhere", "D"), ("anywhere", "anywhere")])
def test_open_ends_are_written_and_read_again(tmp_path: Path, form: str, start: str, end: str) -> None:
    problem = load(on_a_line(tmp_path / "day", start, end))
    again = load(write_json(problem, tmp_path / "a.json") if form == "json" else write_day(problem, tmp_path / "again"))
    assert [(one.start.id, one.end_place.id) for one in again.engineers] == [
        (one.start.id, one.end_place.id) for one in problem.engineers
    ]
    assert timed(again) == timed(problem)


def test_a_visit_is_never_anywhere(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is neither") as error:
        load(on_a_line(tmp_path, "D", "", TICKETS + "T3,anywhere,30\n"))
    assert [(one.row, one.field) for one in error.value.troubles] == [(4, "place_id")]


def test_estimated_travel_has_open_ends_too(tmp_path: Path) -> None:
    day = small_day(tmp_path, engineers="engineer_id,lat,lon,end_place_id\nE1,31.20,121.40,anywhere\n")
    made = plan(load(day), iterations=20, threads=1).plan
    assert made.routes[0].end == made.routes[0].visits[-1].finish


SETUPS = "ticket_id,place_id,duration_min,setup_min\nT1,B,30,\nT2,B,30,10\nT3,A,30,5\n"


def test_a_set_up_is_paid_once_for_visits_in_a_row(tmp_path: Path) -> None:
    # D to A 25, set-up 5, work 30, to B 25, set-up 10 for both, 30 + 30: from 08:00 to 10:35
    assert timed(load(on_a_line(tmp_path, "D", "anywhere", SETUPS)))[-1] == "10:35"


def test_set_ups_are_written_and_read_again(tmp_path: Path) -> None:
    problem = load(on_a_line(tmp_path / "day", "D", "anywhere", SETUPS))
    assert timed(load(write_day(problem, tmp_path / "again"))) == timed(problem)
    assert timed(load(write_json(problem, tmp_path / "a.json"))) == timed(problem)


def test_a_ticket_that_arrives_finds_open_ends_and_set_ups_as_they_were(tmp_path: Path) -> None:
    problem = load(on_a_line(tmp_path, "D", "anywhere", SETUPS))
    known = problem.travel
    new = Ticket(id="T9", place=Place(lat=31.15, lon=121.0, setup=120), duration=600)
    travel = at(problem, 8 * 3600 + 60, events=(TicketArrived(at=8 * 3600, ticket=new),)).travel
    old = [travel.index[key] for key in known.keys]
    assert (travel.seconds[old][:, old] == known.seconds).all()
    assert travel.leg(new.place, END_ANYWHERE) == (0, 0)
    assert travel.setup == known.setup | {new.place.key: 120}


@pytest.mark.parametrize("seed", range(4))
def test_engine_and_exact_model_agree_on_open_routes_with_set_ups(seed: int) -> None:
    day = random_problem(seed, tickets=6, engineers=2)
    ends: list[dict[str, Place]] = [{"end": END_ANYWHERE}, {"start": START_ANYWHERE, "end": day.engineers[1].end_place}]
    engineers = tuple(one.but(**ends[k % 2]) for k, one in enumerate(day.engineers))
    tickets = tuple(one.but(place=one.place.but(setup=120 * (k % 3))) for k, one in enumerate(day.tickets))
    day = day.replace(engineers=engineers, tickets=tickets)
    day = day.replace(travel=with_arrivals(day.travel, day.places()))
    found = {solver: plan(day, iterations=100, threads=1, solver=solver) for solver in ("engine", "exact")}
    assert not found["engine"].report.broken
    assert found["engine"].cost == found["exact"].cost
