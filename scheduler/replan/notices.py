"""Which accepted plans rested on something that turned out to be otherwise.

A plan is made of what is known, and of what follows from the published plan where nothing is known. Later a report
comes in about a moment before the plan was accepted. It is put where it belongs; whoever accepted the plan should know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.clock import Clock
from models.events import Event, PlanPublished, State, fold
from models.plan import Plan, Route, Visit
from models.text import Text
from models.ticket import Ticket
from scheduler.replan.log import FIRST


@dataclass(frozen=True)
class Notice:
    """An accepted plan that rested on an assumption.

    Parameters
    ----------
    decision, report
        Numbers in the log: the plan, and the report that came in after it about a moment before it.
    engineer
        Whose list the plan changed without knowing.
    tickets
        What the plan changed on that list.
    text
        For people.
    """

    decision: int
    report: int
    engineer: str
    tickets: tuple[str, ...]
    text: Text


def notices(state: State) -> tuple[Notice, ...]:
    """All of them, in the order in which they became known."""
    found: list[Notice] = []
    plans = [_Decision(number, event) for number, event in enumerate(state.received, FIRST) if _is_plan(event)]
    counting = _counting(state)
    for number, event in enumerate(state.received, FIRST):
        if event.decides or (event.quiet and event.kind != "visit-started") or event.id not in counting:
            continue
        for decision in plans:
            if decision.number < number and event.when < decision.event.when:
                found += _rested(state, decision, number, event)
    return tuple(found)


def open_notices(state: State) -> tuple[Notice, ...]:
    """Those that nobody has answered by another plan since."""
    since = state.receipts.since if state.receipts is not None else 0
    return tuple(notice for notice in notices(state) if notice.report >= since + FIRST)


@dataclass(frozen=True)
class _Decision:
    number: int
    event: Event

    @property
    def plan(self) -> Plan:
        """What was accepted."""
        assert isinstance(self.event, PlanPublished)
        return self.event.plan


def _is_plan(event: Event) -> bool:
    return isinstance(event, PlanPublished)


def _counting(state: State) -> set[str]:
    """Ids of the reports that count today."""
    off = {dispute.id for dispute in state.disputes if dispute.ruling != "applied"} | set(state.withdrawn)
    return {event.id for event in state.received if not event.decides} - off


def _rested(state: State, decision: _Decision, number: int, event: Event) -> Iterator[Notice]:
    """The lists of people that the plan changed and the report is about."""
    before = _known_before(state, decision.number)
    old, new = (before.published or Plan()).served(), decision.plan.served()
    changed = [id for id in {**old, **new} if _place(old, id) != _place(new, id)]
    for engineer in _about(event, old, new):
        tickets = tuple(id for id in changed if engineer in _people(id, old, new))
        if tickets:
            yield Notice(decision.number, number, engineer, tickets,
                         _text(state.problem.clock, decision, event, engineer, tickets))  # fmt: skip


def _known_before(state: State, number: int) -> State:
    """What was known when the decision of this number was taken."""
    assert state.receipts is not None
    return fold(state.receipts.origin, state.received[: number - FIRST])


def _about(event: Event, *plans: dict[str, tuple[Route, Visit]]) -> Sequence[str]:
    """Engineers whose day a report is about."""
    engineer, ticket = getattr(event, "engineer", None), getattr(event, "ticket", None)
    id = ticket.id if isinstance(ticket, Ticket) else ticket
    people = [engineer] if engineer else _people(str(id), *plans) if id else []
    return list(dict.fromkeys(people))


def _people(id: str, *plans: dict[str, tuple[Route, Visit]]) -> list[str]:
    return [served[id][0].engineer for served in plans if id in served]


def _place(served: dict[str, tuple[Route, Visit]], id: str) -> tuple[str, int] | None:
    return (served[id][0].shift, served[id][1].start) if id in served else None


def _text(clock: Clock, decision: _Decision, event: Event, engineer: str, tickets: Sequence[str]) -> Text:
    plan, when, became = clock.text(decision.event.when), clock.text(event.when), clock.text(event.at)
    names = ", ".join(tickets[:5]) + (", ..." if len(tickets) > 5 else "")
    ticket = getattr(event, "ticket", "")
    about = f"{ticket.id if isinstance(ticket, Ticket) else ticket} ".lstrip()
    return Text(
        f"the plan of {plan} changed {names} of {engineer} without knowing of {when} {about}{event.label[0]}, "
        f"known since {became}",
        f"{plan} 的计划更改了 {engineer} 的 {names}，当时不知 {when} {about}{event.label[1]}（{became} 才得知）",
    )
