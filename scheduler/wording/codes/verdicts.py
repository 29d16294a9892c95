"""Codes of verdicts: what forcing a ticket to an engineer does."""

from __future__ import annotations

from scheduler.wording.codes.code import Code

VERDICTS: dict[str, Code] = {
    "already-there": Code(
        "verdict",
        "{engineer} serves {ticket} in this plan already, at {start}",
        "计划已由 {engineer} 于 {start} 服务 {ticket}",
        "There is nothing to force.",
        "无需强制安排。",
        "Nothing.",
    ),
    "nothing-worse": Code(
        "verdict",
        "{engineer} could serve {ticket} at {start}: nothing gets worse",
        "{engineer} 可于 {start} 服务 {ticket}：没有任何变差之处",
        "The plan is no dearer, no customer waits longer, nobody drives or works longer. The two plans are equally "
        "good, or this one is better: then the given plan was not the best.",
        "计划费用不增加，没有客户多等，没有人多开车或加班。",
        "Do it if you like it.",
    ),
    "costs-more": Code(
        "verdict",
        "{engineer} could serve {ticket} at {start} for {extra} more in all",
        "{engineer} 可于 {start} 服务 {ticket}，总费用增加 {extra}",
        "It is permitted, and the best plan found with it is dearer than the best plan found without it, both searched "
        "for equally long.",
        "允许这样安排，但同等搜索后总费用更高。",
        "The list says who pays: tickets that wait or are left, engineers who drive or work longer.",
    ),
    "costs-no-more": Code(
        "verdict",
        "{engineer} could serve {ticket} at {start}; in all it costs {saved} less, but some are worse off",
        "{engineer} 可于 {start} 服务 {ticket}，总费用减少 {saved}，但部分客户或工程师受影响",
        "The plan as a whole is not dearer, but somebody waits, drives or works longer. When it is much cheaper, the "
        "given plan was not the best, or the ticket was unserved.",
        "总费用不增加，但有人多等、多开车或加班。",
        "Look at the list and decide.",
    ),
    "only-by-waiving": Code(
        "verdict",
        "{engineer} could serve {ticket} at {start} only with these rules waived: {rules}; in all {extra}",
        "只有对此免除规则（{rules}），{engineer} 才能于 {start} 服务 {ticket}；总费用变化 {extra}",
        "Rules forbid the pair. They were set aside for this engineer and this ticket only; everything else keeps all "
        "rules. The money is what the rest costs: a waived rule has no price.",
        "规则禁止该组合；此处仅对该工程师和该工单免除这些规则，其余安排遵守全部规则。",
        "Read the pages of the rules, and look at the remedies of the ticket for a milder change.",
    ),
    "cannot-be-forced": Code(
        "verdict",
        "{engineer} cannot serve {ticket} even if everything else made way: {fault}",
        "即使其他安排全部让路，{engineer} 也无法服务 {ticket}：{fault}",
        "Not even the ticket alone fits the engineer's shifts: no shift is left, or a limit of the whole plan is in "
        "the way.",
        "即使班次上只有该工单也无法安排：没有剩余班次，或受整体限制。",
        "Choose somebody else.",
    ),
}
"""Code -> sentences and page."""
