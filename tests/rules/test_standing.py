"""Rule ``standing``: each standing of the regulation."""

from __future__ import annotations

import pytest

from models.rules.standing import Standing
from tests.rules.ask import a_day, a_ticket, allows, an_engineer, says

RULE = Standing()


@pytest.mark.parametrize(
    ("standing", "sent"), [("active", True), ("warned", True), ("suspended", False), ("dismissed", False)]
)
def test_the_suspended_and_the_dismissed_are_not_sent(standing: str, sent: bool) -> None:
    assert allows(RULE, an_engineer(standing=standing), a_ticket()) is sent


@pytest.mark.parametrize(("standing", "chinese"), [("suspended", "E1 已停职"), ("dismissed", "E1 已解聘")])
def test_the_reason_names_the_standing(standing: str, chinese: str) -> None:
    engineer, ticket = an_engineer(standing=standing), a_ticket()
    sentence = RULE.why(engineer, ticket, a_day(RULE, engineer, ticket))
    assert says(sentence, f"E1 is {standing} and is not dispatched", chinese)
