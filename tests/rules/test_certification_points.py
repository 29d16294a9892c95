"""Rule ``certification-points``: a point below, at and above the full number."""

from __future__ import annotations

from models.rules.certification_points import CertificationPoints
from tests.rules.ask import a_day, a_ticket, an_engineer, costs, says, table

RULE = CertificationPoints()

CASES = {
    "none": (RULE, 0, 20_000),  # 100 x 0.20
    "one short": (RULE, 99, 200),
    "full": (RULE, 100, 0),
    "more than full earns nothing": (RULE, 150, 0),
    "full at another number": (CertificationPoints(full=10), 9, 200),
    "and there": (CertificationPoints(full=10), 10, 0),
    "another price": (CertificationPoints(per_point="0.001"), 60, 40),
}


@table("rule, points, price", CASES)
def test_every_point_below_the_full_number_costs(rule: CertificationPoints, points: int, price: int) -> None:
    assert costs(rule, an_engineer(points=points), a_ticket()) == price


def test_the_sentence_names_both_numbers() -> None:
    engineer, ticket = an_engineer(points=40), a_ticket()
    sentence = RULE.message(engineer, ticket, a_day(RULE, engineer, ticket))
    assert says(sentence, "E1 has 40 of 100 certification points", "E1 的认证积分为 40（满分 100）")
