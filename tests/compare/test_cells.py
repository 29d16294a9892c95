"""The key of a cell: everything that its plan follows from."""

from __future__ import annotations

from models.homeward import decide
from models.problem import Problem
from models.territory import Territory
from scheduler.compare.cells import content_hash
from scheduler.compile import assemble, compile
from tests.replan.small import published


def day() -> Problem:
    made = published()
    return made.replace(published=None)


def test_what_is_decided_belongs_to_the_key() -> None:
    problem = day()
    plan = assemble(problem, compile(problem), [[0, 1], [2, 3], []])
    keys = [content_hash(made) for made in (
        problem,
        decide(problem, plan, ["T1"]),
        decide(problem, plan, ["T1", "T2"]),
        problem.replace(closed=frozenset({"E1@24"})),
        problem.replace(closed=frozenset({"E2@24"})),
        problem.replace(published=plan),
        problem.replace(now=60),
        problem.replace(territories=(Territory(id="north"),)),
    )]  # fmt: skip
    assert len(set(keys)) == len(keys), "two of these days share a key, and one would get the plan of the other"
    assert content_hash(decide(problem, plan, ["T1"])) == keys[1]
