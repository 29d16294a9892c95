"""Codes of engineers: what keeps one engineer from a ticket, and all of them counted."""

from __future__ import annotations

from scheduler.wording.codes.code import Code

ENGINEERS: dict[str, Code] = {
    "ruled-out": Code(
        "engineer",
        "{engineer} may not serve {ticket}: {rules}",
        "{engineer} 不可派 {ticket}：{rules}",
        "Rules forbid the pair on every shift of the engineer, whatever else is on the shift.",
        "无论班次上有何安排，规则均不允许该工程师服务此工单。",
        "`paigong why-not` waives these rules and says what that would do.",
    ),
    "no-time": Code(
        "engineer",
        "{engineer} may serve {ticket} but has no time before {last}: {rules}",
        "{engineer} 可派 {ticket}，但 {last} 前没有空档：{rules}",
        "The engineer may serve the ticket, but no place in the present route has room for it by the last permitted "
        "start; the rules are those that the places break.",
        "该工程师可以服务此工单，但在最晚开始时间之前，现有路线没有空档。",
        "Give one of the engineer's visits to somebody else, or allow more overtime; see the remedies.",
    ),
    "limit-reached": Code(
        "engineer",
        "{engineer} has room for {ticket}, but a limit of the whole plan is used up: {rules}",
        "{engineer} 有空档服务 {ticket}，但整体限制已用尽：{rules}",
        "A limit that all routes share (spare parts, changes) keeps the ticket out, not the engineer's own route.",
        "限制来自整个计划（配件、变更次数），而非该工程师的路线。",
        "Get more of what is limited, or leave a ticket that uses it.",
    ),
    "costs-more-than-leaving": Code(
        "engineer",
        "{engineer} could serve {ticket} at {start} for {price}, {more} more than leaving it",
        "{engineer} 可于 {start} 服务 {ticket}，费用 {price}，比不派多 {more}",
        "The ticket fits into the route, but costs more there than leaving it for another day.",
        "路线可容纳该工单，但费用高于不派。",
        "Raise the ticket's priority if it must be served.",
    ),
    "could-serve": Code(
        "engineer",
        "{engineer} could serve {ticket} at {start} for {price}",
        "{engineer} 可于 {start} 服务 {ticket}，费用 {price}",
        "The ticket fits into the route at that price, everything else keeping its order.",
        "在其余安排顺序不变的情况下，路线可容纳该工单。",
        "`paigong why-not` says what else would move.",
    ),
    "route-broken": Code(
        "engineer",
        "{engineer}'s present route breaks a rule itself, so nothing is said of {ticket}",
        "{engineer} 的现有路线本身违反规则，无法评估 {ticket}",
        "The plan was made by hand and this route does not keep the rules even as it is.",
        "计划由人工编制，该路线本身不符合规则。",
        "`paigong check` names what it breaks.",
    ),
    "in-sum": Code(
        "engineer",
        "of {engineers} engineers {counted}",
        "{engineers} 名工程师中：{counted}",
        "Every engineer counted once, at the best of the shifts; behind the brackets the rules, where one engineer may "
        "count for several.",
        "每名工程师按其最有利的班次计一次；括号内为相关规则，同一工程师可计入多条。",
        "The largest number is where to look first.",
    ),
}
"""Code -> sentences and page."""
