"""Codes of moves: what a change of the plan by hand is, and whether the rules allow it."""

from __future__ import annotations

from scheduler.wording.codes.code import Code

_ALLOWED = (
    "No hard rule is broken that was not broken before; the price is what the plan costs more or less then.",
    "没有新违反任何硬性规则；费用为计划的增减额。",
    "Do it if the price suits you: `--publish` writes it as the plan that people know.",
)
_WARNING = (
    "No hard rule is broken, but the move costs money in a way that somebody should know of: lateness, overtime, a "
    "preference that is not kept.",
    "未违反硬性规则，但会产生需要知晓的费用：迟到、加班或未满足的偏好。",
    "Read what is behind each rule that is named; then do it or not.",
)
_FORBIDDEN = (
    "A hard rule would be broken. The move is priced and timed as if the rule were not, so that one sees what it would "
    "be worth; it cannot be published.",
    "会违反硬性规则；费用和时间按不考虑该规则计算，仅供参考，不能发布。",
    "Ask for others with `paigong suggest`, or for the least change of the day with `paigong explain`.",
)

MOVES: dict[str, Code] = {
    "move-allowed": Code(
        "move",
        "{ticket} to {engineer} at {start}: allowed, {change}",
        "{ticket} 派给 {engineer}，{start}：可行，{change}",
        *_ALLOWED,
    ),
    "move-warning": Code(
        "move",
        "{ticket} to {engineer} at {start}: allowed with a warning, {change}; mind {warnings}",
        "{ticket} 派给 {engineer}，{start}：可行但需注意，{change}；注意：{warnings}",
        *_WARNING,
    ),
    "move-forbidden": Code(
        "move",
        "{ticket} to {engineer} at {start}: forbidden by {rules}; it would be {change}",
        "{ticket} 派给 {engineer}，{start}：不允许，违反 {rules}；费用变化 {change}",
        *_FORBIDDEN,
    ),
    "unassign-allowed": Code(
        "move",
        "{ticket} off the plan: allowed, {change}",
        "{ticket} 撤下：可行，{change}",
        *_ALLOWED,
    ),
    "unassign-warning": Code(
        "move",
        "{ticket} off the plan: allowed with a warning, {change}; mind {warnings}",
        "{ticket} 撤下：可行但需注意，{change}；注意：{warnings}",
        *_WARNING,
    ),
    "unassign-forbidden": Code(
        "move",
        "{ticket} off the plan: forbidden by {rules}; it would be {change}",
        "{ticket} 撤下：不允许，违反 {rules}；费用变化 {change}",
        *_FORBIDDEN,
    ),
    "swap-allowed": Code(
        "move",
        "{ticket} and {other} exchanged: allowed, {change}",
        "{ticket} 与 {other} 互换：可行，{change}",
        *_ALLOWED,
    ),
    "swap-warning": Code(
        "move",
        "{ticket} and {other} exchanged: allowed with a warning, {change}; mind {warnings}",
        "{ticket} 与 {other} 互换：可行但需注意，{change}；注意：{warnings}",
        *_WARNING,
    ),
    "swap-forbidden": Code(
        "move",
        "{ticket} and {other} exchanged: forbidden by {rules}; it would be {change}",
        "{ticket} 与 {other} 互换：不允许，违反 {rules}；费用变化 {change}",
        *_FORBIDDEN,
    ),
}
"""Code -> sentences and page."""
