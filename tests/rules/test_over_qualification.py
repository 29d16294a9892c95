"""Rule ``over-qualification``: every tier against every tier."""

from __future__ import annotations

import pytest

from models.engineer import TierLevel
from models.money import money
from models.rules.over_qualification import OverQualification
from tests.rules.ask import a_day, a_ticket, an_engineer, costs, says

CASES = {(1, 1): 0, (2, 1): 40, (3, 1): 80, (1, 2): 0, (2, 2): 0, (3, 2): 40, (1, 3): 0, (2, 3): 0, (3, 3): 0}


@pytest.mark.parametrize(("tiers", "price"), CASES.items())
def test_every_tier_too_many_costs_and_none_too_few_earns(tiers: tuple[int, int], price: int) -> None:
    have, need = (TierLevel(tier) for tier in tiers)
    assert costs(OverQualification(), an_engineer(tier=have), a_ticket(tier=need)) == money(price)


def test_the_price_is_the_policys_to_the_thousandth() -> None:
    senior, junior = an_engineer(tier=TierLevel.SENIOR), a_ticket(tier=TierLevel.JUNIOR)
    assert costs(OverQualification(per_tier="0.001"), senior, junior) == 2
    assert costs(OverQualification(per_tier=0), senior, junior) == 0


def test_the_sentence_names_both_tiers() -> None:
    rule, engineer, ticket = OverQualification(), an_engineer(tier=TierLevel.SENIOR), a_ticket(tier=TierLevel.JUNIOR)
    sentence = rule.message(engineer, ticket, a_day(rule, engineer, ticket))
    assert says(sentence, "E1 is senior; T1 needs only junior", "E1 为高级；T1 只需初级")
