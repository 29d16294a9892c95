from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.engineer import Absence
from models.interval import Spans
from models.problem import Problem
from scheduler.compile import Compiled, compile
from tests.compile.small import HOUR, Away, Bound, When, engineer, problem, ticket

MORNING, NOON = (9 * HOUR, 11 * HOUR), (12 * HOUR, 14 * HOUR)


class Lapses(When):
    """A second rule about time."""

    id = "lapses"


class AtOnce(When):
    id = "at-once"

    def starts_all(self, problem: Problem) -> tuple[NDArray[np.int32], tuple[Spans | None, ...]]:
        table = np.zeros((len(problem.engineers), len(problem.tickets)), np.int32)
        table[0, 0] = 1
        return table, (None, (MORNING,))


def starts(compiled: Compiled, e: int = 0, i: int = 0) -> list[tuple[int, int]]:
    day = compiled.day
    k = day.window_set[e, i]
    span = slice(day.window_offset[k], day.window_offset[k + 1])
    return list(zip(day.window_first[span].tolist(), day.window_last[span].tolist(), strict=True))


def test_windows_of_starts_are_closed_intervals() -> None:
    compiled = compile(problem((), (), When(spans={"T1": (MORNING, NOON)})))
    assert starts(compiled) == [(9 * HOUR, 11 * HOUR - 1), (12 * HOUR, 14 * HOUR - 1)]


def test_without_a_rule_a_visit_starts_anywhere_in_the_shift() -> None:
    # An hour of work must end by 17:00, so it starts by 16:00.
    assert starts(compile(problem((), (), Bound()))) == [(8 * HOUR, 16 * HOUR)]


def test_windows_of_several_rules_are_met() -> None:
    rules = When(spans={"T1": (MORNING, NOON)}), Lapses(spans={"T1": ((0, 10 * HOUR),)})
    assert starts(compile(problem((), (), *rules))) == [(9 * HOUR, 10 * HOUR - 1)]


def test_nothing_starts_before_now() -> None:
    assert starts(compile(problem((), (), When(spans={"T1": (MORNING,)}), now=10 * HOUR)))[0][0] == 10 * HOUR


def test_a_visit_ends_before_a_block_or_starts_after_it() -> None:
    # Away 10-12: an hour of work starts by 9:00 or from 12:00 on; two blocks cut twice.
    away = tuple(Absence(start=a * HOUR, end=b * HOUR) for a, b in ((10, 12), (14, 15)))
    compiled = compile(problem(engineer(absences=away), (), Bound(), Away()))
    assert starts(compiled) == [(8 * HOUR, 9 * HOUR), (12 * HOUR, 13 * HOUR), (15 * HOUR, 16 * HOUR)]


def test_blocks_of_one_engineer_leave_the_others_alone() -> None:
    away = engineer("E1", absences=(Absence(start=8 * HOUR, end=12 * HOUR),))
    compiled = compile(problem((away, engineer("E2")), (), Bound(), Away()))
    assert starts(compiled, 0) == [(12 * HOUR, 16 * HOUR)]
    assert starts(compiled, 1) == [(8 * HOUR, 16 * HOUR)]


def test_a_pair_without_a_window_left_is_not_allowed() -> None:
    rules = Bound(), When(spans={"T1": ((17 * HOUR, 20 * HOUR),), "T2": ()})
    assert compile(problem((), (ticket("T1"), ticket("T2"), ticket("T3")), *rules)).day.allowed.tolist() == [[0, 0, 1]]


def test_equal_sets_are_kept_once() -> None:
    tickets = tuple(ticket(f"T{k}") for k in range(6))
    even = {f"T{k}": (MORNING, NOON) for k in range(0, 6, 2)}
    day = compile(problem((engineer("E1"), engineer("E2")), tickets, Bound(), When(spans=even))).day
    assert len(day.window_offset) - 1 == 2
    assert day.window_set[0].tolist() == day.window_set[1].tolist()


def test_a_rule_is_asked_as_seldom_as_its_answer_allows() -> None:
    people, tickets = (engineer("E1"), engineer("E2")), (ticket("T1"), ticket("T2"), ticket("T3"))
    for concern, times in (((False, False), 1), ((False, True), 3), ((True, False), 2), ((True, True), 6)):
        rule = When(concern=concern)
        compile(problem(people, tickets, rule))
        assert len(rule.asked) == times


def test_a_rule_about_pairs_is_asked_only_about_what_others_leave() -> None:
    pairs = Lapses(concern=(True, True), spans={"E1/T2": (MORNING,)})
    tickets = (ticket("T1"), ticket("T2"))
    compiled = compile(problem((), tickets, pairs, When(spans={"T1": ()})))
    assert pairs.asked == [("E1", "T2")]
    assert starts(compiled, 0, 1) == [(9 * HOUR, 11 * HOUR - 1)]


def test_a_rule_may_answer_for_all_pairs_at_once() -> None:
    people, tickets = (engineer("E1"), engineer("E2")), (ticket("T1"), ticket("T2"))
    compiled = compile(problem(people, tickets, Bound(), AtOnce()))
    assert starts(compiled, 0, 0) == [(9 * HOUR, 11 * HOUR - 1)]
    assert starts(compiled, 1, 0) == starts(compiled, 0, 1) == [(8 * HOUR, 16 * HOUR)]
