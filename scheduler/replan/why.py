"""Reasons for changes: stable codes with sentences in English and Chinese, made from data."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from models.entity import Entity

CODES: dict[str, tuple[str, str]] = {
    "new-ticket": ("{ticket} came in at {at}", "{ticket} 于 {at} 新到"),
    "was-unserved": ("{ticket} was unserved; there is room now", "{ticket} 原未安排，现有空档"),
    "cancelled": ("{ticket} was cancelled at {at}", "{ticket} 于 {at} 取消"),
    "ticket-changed": ("{ticket} was changed at {at}", "{ticket} 于 {at} 变更"),
    "given-up": ("the visit to {ticket} was given up at {at} ({event})", "{ticket} 的上门于 {at} 未成（{event}）"),
    "engineer-event": (
        "{engineer} cannot keep it: {event} at {at}",
        "{engineer} 无法按原计划执行：{at} {event}",
    ),
    "visit-event": (
        "{other} changed {engineer}'s day: {event} at {at}",
        "{other} 影响了 {engineer} 的行程：{at} {event}",
    ),
    "road-closed": ("driving takes longer since {at}", "自 {at} 起道路受阻"),
    "no-longer-fits": ("{engineer} cannot keep it any more", "{engineer} 已无法按原计划执行"),
    "saves": ("saves {amount} {currency}", "节省 {amount} {currency}"),
    "makes-room": ("{engineer} has no room for it beside {others}", "{engineer} 安排 {others} 后没有空档"),
    "follows": ("{engineer}'s list changed: {others}", "{engineer} 的清单有变：{others}"),
    "together": ("part of a cheaper plan as a whole", "整体方案更省"),
    "not-worth": ("serving it would cost more than leaving it", "上门成本高于不派"),
}
"""Code -> (English, Chinese)."""

EVENTS_ZH = {
    "engineer-out": "人员缺勤",
    "engineer-late": "人员延误",
    "training-cancelled": "培训取消",
    "visit-started": "开始服务",
    "visit-finished": "服务结束",
    "visit-overruns": "服务超时",
    "no-show": "客户不在",
    "part-missing": "缺少配件",
    "ticket-arrived": "新工单",
    "ticket-cancelled": "工单取消",
    "ticket-changed": "工单变更",
    "road-closed": "道路受阻",
    "plan-published": "计划发布",
}
"""Kinds of events in Chinese."""


class Why(Entity):
    """Why a visit changes.

    Parameters
    ----------
    code
        One of :data:`CODES`.
    en, zh
        For people.
    event
        Position of the event in the proposal's ``happened`` that caused it; None = none did.
    tickets
        Other tickets it has to do with.
    amount
        [thousandths] money it saves; None when that is not the reason.
    """

    code: str
    en: str
    zh: str
    event: int | None = Field(None, ge=0)
    tickets: tuple[str, ...] = ()
    amount: int | None = None


def why(
    code: str,
    *,
    event: int | None = None,
    kind: str = "",
    tickets: tuple[str, ...] = (),
    amount: int | None = None,
    **words: Any,
) -> Why:
    """The reason with its sentences."""
    others = ", ".join(tickets[:5]) + (" ..." if len(tickets) > 5 else "")
    money = f"{(amount or 0) / 1000:,.2f}"
    en, zh = CODES[code]
    shared = {**words, "others": others, "amount": money}
    return Why(code=code, en=en.format(**shared, event=kind.replace("-", " ")),
               zh=zh.format(**shared, event=EVENTS_ZH.get(kind, kind)), event=event, tickets=tickets,
               amount=amount)  # fmt: skip
