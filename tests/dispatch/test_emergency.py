"""Emergencies: the earliest arrivals, whom they displace, what they cost."""

from __future__ import annotations

import pytest

from models.judge import judge
from models.problem import Problem
from models.sections.urgent import Urgent
from models.ticket import Window
from scheduler.dispatch import Board, emergency
from tests.compile.small import ticket
from tests.dispatch.boards import random_board
from tests.replan.small import at, now, published


def board(day: Problem, time: str = "07:30") -> Board:
    return Board.of(now(day, time))


def test_the_choices_go_from_the_earliest_to_the_cheapest() -> None:
    for seed in range(12):
        asked = random_board(seed)
        for id in asked.compiled.tickets[:3]:
            found = emergency(asked, id)
            assert len(found) <= 3
            arrivals, prices = [choice.arrival for choice in found], [choice.price for choice in found]
            assert arrivals == sorted(arrivals)
            assert prices == sorted(prices, reverse=True)
            assert sum(choice.recommended for choice in found) == bool(found)


def test_every_choice_costs_what_the_judge_says_of_the_whole_plan() -> None:
    for seed in range(12):
        asked = random_board(seed)
        for id in asked.compiled.tickets[:3]:
            for choice in emergency(asked, id):
                after = judge(asked.problem, choice.move.plan)
                assert choice.price == after.cost - judge(asked.problem, asked.plan).cost
                assert choice.move.allowed == (set(after.broken) <= set(judge(asked.problem, asked.plan).broken))


def test_somebody_busy_all_day_is_there_first_when_a_visit_makes_room() -> None:
    """E1 alone works; T1 must begin 08:00-08:20 at km 10. N1 at km 2 by 08:10 leaves no time for it; E2 may take T1."""
    soon = (Window(start=at("08:00"), end=at("08:21")),)
    urgent = ticket("N1", 2, priority=1, windows=(Window(start=at("08:00"), end=at("08:11")),),
                    required=({"engineer": "E1"},))  # fmt: skip
    day = published(people=2, tickets=(ticket("T1", 10, windows=soon),), routes=[[0], []])
    (choice,) = emergency(board(day).with_tickets((urgent,)), "N1", limit=1)
    assert (choice.engineer, choice.arrival) == ("E1", at("08:02"))
    assert choice.displaced == (("T1", "E2"),)
    assert "T1 goes to E2" in choice.text()
    assert "T1 改派 E2" in choice.text("zh")


def test_a_displaced_visit_that_nobody_can_take_is_named_and_paid_for() -> None:
    soon = (Window(start=at("08:00"), end=at("08:21")),)
    urgent = ticket("N1", 2, priority=1, windows=(Window(start=at("08:00"), end=at("08:11")),))
    day = published(people=1, tickets=(ticket("T1", 10, windows=soon),), routes=[[0]])
    choice = emergency(board(day).with_tickets((urgent,)), "N1")[0]
    assert choice.displaced == (("T1", ""),)
    assert "T1 stays unserved" in choice.text()
    assert choice.move.plan.unserved == ("T1",)


@pytest.mark.parametrize(("priority", "first"), [(1, True), (3, False)])
def test_for_urgent_priorities_the_arrival_comes_first_and_for_others_the_money(priority: int, first: bool) -> None:
    """E1 is far and busy, E3 sits at km 0 and is free at once; between them only time and money differ."""
    new = ticket("N1", 16, priority=priority)
    found = emergency(board(published(), "08:20").with_tickets((new,)), "N1")
    chosen = next(choice for choice in found if choice.recommended)
    assert (
        chosen.arrival == min(choice.arrival for choice in found)
        if first
        else chosen.price == min(choice.price for choice in found)
    )


def test_arrivals_that_hardly_differ_are_the_same_and_money_decides() -> None:
    day = published()
    new = ticket("N1", 16, priority=1)
    wide = day.replace(policy=day.policy.with_section(Urgent(same_minutes=24 * 60)))
    found = emergency(board(wide, "08:20").with_tickets((new,)), "N1")
    chosen = next(choice for choice in found if choice.recommended)
    assert chosen.price == min(choice.price for choice in found)
