"""Proposals and histories in words for people."""

from __future__ import annotations

from collections.abc import Iterator

from models.changes import changes
from models.clock import Clock
from models.events import Event, PlanPublished
from models.money import show
from models.policy import BY_ID
from scheduler.replan.frontier import FrontierPoint
from scheduler.replan.log import Log
from scheduler.replan.proposal import Change, CostEntry, Proposal
from scheduler.wording.changes import KIND_WORDS
from scheduler.wording.columns import padded
from scheduler.wording.language import Language

SHOWN_KPIS = {
    "served": "服务率",
    "unserved-p1": "未安排的 P1",
    "lateness": "迟到",
    "travel-share": "车程占比",
    "overtime": "加班",
}
"""Key figures that are shown, with their Chinese names."""


def words(proposal: Proposal, clock: Clock, language: Language | str = "en") -> str:
    """What changes, who must be told, what it costs."""
    language = Language(language)
    lines = [*_head(proposal, clock, language), *_choice(proposal, language)]
    if proposal.changed:
        lines += ["", language.of("What changes:", "变更：")]
        lines += [_change(change, clock, language) for change in proposal.changed]
    if told := [change for change in proposal.changes if change.told]:
        lines += ["", language.of(f"Customers to be told ({len(told)}):", f"须通知的客户（{len(told)}）：")]
        lines += [_customer(change, clock, language) for change in told]
    if people := proposal.engineers:
        lines += ["", language.of(f"Engineers to be told ({len(people)}):", f"须通知的工程师（{len(people)}）：")]
        lines += [f"  {person.engineer}: {_list(person.new, clock, language)}" for person in people]
    return "\n".join([*lines, "", *_money(proposal, language)])


def _head(proposal: Proposal, clock: Clock, language: Language) -> Iterator[str]:
    at, changed, stays = clock.text(proposal.at), len(proposal.changed), proposal.stays
    customers, engineers = len(proposal.customers), len(proposal.engineers)
    if not changed:
        yield language.of(
            f"{at}: the published plan stays as it is; {stays} visits to come.",
            f"{at}：已发布的计划不变；还有 {stays} 次上门。",
        )
    else:
        yield language.of(
            f"{at}: {changed} visits change, {stays} stay; {customers} customers and {engineers} engineers have to be "
            "told.",
            f"{at}：{changed} 次上门有变，{stays} 次不变；须通知 {customers} 位客户和 {engineers} 名工程师。",
        )
    yield from (language.of(f"Note: {note}.", f"注意：{language.text(note)}") for note in proposal.notes)


def _choice(proposal: Proposal, language: Language) -> Iterator[str]:
    """A few points of cost against customers to be told, where there is something to choose."""
    if len(proposal.choices) < 2:
        return
    yield language.of("The choice (take another with --max-changes):", "可选方案（用 --max-changes 选择）：")
    for point in proposal.choices:
        cost = show(point.cost, proposal.currency)
        mark = language.of("  recommended", "  推荐") if point.recommended else ""
        left = language.of(f", {point.unserved} unserved", f"，{point.unserved} 张未安排") if point.unserved else ""
        yield language.of(
            f"  {point.told:>3} customers, {point.engineers} engineers: {cost}{left}{mark}",
            f"  {point.told:>3} 位客户，{point.engineers} 名工程师：{cost}{left}{mark}",
        )


def _change(change: Change, clock: Clock, language: Language) -> str:
    reason = "" if change.why is None else change.why.text(language)
    old, new = _slot(change, clock, old=True), _slot(change, clock)
    kind = padded(language.of(*KIND_WORDS[change.kind]), 8)
    return f"  {kind} {change.ticket:<10} {old:>14} -> {new:<14} {reason}".rstrip()


def _slot(change: Change, clock: Clock, old: bool = False) -> str:
    engineer, start = (change.old_engineer, change.old_start) if old else (change.engineer, change.start)
    return "-" if engineer is None or start is None else f"{engineer} {clock.text(start)}"


