"""Rule ``senior-reserve``: who counts, on which date, and how many may be used."""

from __future__ import annotations

from models.clock import DAY
from models.engineer import Engineer, Shift, TierLevel
from models.problem import Problem
from models.rules.senior_reserve import SeniorReserve
from models.shapes import PlanRow
from tests.rules.ask import a_day, an_engineer, at, table

RULE = SeniorReserve()
SENIOR = TierLevel.SENIOR


def of(rule: SeniorReserve, *engineers: Engineer) -> tuple[PlanRow, ...]:
    day: Problem = a_day(rule).replace(engineers=engineers)
    return rule.rows(day)


def people(**fields: object) -> tuple[Engineer, ...]:
    return tuple(an_engineer(id, **{"tier": SENIOR, **fields}) for id in ("E1", "E2", "E3"))


CAPS = {
    "one of three stays free": (RULE, 2),
    "two of three": (SeniorReserve(keep=2), 1),
    "all": (SeniorReserve(keep=3), 0),
    "more than there are": (SeniorReserve(keep=4), 0),
}


@table("rule, cap", CAPS)
def test_all_but_the_reserve_may_be_used(rule: SeniorReserve, cap: int) -> None:
    (row,) = of(rule, *people())
    assert (row.cap, row.price) == (cap, 300_000)
    assert row.used == {"E1@24": 1, "E2@24": 1, "E3@24": 1}
    assert row.name == "senior shifts used on 2026-11-24"


def test_the_price_is_the_policys_and_keeping_none_is_no_rule() -> None:
    assert of(SeniorReserve(price="0.001"), *people())[0].price == 1
    assert of(SeniorReserve(keep=0), *people()) == ()


COUNTED = {
    "a senior": (RULE, {}, True),
    "a warned one": (RULE, {"standing": "warned"}, True),
    "a suspended one is no reserve": (RULE, {"standing": "suspended"}, False),
    "nor a dismissed one": (RULE, {"standing": "dismissed"}, False),
    "an intermediate": (RULE, {"tier": TierLevel.INTERMEDIATE}, False),
    "an intermediate, where they count": (SeniorReserve(tier="intermediate"), {"tier": TierLevel.INTERMEDIATE}, True),
    "a senior, where intermediates count": (SeniorReserve(tier="intermediate"), {}, True),
    "a junior, where intermediates count": (SeniorReserve(tier="intermediate"), {"tier": TierLevel.JUNIOR}, False),
}


@table("rule, fields, counts", COUNTED)
def test_who_counts(rule: SeniorReserve, fields: dict[str, object], counts: bool) -> None:
    rows = of(rule, an_engineer("E1", **{"tier": SENIOR, **fields}))
    assert [row.used for row in rows] == ([{"E1@24": 1}] if counts else [])


def test_shifts_count_on_the_date_on_which_they_begin() -> None:
    spans = {"b": (DAY, DAY + at("06:00")), "a": (DAY - 1, DAY + at("06:00")), "c": (at("08:00"), at("17:00"))}
    shifts = tuple(Shift(id=id, start=start, end=end) for id, (start, end) in spans.items())
    first, second = of(RULE, an_engineer("E1", tier=SENIOR, shifts=shifts))
    assert (first.name, first.used, first.cap) == ("senior shifts used on 2026-11-24", {"a": 1, "c": 1}, 1)
    assert (second.name, second.used, second.cap) == ("senior shifts used on 2026-11-25", {"b": 1}, 0)
