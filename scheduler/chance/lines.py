"""Chances in words."""

from __future__ import annotations

from collections.abc import Iterator

from models.problem import Problem
from scheduler.chance.outlook import Outlook, VisitOutlook
from scheduler.wording.language import Language

PROMISES = {"window": ("window", "时间窗"), "response": ("response", "响应"), "resolution": ("resolution", "解决")}


def lines(outlook: Outlook, problem: Problem, share: float, language: Language) -> Iterator[str]:
    """The promises that are kept on fewer days than ``share``, worst first, then who will be home late."""
    promised = [visit for visit in outlook.visits if visit.worst is not None]
    risky = outlook.at_risk(share)
    percent, error = round(100 * share), 100 * outlook.error
    yield language.of(
        f"{len(risky)} of {len(promised)} promised visits are kept on fewer than {percent} of 100 days "
        f"({outlook.draws} made-up days, standard error at most {error:.1f} points).",
        f"{len(promised)} 次有承诺的上门中，{len(risky)} 次按时的概率不足 {percent} %"
        f"（{outlook.draws} 个模拟日，标准误差不超过 {error:.1f} 个百分点）。",
    )
    for visit in risky:
        yield f"  {visit.ticket}  {visit.engineer}  {_shares(visit, language)}  {_span(visit, problem, language)}"
    late = [shift for shift in outlook.shifts if shift.overtime > 0.5]
    for shift in sorted(late, key=lambda shift: -shift.overtime):
        end = problem.clock.text(shift.late)
        yield language.of(
            f"  {shift.engineer} has more than 30 min of overtime on {100 * shift.overtime:.0f} of 100 days; "
            f"on 9 days of 10 the end is before {end}.",
            f"  {shift.engineer} 加班超过 30 分钟的概率为 {100 * shift.overtime:.0f} %；十天中九天在 {end} 前结束。",
        )


def _shares(visit: VisitOutlook, language: Language) -> str:
    """Every promise of a visit with its chance."""
    known = ((name, getattr(visit, name)) for name in PROMISES)
    return language.of(", ", "、").join(
        f"{language.of(*PROMISES[name])} {100 * share:.0f} %" for name, share in known if share is not None
    )


def _span(visit: VisitOutlook, problem: Problem, language: Language) -> str:
    text = problem.clock.text
    span = f"{text(visit.early)}-{text(visit.late)}"
    return language.of(f"begins {span} on 8 days of 10", f"十天中八天于 {span} 开始")