def _customer(change: Change, clock: Clock, language: Language) -> str:
    who = f"{change.ticket} {change.customer}".strip()
    promised = change.promised if change.promised is not None else change.old_start
    was = language.of("nothing", "无")
    if promised is not None:
        at = clock.text(promised)
        was = language.of(f"{change.old_engineer} at {at}", f"{at} {change.old_engineer}")
    now = language.of("no visit", "不上门")
    if change.start is not None:
        at = clock.text(change.start)
        now = language.of(f"{change.engineer} at {at}", f"{at} {change.engineer}")
    return language.of(f"  {who}: was promised {was}, now {now}", f"  {who}：原定 {was}，现为 {now}")


def _list(entries: tuple[CostEntry, ...], clock: Clock, language: Language) -> str:
    visits = [f"{entry.ticket} {clock.text(entry.start)}" for entry in entries]
    return language.list(visits) or language.of("nothing more", "无其他上门")


def _money(proposal: Proposal, language: Language) -> Iterator[str]:
    before, after, currency = proposal.before, proposal.after, proposal.currency
    less = before.cost - after.cost
    difference = show(abs(less), currency)
    old, new = show(before.cost, currency), show(after.cost, currency)
    yield language.of(
        f"Cost of the rest of the day: {old} before, {new} after ({difference} {'less' if less >= 0 else 'more'}).",
        f"当天剩余费用：原 {old}，现 {new}（{'减少' if less >= 0 else '增加'} {difference}）。",
    )
    for rule in sorted(after.costs, key=lambda rule: before.costs.get(rule, 0) - after.costs[rule]):
        old, new = show(before.costs.get(rule, 0)), show(after.costs[rule])
        if old != new:
            name = BY_ID[rule].title[1] if rule in BY_ID else rule
            yield f"  {padded(language.of(rule, name), 24)} {old:>14} -> {new:>14}"
    for id, chinese in SHOWN_KPIS.items():
        was, now = before.kpis.get(id), after.kpis.get(id)
        if was is not None and now is not None:
            yield f"  {padded(language.of(id, chinese), 24)} {was:>14.1f} -> {now:>14.1f}"
    if proposal.gap is not None:
        percent = f"{100 * proposal.gap:.2f} %"
        yield language.of(f"At most {percent} above the best possible.", f"至多比可能的最优方案贵 {percent}。")


def frontier_words(points: tuple[FrontierPoint, ...], currency: str, language: Language | str = "en") -> str:
    """Cost against customers to be told."""
    language = Language(language)
    english = f"{'may be told':>12} {'told':>6} {'engineers':>10} {'unserved':>9} {'cost ' + currency:>18}"
    chinese = f"{'可通知':>9} {'通知':>4} {'工程师':>7} {'未安排':>6} {'费用 ' + currency:>16}"
    rows = [
        f"{language.of('any', '不限') if point.changes is None else point.changes:>12} {point.told:>6} "
        f"{point.engineers:>10} {point.unserved:>9} {show(point.cost):>18}"
        for point in points
    ]
    return "\n".join([language.of(english, chinese), *rows])


def history(log: Log) -> Iterator[dict[str, object]]:
    """Who said what when and why: one row per event; ``changed`` is what a plan that was accepted changed."""
    clock, known = log.problem.clock, log.problem.published
    for number, event in enumerate(log.events, 2):
        row: dict[str, object] = {"line": number, "at": clock.iso(event.at), "event": event.kind, "who": event.who,
                                  "what": _about(event), "why": event.why}  # fmt: skip
        if isinstance(event, PlanPublished):
            row["what"] = f"{len(event.plan.served())} visits, {len(event.plan.unserved)} unserved"
            found = () if known is None else changes(known, event.plan)
            row["changed"] = [change.to_json(clock) for change in found]
            known = event.plan
        yield row


def _about(event: Event) -> str:
    """Ids and numbers of an event."""
    data = event.model_dump(mode="json", exclude_defaults=True)
    ticket = data.pop("ticket", None)
    parts = [ticket["id"] if isinstance(ticket, dict) else ticket, data.get("engineer")]
    return " ".join(str(part) for part in parts if part)
