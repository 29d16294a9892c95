"""Codes of reasons: why a ticket is where it is."""

from __future__ import annotations

from scheduler.wording.codes.code import Code

REASONS: dict[str, Code] = {
    "served": Code(
        "reason",
        "{ticket} is served by {engineer} at {start} for {price}; leaving it would cost {unserved}",
        "{ticket} 由 {engineer} 于 {start} 服务，费用 {price}；不派的费用为 {unserved}",
        "The plan serves the ticket, on time. The price is what the visit adds to the plan where it is.",
        "计划按时服务该工单；费用为该次服务给计划增加的费用。",
        "Nothing. The list of other engineers says what each would cost at once and after planning again around it.",
    ),
    "served-late": Code(
        "reason",
        "{ticket} is served by {engineer} at {start}, late by {rules}, for {price}; leaving it would cost {unserved}",
        "{ticket} 由 {engineer} 于 {start} 服务，已超时（{rules}），费用 {price}；不派的费用为 {unserved}",
        "The plan serves the ticket, but after a time that a rule about lateness names: an SLA or a promise.",
        "计划服务该工单，但晚于时限或承诺时间。",
        "See the remedies: the cheapest changes that would serve it on time; or tell the customer a later time.",
    ),
    "breaks-a-rule": Code(
        "reason",
        "{ticket} is served by {engineer} at {start}, which breaks a rule: {fault}",
        "{ticket} 由 {engineer} 于 {start} 服务，但违反规则：{fault}",
        "The plan serves the ticket in a way that a hard rule forbids. Plans of Paigong never do that; plans made by "
        "hand may.",
        "计划对该工单的安排违反硬性规则；人工编制的计划可能出现这种情况。",
        "Mend the plan by hand or plan again; `paigong check` names everything that a plan breaks.",
    ),
    "no-shift": Code(
        "reason",
        "{ticket}: nobody has a shift",
        "{ticket}：没有任何班次",
        "The day has no shift at all, so nobody can be sent.",
        "当天没有任何班次，无人可派。",
        "Enter shifts, or plan the date on which people work.",
    ),
    "nobody-allowed": Code(
        "reason",
        "{ticket}: none of {engineers} engineers may serve it; ruled out by {ruled_out}",
        "{ticket}：{engineers} 名工程师均不可派；排除原因：{ruled_out}",
        "Rules forbid every engineer, whatever else is on the shifts. An engineer whom several rules forbid counts "
        "for each of them.",
        "规则排除了所有工程师，与其他安排无关；同一工程师可能被多条规则排除。",
        "See the remedies: a level, a certificate or a name that could be waived; or correct the ticket's needs.",
    ),
    "by-hand": Code(
        "reason",
        "{why}",
        "人工安排：{why}",
        "The ticket asks for something that a visit of one engineer cannot give (a crew, a step before it), or its row "
        "could not be read whole. It is left for a person to plan, and counted among the unserved.",
        "该工单需要多人、先后顺序，或其数据行无法完整读取；由人工安排，并计入未安排。",
        "Mend the row that the reason names, or split the ticket into one per engineer; or plan it by hand.",
    ),
    "many-unserved": Code(
        "reason",
        "{ticket}: {eligible} of {engineers} engineers may serve it; too many tickets are unserved to look at each",
        "{ticket}：{engineers} 名工程师中 {eligible} 名可派；未安排工单过多，未逐一分析",
        "The plan leaves so many tickets that only the most urgent ones are looked at in full when it is written.",
        "未安排工单过多，写出方案时只详细分析最紧急的一部分。",
        "Ask for this one: `paigong explain DAY PLAN TICKET` looks at it in full.",
    ),
    "nobody-allowed-short": Code(
        "reason",
        "{ticket}: none of {engineers} engineers may serve it; too many tickets are unserved to say which rules forbid",
        "{ticket}：{engineers} 名工程师均不可派；未安排工单过多，未逐一列出规则",
        "Rules forbid every engineer; the plan leaves so many tickets that only the most urgent ones are looked at in "
        "full when it is written.",
        "规则排除了所有工程师；未安排工单过多，写出方案时只详细分析最紧急的一部分。",
        "Ask for this one: `paigong explain DAY PLAN TICKET` looks at it in full.",
    ),
    "no-room": Code(
        "reason",
        "{ticket}: {eligible} of {engineers} engineers may serve it, none has room; in the way: {in_the_way}",
        "{ticket}：{engineers} 名工程师中 {eligible} 名可派，但均无空档；受限于：{in_the_way}",
        "Somebody may serve the ticket, but it fits into nobody's present route.",
        "有人可派，但现有路线中均无空档。",
        "See the remedies: overtime, a later window, a lower ticket left for another day.",
    ),
    "plan-limit": Code(
        "reason",
        "{ticket}: {eligible} of {engineers} engineers may serve it, a limit of the plan is in the way: {in_the_way}",
        "{ticket}：{engineers} 名工程师中 {eligible} 名可派，但受整体限制：{in_the_way}",
        "A route has room, but a limit of the whole plan is used up: spare parts of the depot, a budget of changes.",
        "路线有空档，但整体限制已用尽，例如库存配件或变更次数。",
        "Get more of what is limited, or leave a ticket that uses it.",
    ),
    "too-dear": Code(
        "reason",
        "{ticket}: the cheapest, {engineer} at {start}, costs {price}, {more} more than leaving it ({unserved})",
        "{ticket}：最低费用为 {engineer} 于 {start} 服务，需 {price}，比不派（{unserved}）多 {more}",
        "The ticket fits, but by the prices of the policy serving it costs more than leaving it for another day.",
        "可以安排，但按当前价格，服务费用高于不派的费用。",
        "If it should be served all the same, its priority or the policy's prices do not say what you mean.",
    ),
    "not-explained": Code(
        "reason",
        "{ticket}: nobody was found for it at a lower price than leaving it",
        "{ticket}：未找到费用低于不派的工程师",
        "The report was made without asking why the ticket is unserved.",
        "生成报告时未查询该工单未安排的原因。",
        "Ask for it: `paigong explain DAY PLAN TICKET`.",
    ),
    "could-be-served": Code(
        "reason",
        "{ticket}: {engineer} could serve it at {start} for {price}, {less} less than leaving it ({unserved})",
        "{ticket}：{engineer} 可于 {start} 服务，费用 {price}，比不派（{unserved}）少 {less}；计划尚可改进",
        "The plan leaves a ticket that fits and would pay. A plan made by hand, or a search that was stopped early.",
        "该工单可安排且划算；计划由人工编制或搜索过早停止。",
        "Put it there, or plan again for longer.",
    ),
}
"""Code -> sentences and page."""
