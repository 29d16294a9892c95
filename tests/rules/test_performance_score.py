"""Rule ``performance-score``: the score to the hundredth, the weight of each priority, no score, no weight."""

from __future__ import annotations

from models.money import money
from models.rules.performance_score import PerformanceScore
from tests.rules.ask import a_day, a_ticket, an_engineer, costs, says, table

RULE = PerformanceScore()

# 0.50 a point; 400, 200, 100 and 50 % on priorities 1 to 4
CASES = {
    "the best": (RULE, 100, 1, 0),
    "20 points short, priority 1": (RULE, 80, 1, money(40)),
    "priority 2": (RULE, 80, 2, money(20)),
    "priority 3": (RULE, 80, 3, money(10)),
    "priority 4": (RULE, 80, 4, money(5)),
    "nothing at all": (RULE, 0, 3, money(50)),
    "a score of 0 is a score": (PerformanceScore(unknown=100), 0, 3, money(50)),
    "no score counts as 80": (RULE, None, 3, money(10)),
    "or as the policy says": (PerformanceScore(unknown=100), None, 3, 0),
    "a hundredth of a point": (RULE, 99.99, 3, 5),  # 0.01 x 0.50 = 0.005
    "half a hundredth rounds to it": (RULE, 99.985, 3, 10),  # 9998.5 -> 9998, two hundredths
    "less than a thousandth is dropped": (PerformanceScore(per_point="0.005"), 99.99, 4, 0),  # 0.000025
    "a whole thousandth is not": (PerformanceScore(per_point="0.1"), 99.99, 3, 1),
    "a priority without a weight": (PerformanceScore(weight={1: 400}), 0, 2, 0),
    "a weight of its own": (PerformanceScore(weight={2: 1}), 0, 2, money("0.5")),
    "a price of its own": (PerformanceScore(per_point=1), 99, 3, money(1)),
}


@table("rule, score, priority, price", CASES)
def test_points_missing_to_a_hundred_cost_by_priority(
    rule: PerformanceScore, score: float | None, priority: int, price: int
) -> None:
    assert costs(rule, an_engineer(performance=score), a_ticket(priority=priority)) == price


def test_the_sentence_names_the_score_or_its_absence() -> None:
    def message(score: float | None) -> str:
        engineer, ticket = an_engineer(performance=score), a_ticket(priority=2)
        return RULE.message(engineer, ticket, a_day(RULE, engineer, ticket))

    assert says(message(81.5), "E1 has a score of 81.5; T1 has priority 2", "E1 评分为 81.5；T1 优先级为 2")
    assert says(message(0), "E1 has a score of 0;", "E1 评分为 0；")
    assert says(message(None), "E1 has no score yet;", "E1 尚无评分；")
