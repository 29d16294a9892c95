"""The quarterly training: placed where it costs least, within seats and skills, people behind first."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date

import pytest

from models.engineer import Engineer, Skill
from models.records import Course, Records, StaffMember, clock_of
from models.sections.development import Development
from scheduler.generate import generate
from scheduler.people.outlook import lapses, weeks
from scheduler.people.training import HALVES, Block, calendar, half_days, losses, needs, training_rows

FIRST, LAST = date(2027, 1, 4), date(2027, 1, 15)  # two weeks
PEOPLE = [Engineer(id=f"E{k}", skills=(Skill(skill="S"),)) for k in range(4)]
CHEAP = {(f"E{k}", day, half): 10.0 if day == 3 and half == "morning" else 100.0
         for k in range(4) for day in range(5) for half in HALVES}  # fmt: skip
"""Thursday mornings cost least."""


def test_blocks_are_half_days_of_the_week() -> None:
    assert len(half_days(FIRST, LAST)) == 20 and half_days(date(2027, 1, 9), date(2027, 1, 10)) == ()


def test_the_cheapest_half_days_are_taken_until_seats_and_skills_are_full() -> None:
    asked = Development(seats=8, most_absent=0.5)
    made = calendar(PEOPLE, {f"E{k}": 1 for k in range(4)}, {}, CHEAP, asked, FIRST, LAST)
    counts = Counter(block.block for block in made.blocks)
    # half of four may be away together: two on each of the two Thursday mornings
    assert counts == {Block(date(2027, 1, 7), "morning"): 2, Block(date(2027, 1, 14), "morning"): 2}
    assert (made.cost, made.bound, made.naive) == (40.0, pytest.approx(40.0), 400.0)
    one = calendar(PEOPLE, {f"E{k}": 1 for k in range(4)}, {}, CHEAP, Development(seats=1, most_absent=1), FIRST, LAST)
    assert max(Counter(block.block for block in one.blocks).values()) == 1
    assert one.cost == 220.0  # two on Thursdays, two elsewhere


def test_nobody_trains_twice_a_day_or_when_away_and_who_has_no_place_is_said() -> None:
    need = {"E0": 12}
    made = calendar(PEOPLE[:1], need, {}, CHEAP, Development(), FIRST, LAST, free={"E0": frozenset({date(2027, 1, 7)})})
    days = [block.block.day for block in made.blocks]
    assert len(days) == len(set(days)) == 9 and date(2027, 1, 7) not in days
    assert made.behind == {"E0": 3}


def test_people_who_are_behind_come_first() -> None:
    flat = dict.fromkeys(CHEAP, 10.0)
    made = calendar(PEOPLE[:2], {"E0": 1, "E1": 1}, {"E1": 1}, flat, Development(seats=1, most_absent=1), FIRST, LAST)
    week = {block.engineer: (block.block.day - FIRST).days // 7 for block in made.blocks}
    assert week["E1"] == 0


def test_what_was_done_is_taken_off_and_what_was_missed_is_carried_over() -> None:
    records = Records(clock_of(UTC), staff=tuple(StaffMember(person.id) for person in PEOPLE), courses=(
        Course("E0", "A", date(2026, 11, 1), hours=8.0), Course("E1", "B", date(2026, 11, 1), hours=4.0),
        Course("E0", "C", FIRST, hours=4.0)))  # fmt: skip
    need, carried = needs(records, Development(), FIRST, ["E0", "E1"])
    assert need == {"E0": 1, "E1": 3} and carried == {"E0": 0, "E1": 1}
    nothing = needs(records.but(courses=()), Development(), FIRST, ["E0"])
    assert nothing == ({"E0": 2}, {"E0": 0})  # no record of any course: nobody is called behind


def test_losses_come_from_planning_the_known_day_again_and_rows_from_the_calendar() -> None:
    problem = generate(tickets=12, engineers=3, seed=5, language="en")
    found = losses([problem], iterations=50)
    assert set(found) == {(engineer.id, 1, half) for engineer in problem.engineers for half in HALVES}
    assert all(loss >= 0 for loss in found.values()) and max(found.values()) > 0
    made = calendar(problem.engineers, {problem.engineers[0].id: 2}, {}, found, Development(), FIRST, LAST)
    rows = training_rows(made, Records(clock_of(UTC)))
    assert (
        len(rows) == 2
        and rows[0]["start"].endswith("+00:00")
        and {row["title"] for row in rows} == {"safety", "product"}
    )


def test_a_certificate_that_lapses_costs_what_the_known_days_cost_without_it() -> None:
    from models.engineer import Certificate

    base = generate(tickets=12, engineers=2, seed=5, language="en")
    only = tuple(
        engineer.but(certificates=(Certificate(certificate="F-GAS", expires=20 * 86_400),) if k == 0 else ())
        for k, engineer in enumerate(base.engineers)
    )
    tickets = tuple(ticket.but(certificates=("F-GAS",) if k < 3 else ()) for k, ticket in enumerate(base.tickets))
    from dataclasses import replace

    problem = replace(base, engineers=only, tickets=tickets)
    assert [(week.certificate, week.tickets, week.holders) for week in weeks([problem])] == [("F-GAS", 3, 1)]
    found = lapses([problem], date(2026, 11, 23), iterations=50)
    assert [(lapse.engineer, lapse.last) for lapse in found] == [(only[0].id, date(2026, 12, 13))]
    assert found[0].loss > 0 and found[0].tickets >= 1
    assert lapses([problem], date(2026, 9, 1), iterations=50) == ()  # beyond the eight weeks
