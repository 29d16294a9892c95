"""A reason: one value, one form in JSON, and back."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from models.entity import Entity
from models.text import Text
from scheduler.wording.reason import Reason, ReasonField, reason
from tests.compile.small import engineer, problem, ticket

DAY = problem([engineer("E1")], [ticket("T1", 10)])
FORM = {"code", "sentence", "sentence_zh", "data"}


class Holder(Entity):
    """An entity with a reason in it."""

    why: ReasonField = None


def test_a_reason_is_made_of_data_and_says_it_in_both_languages() -> None:
    # 1,500 thousandths; seconds 28,800 from midnight
    told = reason(DAY, "engineer-event", {"engineer": "E1", "event": Text("visit overruns", "服务超时"), "at": 28_800})
    assert told.sentence == "E1 cannot keep it: visit overruns at 08:00"
    assert told.sentence_zh == told.text("zh") == "E1 无法按原计划执行：08:00 服务超时"
    assert isinstance(told.sentence, Text)


def test_money_that_is_saved_and_many_names_are_said_in_words() -> None:
    assert reason(DAY, "saves", {"saved": 2_500}).sentence == "saves 2.50 CNY"
    move = {"ticket": "T1", "other": "T2", "change": -2_500, "rules": (), "warnings": ("overtime-cost", "pay")}
    assert reason(DAY, "swap-warning", move).sentence == (
        "T1 and T2 exchanged: allowed with a warning, 2.50 CNY saved; mind overtime-cost, pay"
    )
    others = tuple(f"T{k}" for k in range(7))  # five are written out
    told = reason(DAY, "follows", {"engineer": "E1", "others": others})
    assert told.sentence == "E1's list changed: T0, T1, T2, T3, T4 ..."
    assert told.data["others"] == others


def test_the_form_in_json_is_the_same_with_and_without_a_detail_and_can_be_read_again() -> None:
    data = {"engineer": "E1", "event": Text("no-show", "客户不在"), "at": 30_600, "happened": 1, "other": "T2"}
    plain = reason(DAY, "visit-event", data)
    detailed = reason(DAY, "saves", {"saved": 2_500}, Text("more", "更多"))
    assert set(plain.as_dict(DAY.clock)) == FORM
    assert set(detailed.as_dict(DAY.clock)) == FORM | {"detail", "detail_zh"}
    assert plain.as_dict(DAY.clock)["data"]["at"] == DAY.clock.iso(30_600)
    assert detailed.as_dict(DAY.clock)["data"]["saved"] == 2.5
    for told in (plain, detailed):
        again = Reason.read(json.loads(json.dumps(told.as_dict(DAY.clock))), DAY.clock)
        assert again == told
        assert again.text("zh") == told.text("zh")


def test_an_entity_holds_a_reason_and_refuses_what_is_none() -> None:
    context = {"clock": DAY.clock}
    holder = Holder(why=reason(DAY, "saves", {"saved": 2_500}))
    text = holder.model_dump(mode="json", context=context)
    assert text["why"]["code"] == "saves"
    assert Holder.model_validate(text, context=context) == holder
    with pytest.raises(ValidationError, match="is no reason"):
        Holder.model_validate({"why": {"code": "saves"}}, context=context)
