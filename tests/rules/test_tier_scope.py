"""Rule ``tier-scope``: every tier against every tier."""

from __future__ import annotations

import pytest

from models.engineer import TierLevel
from models.rules.tier_scope import TierScope
from tests.rules.ask import a_day, a_ticket, allows, an_engineer, says

RULE = TierScope()


@pytest.mark.parametrize("need", TierLevel)
@pytest.mark.parametrize("have", TierLevel)
def test_the_tier_itself_is_enough_and_one_below_is_not(have: TierLevel, need: TierLevel) -> None:
    may = {(1, 1), (2, 1), (3, 1), (2, 2), (3, 2), (3, 3)}
    assert allows(RULE, an_engineer(tier=have), a_ticket(tier=need)) is ((have, need) in may)


def test_the_reason_names_both_tiers() -> None:
    engineer, ticket = an_engineer(tier=TierLevel.JUNIOR), a_ticket(tier=TierLevel.INTERMEDIATE)
    sentence = RULE.why(engineer, ticket, a_day(RULE, engineer, ticket))
    assert says(sentence, "E1 is junior; T1 needs at least intermediate", "E1 为初级；T1 至少需要中级")
