"""Late news name the accepted plans that rested on something else.

E1 serves T1 08:10-09:10 and T2 09:15-10:15, E2 serves T3 08:05-09:05 and T4 09:08-10:08. At 09:00 a plan gives T2 to
E3.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.events import EngineerPosition, Event, PlanPublished, ReportWithdrawn, VisitFinished, VisitStarted
from models.problem import Problem
from scheduler.compile import assemble, compile
from scheduler.replan.log import Log, append
from scheduler.replan.notices import notices, open_notices
from tests.replan.small import at, published


def decided(day: Problem) -> PlanPublished:
    plan = assemble(day, compile(day), [[0], [2, 3], [1]])
    return PlanPublished(at=at("09:00"), plan=plan, who="Zhao")


@pytest.fixture
def day() -> Problem:
    return published()


def written(day: Problem, tmp_path: Path, *events: Event) -> Log:
    assert day.published is not None
    opening = PlanPublished(at=at("06:00"), plan=day.published)
    log = append(tmp_path / "day.jsonl", day, [opening, decided(day)])
    for event in events:
        log = append(tmp_path / "day.jsonl", day, [event])
    return log


def test_a_late_report_names_the_plan_that_changed_this_list_without_knowing(day: Problem, tmp_path: Path) -> None:
    """T1 had ended at 08:40 already: E1 would have been in time for T2."""
    log = written(day, tmp_path, VisitFinished(at=at("09:20"), happened=at("08:40"), ticket="T1"))
    (notice,) = notices(log.state())
    assert (notice.decision, notice.report, notice.engineer, notice.tickets) == (3, 4, "E1", ("T2",))
    assert "the plan of 09:00 changed T2 of E1 without knowing of 08:40 T1 visit finished" in notice.text
    assert "09:00 的计划更改了 E1 的 T2" in notice.text.zh
    assert open_notices(log.state()) == (notice,)
    answered = append(tmp_path / "day.jsonl", day, [decided(day).but(at=at("09:30"))])
    assert open_notices(answered.state()) == () and len(notices(answered.state())) == 1


def test_what_was_known_in_time_or_happened_later_or_elsewhere_is_no_notice(day: Problem, tmp_path: Path) -> None:
    later = VisitFinished(at=at("09:20"), happened=at("09:15"), ticket="T1")
    elsewhere = VisitFinished(at=at("09:25"), happened=at("08:50"), ticket="T3")
    shown = EngineerPosition(at=at("09:26"), happened=at("08:50"), engineer="E1", lat=1, lon=1)
    assert notices(written(day, tmp_path, later, elsewhere, shown).state()) == ()


def test_a_report_that_was_taken_back_is_no_notice_any_more(day: Problem, tmp_path: Path) -> None:
    late = VisitStarted(at=at("09:20"), happened=at("08:12"), ticket="T1", key="k")
    assert len(notices(written(day, tmp_path, late).state())) == 1
    log = append(tmp_path / "day.jsonl", day, [ReportWithdrawn(at=at("09:30"), report="k")])
    assert notices(log.state()) == ()
