"""What keeps each engineer from a ticket, and all of them counted."""

from __future__ import annotations

from models.rules.longest_overtime import LongestOvertime
from models.shapes import PlanRow
from scheduler.compile import assemble, compile
from scheduler.explain import explain
from scheduler.wording.codes import ENGINEERS
from tests.compile.small import HOUR, Allow, Count, Driving, Left, Shift, Visits, engineer, place, problem, ticket

SHORT = {id: Shift(id=f"{id}@24", start=8 * HOUR, end=10 * HOUR) for id in ("E2", "E4")}


def test_every_engineer_has_a_code_and_the_sum_counts_each_once() -> None:
    # Leaving T9 costs 25.00. E1 may not; E2 has no time (back at 10:00 after T2, 70 minutes of 120); E3 lives 20
    # minutes off the road's beginning, E5 at the ticket; E4 is full but would be free.
    people = (
        engineer("E1"),
        engineer("E2", SHORT["E2"]),
        engineer("E3", start=place(0)),
        engineer("E4", SHORT["E4"]),
        engineer("E5", start=place(15)),
    )
    of = problem(people, (ticket("T9", 15), ticket("T2", 15), ticket("T4", 5)), LongestOvertime(minutes=0), Driving(),
                 Left(price=25_000), Allow(forbidden=(("E1", "T9"),)))  # fmt: skip
    said = explain(of, assemble(of, compile(of), [[], [1], [], [2], []]), "T9", resolve=False)
    codes = {id: one.code for id, one in said.engineers.items()}
    assert codes == {
        "E1": "ruled-out",
        "E2": "no-time",
        "E3": "costs-more-than-leaving",
        "E4": "no-time",
        "E5": "could-serve",
    }
    assert said.engineers["E2"].sentence == "E2 may serve T9 but has no time before 09:00: longest-overtime"
    assert said.engineers["E3"].data["more"] == 5000
    assert said.summary is not None
    assert said.summary.sentence == (
        "of 5 engineers 1 may not serve it (allow 1), 2 have no time before 16:00 (longest-overtime 2), "
        "1 would cost more than leaving it, 1 could serve it for less than leaving it"
    )
    assert said.summary.sentence_zh == (
        "5 名工程师中：1 名不可派（允许 1），2 名在 16:00 前没有空档（最长加班 2），1 名的费用高于不派，"
        "1 名可派且费用低于不派"
    )
    assert sum(said.summary.data["counts"].values()) == 5


def test_a_limit_of_the_plan_and_a_broken_route_have_codes_of_their_own() -> None:
    row = PlanRow("part pump", 1, None, {("*", "T1"): 1, ("*", "T2"): 1})
    of = problem((engineer("E1"),), (ticket("T1"), ticket("T2")), Left(), Count(made=lambda _: (row,)))
    said = explain(of, assemble(of, compile(of), [[0]]), "T2", resolve=False)
    assert said.engineers["E1"].code == "limit-reached"
    easy = problem((engineer("E1"),), (ticket("T1"), ticket("T2"), ticket("T3")), Left())
    strict = easy.replace(policy=easy.policy.but(rules=(*easy.policy.rules, Visits(visits=1))))
    said = explain(strict, assemble(easy, compile(easy), [[0, 1]]), "T3", resolve=False)
    assert said.engineers["E1"].code == "route-broken"
    assert said.summary is not None
    assert said.summary.sentence == "of 1 engineers 1 have a route that breaks a rule itself"


def test_every_code_of_an_engineer_is_shown_above() -> None:
    assert set(ENGINEERS) == {
        "ruled-out", "no-time", "limit-reached", "costs-more-than-leaving", "could-serve", "route-broken", "in-sum",
    }  # fmt: skip
