"""Exactly one policy holds on every day in every territory, and what changed is said in words."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from datetime import date

import pytest

from models.errors import InputError
from models.people.policy_book import check, diff, in_force
from models.policy import Policy
from scheduler.loaders import read_policy


def policy(
    version: str, begins: date | None, ends: date | None = None, territories: tuple[str, ...] = (), **more: object
) -> Policy:
    signed = {"approved_by": "Zhao Lei", "approved_on": date(2026, 1, 1), "made_known_on": date(2026, 1, 1)}
    data = {"name": "p", "version": version, "effective_from": begins, "effective_to": ends, "territories": territories}
    return Policy.from_mapping({**signed, **data, **more}, f"{version}.yaml")


BOOK = {
    "a.yaml": policy("1", None, date(2026, 6, 1)),
    "b.yaml": policy("2", date(2026, 6, 1)),
    "north.yaml": policy("pilot", date(2026, 3, 1), date(2026, 9, 1), ("north",)),
}


@pytest.mark.parametrize(("day", "territory", "version"), [
    (date(2026, 5, 31), "", "1"), (date(2026, 6, 1), "", "2"),         # the last day belongs to the old, the first to the new
    (date(2026, 2, 28), "north", "1"), (date(2026, 3, 1), "north", "pilot"),
    (date(2026, 8, 31), "north", "pilot"), (date(2026, 9, 1), "north", "2"), (date(2026, 7, 1), "south", "2"),
    (date(2024, 2, 29), "north", "1"),
])  # fmt: skip
def test_the_policy_that_names_the_territory_holds_there_and_the_others_elsewhere(
    day: date, territory: str, version: str
) -> None:
    assert in_force(BOOK, day, territory).version == version


def test_a_sound_book_has_nothing_wrong_with_it() -> None:
    assert check(BOOK) == ()


def test_holes_and_overlaps_are_said_with_both_files_and_the_first_day() -> None:
    hole = {"a.yaml": policy("1", None, date(2026, 6, 1)), "b.yaml": policy("2", date(2026, 6, 10))}
    assert [(t.rule, "2026-06-01" in t.message) for t in check(hole)] == [("policy-hole", True)]
    with pytest.raises(InputError, match="no policy holds on 2026-06-05"):
        in_force(hole, date(2026, 6, 5))
    twice = {"a.yaml": policy("1", None, date(2026, 6, 2)), "b.yaml": policy("2", date(2026, 6, 1))}
    found = check(twice)
    assert [t.rule for t in found] == ["policy-overlap"]
    assert "a.yaml, b.yaml" in found[0].message and "2026-06-01" in found[0].message and "同时" in found[0].message.zh  # type: ignore[attr-defined]


def test_a_contract_never_ends_by_rank_or_score() -> None:
    for ground in ("rank", "score"):
        book = {"a.yaml": policy("1", None, standing_ladder={"ends_by": ground})}
        assert [t.rule for t in check(book)] == ["ends-by-rank"]
        assert "guiding case 18" in check(book)[0].maybe
    book = {"a.yaml": policy("1", None, standing_ladder={"training_before_end": False})}
    assert [t.rule for t in check(book)] == ["no-training"]


def test_a_policy_is_signed_made_known_and_renamed_when_changed() -> None:
    unsigned = Policy.from_mapping({"name": "p"}, "a.yaml")
    assert {t.field for t in check({"a.yaml": unsigned})} == {"approved_by", "approved_on", "made_known_on"}
    late = policy("1", date(2026, 1, 1), made_known_on=date(2026, 2, 1))
    assert [t.rule for t in check({"a.yaml": late})] == ["known-late"]
    changed = {
        "a.yaml": policy("1", None, date(2026, 6, 1)),
        "b.yaml": policy("1", date(2026, 6, 1), description="other"),
    }
    assert [t.rule for t in check(changed)] == ["same-version"]


def test_differences_are_told_in_words_and_in_hours_of_driving() -> None:
    old = read_policy("default")
    rule = old.rule("response-sla")
    new = old.with_rule(rule.but(breach={**rule.breach, 1: 900_000})).without_rule("continuity")
    said = {change.field: change for change in diff(old, new)}
    assert said["rules.response-sla.breach.1"].said == (
        "keeping the response promise of a P1 is worth 600 -> 900 CNY, i.e. now 15 hours of driving"
    )
    assert "15 小时车程" in said["rules.response-sla.breach.1"].said.zh
    assert said["rules.continuity"].said.endswith("is now off")
    weights = Policy.from_mapping({"name": "default", "evaluation": {"half_life_days": 60}}, "x")
    assert "evaluation.half_life_days" in {change.field for change in diff(old, weights)}
    assert diff(old, old) == ()
