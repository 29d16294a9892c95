"""Proposals and histories in words for people."""

from __future__ import annotations

from collections.abc import Iterator

from models.clock import Clock
from models.events import Event, PlanPublished
from models.money import show
from models.plan import Route, Visit
from scheduler.replan.frontier import Point
from scheduler.replan.log import Log
from scheduler.replan.proposal import Change, Entry, Proposal

SHOWN_KPIS = ("served", "unserved-p1", "lateness", "travel-share", "overtime")


def words(proposal: Proposal, clock: Clock, language: str = "en") -> str:
    """What changes, who must be told, what it costs."""
    zh = language == "zh"
    lines = [*_head(proposal, clock)]
    if proposal.changed:
        lines += ["", "What changes:", *(_change(change, clock, zh) for change in proposal.changed)]
    if told := [change for change in proposal.changes if change.told]:
        lines += ["", f"Customers to be told ({len(told)}):", *(_customer(change, clock) for change in told)]
    if proposal.engineers:
        lines += ["", f"Engineers to be told ({len(proposal.engineers)}):"]
        lines += [f"  {one.engineer}: {_list(one.new, clock)}" for one in proposal.engineers]
    return "\n".join([*lines, "", *_money(proposal)])


def _head(proposal: Proposal, clock: Clock) -> Iterator[str]:
    at = clock.text(proposal.at)
    if not proposal.changed:
        yield f"{at}: the published plan stays as it is; {proposal.stays} visits to come."
    else:
        yield (
            f"{at}: {len(proposal.changed)} visits change, {proposal.stays} stay; {len(proposal.customers)} customers "
            f"and {len(proposal.engineers)} engineers have to be told."
        )
    yield from (f"Note: {note}." for note in proposal.notes)


def _change(change: Change, clock: Clock, zh: bool) -> str:
    reason = "" if change.why is None else change.why.zh if zh else change.why.en
    old, new = _slot(change, clock, old=True), _slot(change, clock)
    return f"  {change.kind:<8} {change.ticket:<10} {old:>14} -> {new:<14} {reason}".rstrip()


def _slot(change: Change, clock: Clock, old: bool = False) -> str:
    engineer, start = (change.old_engineer, change.old_start) if old else (change.engineer, change.start)
    return "-" if engineer is None or start is None else f"{engineer} {clock.text(start)}"


def _customer(change: Change, clock: Clock) -> str:
    who = f"{change.ticket} {change.customer}".strip()
    promised = change.promised if change.promised is not None else change.old_start
    was = f"{change.old_engineer} at {clock.text(promised)}" if promised is not None else "nothing"
    now = f"{change.engineer} at {clock.text(change.start)}" if change.start is not None else "no visit"
    return f"  {who}: was promised {was}, now {now}"


def _list(entries: tuple[Entry, ...], clock: Clock) -> str:
    return ", ".join(f"{one.ticket} {clock.text(one.start)}" for one in entries) or "nothing more"


def _money(proposal: Proposal) -> Iterator[str]:
    before, after, currency = proposal.before, proposal.after, proposal.currency
    less = before.cost - after.cost
    said = f"{show(abs(less), currency)} {'less' if less >= 0 else 'more'}"
    old, new = show(before.cost, currency), show(after.cost, currency)
    yield f"Cost of the rest of the day: {old} before, {new} after ({said})."
    for rule in sorted(after.costs, key=lambda rule: before.costs.get(rule, 0) - after.costs[rule]):
        old, new = show(before.costs.get(rule, 0)), show(after.costs[rule])
        if old != new:
            yield f"  {rule:<24} {old:>14} -> {new:>14}"
    for id in SHOWN_KPIS:
        was, now = before.kpis.get(id), after.kpis.get(id)
        if was is not None and now is not None:
            yield f"  {id:<24} {was:>14.1f} -> {now:>14.1f}"
    if proposal.gap is not None:
        yield f"At most {100 * proposal.gap:.2f} % above the best possible."


def frontier_words(points: tuple[Point, ...], currency: str) -> str:
    """Cost against customers to be told."""
    head = f"{'may be told':>12} {'told':>6} {'engineers':>10} {'unserved':>9} {'cost ' + currency:>18}"
    rows = [
        f"{'any' if one.changes is None else one.changes:>12} {one.told:>6} {one.engineers:>10} {one.unserved:>9} "
        f"{show(one.cost):>18}"
        for one in points
    ]
    return "\n".join([head, *rows])


def history(log: Log) -> Iterator[dict[str, object]]:
    """Who said what when and why: one row per event, with what an accepted plan changed."""
    clock, known = log.problem.clock, log.problem.published
    for number, event in enumerate(log.events, 2):
        row: dict[str, object] = {"line": number, "at": clock.iso(event.at), "event": event.kind, "who": event.who,
                                  "what": _about(event), "why": event.why}  # fmt: skip
        if isinstance(event, PlanPublished):
            old = {} if known is None else known.served()
            new = event.plan.served()
            row["what"] = f"{len(new)} visits, {len(event.plan.unserved)} unserved"
            row["changed"] = [id for id in {**old, **new} if _place(old, id) != _place(new, id)] if old else []
            known = event.plan
        yield row


def _about(event: Event) -> str:
    """Ids and numbers of an event."""
    data = event.model_dump(mode="json", exclude_defaults=True)
    ticket = data.pop("ticket", None)
    parts = [ticket["id"] if isinstance(ticket, dict) else ticket, data.get("engineer")]
    return " ".join(str(part) for part in parts if part)


def _place(served: dict[str, tuple[Route, Visit]], id: str) -> tuple[str, int] | None:
    return (served[id][0].engineer, served[id][1].start) if id in served else None
