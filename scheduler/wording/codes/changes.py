"""Codes of changes: why a re-plan changes a visit."""

from __future__ import annotations

from scheduler.wording.codes.code import Code

CHANGES: dict[str, Code] = {
    "new-ticket": Code(
        "change",
        "{ticket} came in at {at}",
        "{ticket} 于 {at} 新到",
        "The ticket arrived after the plan was published.",
        "该工单在计划发布之后到达。",
        "Nothing.",
    ),
    "was-unserved": Code(
        "change",
        "{ticket} was unserved; there is room now",
        "{ticket} 原未安排，现有空档",
        "The published plan left the ticket, and what has happened since makes room for it.",
        "已发布的计划没有安排该工单；此后出现了空档。",
        "Nothing.",
    ),
    "cancelled": Code(
        "change",
        "{ticket} was cancelled at {at}",
        "{ticket} 于 {at} 取消",
        "The customer no longer wants the visit.",
        "客户取消了上门。",
        "Nothing; the customer knows.",
    ),
    "ticket-changed": Code(
        "change",
        "{ticket} was changed at {at}",
        "{ticket} 于 {at} 变更",
        "The ticket asks for something else than when the plan was published: another window, priority or length.",
        "该工单的要求与计划发布时不同：时间窗、优先级或时长。",
        "Tell the customer the new time, where the list says so.",
    ),
    "given-up": Code(
        "change",
        "the visit to {ticket} was given up at {at} ({event})",
        "{ticket} 的上门于 {at} 未成（{event}）",
        "The engineer was there, or on the way, and the work could not be done: nobody opened, or a part was missing.",
        "工程师已到或在途，但无法完成：客户不在或缺少配件。",
        "Agree on another time with the customer.",
    ),
    "engineer-event": Code(
        "change",
        "{engineer} cannot keep it: {event} at {at}",
        "{engineer} 无法按原计划执行：{at} {event}",
        "Something happened to the engineer who had the visit: out, or late.",
        "原定工程师发生变化：缺勤或延误。",
        "Nothing; somebody else takes it, or the customer waits.",
    ),
    "visit-event": Code(
        "change",
        "{other} changed {engineer}'s day: {event} at {at}",
        "{other} 影响了 {engineer} 的行程：{at} {event}",
        "Another visit of the same engineer lasts longer, ended otherwise than planned or changed, so that this one "
        "cannot be kept.",
        "同一工程师的另一次上门延长、提前结束或变更，导致本次无法按计划执行。",
        "Nothing; somebody else takes it, or the customer waits.",
    ),
    "road-closed": Code(
        "change",
        "driving takes longer since {at}",
        "自 {at} 起道路受阻",
        "A road is closed or slow, and the visit cannot be reached in time as published.",
        "道路封闭或拥堵，无法按原计划到达。",
        "Nothing; tell the customer, where the list says so.",
    ),
    "no-longer-fits": Code(
        "change",
        "{engineer} cannot keep it any more",
        "{engineer} 已无法按原计划执行",
        "The visit is no longer possible as published, and no single event is the cause.",
        "该次上门已无法按原计划执行，且并非由单一事件造成。",
        "Nothing; somebody else takes it, or the customer waits.",
    ),
    "saves": Code(
        "change",
        "saves {saved}",
        "节省 {saved}",
        "Nothing forced the change; without it the rest of the day would cost so much more.",
        "此变更并非必需；若不变更，当天剩余费用将增加该金额。",
        "Leave it as published with `--pin`, if the saving is not worth the call.",
    ),
    "makes-room": Code(
        "change",
        "{engineer} has no room for it beside {others}",
        "{engineer} 安排 {others} 后没有空档",
        "Other visits that are new on the engineer's list, or gone from it, leave no time for this one.",
        "该工程师清单上新增或移除的上门使其没有时间服务本单。",
        "See the reasons of the tickets that are named.",
    ),
    "follows": Code(
        "change",
        "{engineer}'s list changed: {others}",
        "{engineer} 的清单有变：{others}",
        "The engineer stays, and the time moves because other visits came to the list or left it.",
        "工程师不变；因清单中其他上门的增减而改时间。",
        "See the reasons of the tickets that are named.",
    ),
    "together": Code(
        "change",
        "part of a cheaper plan as a whole",
        "整体方案更省",
        "The change by itself saves nothing; several changes together do.",
        "单独看此变更并不节省；多项变更合起来更省。",
        "Accept the changes together, or none of them.",
    ),
    "not-worth": Code(
        "change",
        "serving it would cost more than leaving it",
        "上门成本高于不派",
        "By the prices of the policy, keeping the visit now costs more than leaving the ticket for another day.",
        "按策略价格，现在保留该次上门的费用高于不派。",
        "If it should be served all the same, pin it; or its priority does not say what you mean.",
    ),
}
"""Code -> sentences and page."""
