"""A roster in words."""

from __future__ import annotations

from collections.abc import Iterator

from models.roster import RosterProblem
from scheduler.roster.page import TITLES
from scheduler.roster.solve import RosterResult
from scheduler.wording.columns import padded
from scheduler.wording.language import Language

LETTERS = {"off": "·", "leave": "v", "training": "t"}


def lines(problem: RosterProblem, result: RosterResult, language: Language) -> Iterator[str]:
    """The roster as a grid of letters, what it costs, or which rules collide."""
    if result.roster is None:
        if result.conflict:
            yield language.of(
                "No roster keeps all rules. These collide:", "没有满足所有规则的排班表，以下规则互相冲突："
            )
            for rule, whom in result.conflict:
                yield f"  {language.of(rule, TITLES.get(rule, (rule, rule))[1])}: {whom}"
        else:
            yield language.of("No roster was found with this effort.", "在此计算量内未找到排班表。")
        return
    letters = dict(LETTERS)
    for duty in problem.duties:
        free = [letter for letter in duty.id if letter not in letters.values()]
        letters[duty.id] = free[0] if free else "?"
    yield "  ".join(f"{letter} = {name}" for name, letter in letters.items())
    for person in problem.people:
        row = "".join(letters[name] for name in result.roster.duties[person.id])
        parts = " ".join(row[k : k + 7] for k in range(0, len(row), 7))
        yield f"{padded(person.id, 10)} {parts}"
    assert result.report is not None
    assert result.cost is not None
    for rule, cost in sorted(result.report.costs.items(), key=lambda pair: -pair[1]):
        yield f"  {padded(language.of(rule, TITLES.get(rule, (rule, rule))[1]), 24)} {cost / 1000:>14,.2f}"
    gap = 100 * (result.gap or 0.0)
    proof = language.of("the cheapest there is", "已证明最便宜") if result.optimal else language.of(
        f"at most {gap:.1f} % above the cheapest", f"比最便宜的至多贵 {gap:.1f} %")  # fmt: skip
    yield language.of(f"cost {result.cost / 1000:,.2f}, {proof}", f"费用 {result.cost / 1000:,.2f}，{proof}")
