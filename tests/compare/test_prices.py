"""Prices by question: answers, readings, and where a price changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InputError
from models.policy import Policy
from scheduler.compare.prices import QUESTIONS, answered, dead_range, question_named, readings
from scheduler.loaders import read_policy
from tests.cli.shell import paigong
from tests.compare.small import week


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_an_answer_is_read_back(question: object) -> None:
    """90 minutes of driving at 60 per hour are 90 of whatever is asked."""
    from scheduler.compare.prices import PriceQuestion

    assert isinstance(question, PriceQuestion)
    policy = answered(read_policy("default"), {question.id: 90})
    assert question.price(policy) == 90
    assert question.minutes(policy) == 90
    assert "1.5" not in readings(policy)[question.id]
    assert "90 minutes of driving" in readings(policy)[question.id]


def test_an_answer_changes_its_price_alone() -> None:
    before = read_policy("default").to_mapping()["rules"]
    after = answered(read_policy("default"), {"response-p2": 30}).to_mapping()["rules"]
    assert {rule for rule in before if before[rule] != after[rule]} == {"response-sla"}
    assert {str(k): v for k, v in after["response-sla"]["breach"].items()} == {
        "1": 600.0, "2": 30.0, "3": 120.0, "4": 40.0,
    }  # fmt: skip


def test_a_rule_that_was_off_is_on_when_answered() -> None:
    policy = Policy.from_mapping({"rules": {"travel-cost": {"per_hour": 60}}})
    assert "is off" in readings(policy)["wish"]
    assert answered(policy, {"wish": 20}).rule("preferred-engineer").price == 20_000


@pytest.mark.parametrize(
    ("answers", "words"),
    [({"overtme": 5.0}, ["overtme", "'overtime'"]), ({"overtime": -1.0}, ["no time to drive"])],
)
def test_wrong_answers_are_refused(answers: dict[str, float], words: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        answered(read_policy("default"), answers)
    assert all(word in str(caught.value) for word in words)


def test_free_driving_measures_nothing() -> None:
    with pytest.raises(InputError, match="driving costs nothing"):
        answered(Policy.from_mapping({"rules": {}}), {"overtime": 5})


def test_a_price_that_nothing_asks_for_is_dead_everywhere() -> None:
    """Nobody wishes for an engineer on these days, so the price of a wish may be anything."""
    days = {
        name: day.replace(tickets=tuple(ticket.but(preferred=()) for ticket in day.tickets))
        for name, day in week(2).items()
    }
    found = dead_range(days, question_named("wish"), factors=(0, 1, 10), iterations=2000, workers=1)
    assert (found.low, found.high) == (0, 600)
    assert "nothing changes" in str(found)


def test_the_price_of_leaving_a_ticket_is_alive() -> None:
    """Worth nothing, a P4 is left when serving it costs anything: the plan changes on the way to 0."""
    days = {
        name: day.replace(tickets=tuple(ticket.but(priority=4) for ticket in day.tickets))
        for name, day in week(1).items()
    }
    found = dead_range(days, question_named("unserved-p4"), factors=(0, 1), iterations=2000, workers=1)
    assert [one.same for one in found.tried] == [False, True]
    assert "changes a plan" in str(found)


def test_a_price_that_is_not_charged_has_no_range() -> None:
    days = {"day": week(1)["day0"].replace(policy=Policy.from_mapping({"rules": {"travel-cost": {"per_hour": 60}}}))}
    with pytest.raises(InputError, match="is off or 0"):
        dead_range(days, question_named("wish"), workers=1)


@pytest.mark.slow
def test_the_verb_writes_a_policy_that_can_be_read(tmp_path: Path) -> None:
    ended = paigong("prices", "--answer", "overtime=45", "--answer", "response-p2=120", "--out", tmp_path / "mine.yaml")
    assert ended.returncode == 0, ended.stderr
    assert "45 minutes of driving" in ended.stdout
    policy = read_policy(tmp_path / "mine.yaml")
    assert (policy.name, policy.rule("overtime-cost").per_hour) == ("mine", 45_000)
    assert paigong("prices", "--out", tmp_path / "mine.yaml").returncode == 2
