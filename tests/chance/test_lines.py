"""What people read about chances."""

from __future__ import annotations

from models.clock import HOUR
from models.policy import Policy
from models.problem import Problem
from models.rules import days
from scheduler.chance import Outlook, ShiftOutlook, VisitOutlook, lines
from scheduler.wording.language import Language

RISKY = VisitOutlook("T1", "E1", 1.0, 0.55, 0.9, 9 * HOUR, 10 * HOUR, 11 * HOUR)
SAFE = VisitOutlook("T2", "E1", None, 0.99, None, 9 * HOUR, 10 * HOUR, 11 * HOUR)
FREE = VisitOutlook("T3", "E1", None, None, None, 9 * HOUR, 10 * HOUR, 11 * HOUR)
DAY = Problem((days.engineer(),), (days.ticket(),), days.TRAVEL, Policy(), days.CLOCK)


def said(language: str, share: float = 0.7) -> list[str]:
    outlook = Outlook(1000, 1, (FREE, SAFE, RISKY), (ShiftOutlook("E1@24", "E1", 0.6, 18 * HOUR),))
    return list(lines(outlook, DAY, share, Language(language)))


def test_a_risk_is_named_with_all_its_chances() -> None:
    assert said("en") == [
        "1 of 2 promised visits are kept on fewer than 70 of 100 days "
        "(1000 made-up days, standard error at most 1.6 points).",
        "  T1  E1  window 100 %, response 55 %, resolution 90 %  begins 09:00-11:00 on 8 days of 10",
        "  E1 has more than 30 min of overtime on 60 of 100 days; on 9 days of 10 the end is before 18:00.",
    ]


def test_nothing_is_at_risk_below_its_chance() -> None:
    assert len(said("en", share=0.55)) == 2
    assert said("en", share=0.5)[0].startswith("0 of 2")


def test_it_is_said_in_chinese_too() -> None:
    first, visit, shift = said("zh")
    assert "2 次有承诺的上门中，1 次" in first
    assert "时间窗 100 %、响应 55 %、解决 90 %" in visit
    assert "18:00" in shift
