"""Rule ``training``: its own spans, and no others."""

from __future__ import annotations

from models.engineer import Absence, Training
from models.interval import Spans
from models.rules.training import TrainingRule
from tests.rules.ask import a_day, an_engineer, at, table

RULE = TrainingRule()


def spans(*texts: str) -> Spans:
    """``10:00-12:00``."""
    pairs = [text.split("-") for text in texts]
    return tuple((at(start), at(end)) for start, end in pairs)


CASES = {
    "none": (spans(), spans()),
    "one": (spans("10:00-12:00"), spans("10:00-12:00")),
    "two, in any order": (spans("14:00-15:00", "10:00-12:00"), spans("10:00-12:00", "14:00-15:00")),
    "two that touch": (spans("10:00-12:00", "12:00-13:00"), spans("10:00-13:00")),
    "a second between them": (spans("10:00-12:00", "12:00:01-13:00"), spans("10:00-12:00", "12:00:01-13:00")),
    "two that overlap": (spans("10:00-12:00", "11:00-11:30"), spans("10:00-12:00")),
    "out of the shift": (spans("03:00-04:00"), spans("03:00-04:00")),
}


@table("entered, blocked", CASES)
def test_the_times_are_kept_free(entered: Spans, blocked: Spans) -> None:
    engineer = an_engineer(trainings=tuple(Training(start=start, end=end) for start, end in entered))
    assert RULE.blocks(engineer, engineer.shifts[0], a_day(RULE, engineer)) == blocked


def test_absences_are_another_rule() -> None:
    engineer = an_engineer(absences=(Absence(start=at("10:00"), end=at("12:00")),))
    assert RULE.blocks(engineer, engineer.shifts[0], a_day(RULE, engineer)) == ()
