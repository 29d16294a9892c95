"""Rule ``named-engineers``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from models.answers import Answers
from models.concession import Concession, Need
from models.engineer import Engineer
from models.interval import ANY_TIME, FOREVER, Spans, merge, without
from models.rules import days
from models.shapes import ServeWhen
from models.text import Text
from models.ticket import Named, Ticket

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


def _end(named: Named) -> int:
    return FOREVER if named.until is None else named.until


def permitted(engineer: str, ticket: Ticket) -> Spans | None:
    """When the ticket's lists of required and excluded engineers let this engineer start."""
    spans = ANY_TIME
    if ticket.required:
        mine = [(-FOREVER, _end(named)) for named in ticket.required if named.engineer == engineer]
        nobody_named = (max(_end(named) for named in ticket.required), FOREVER)
        spans = merge([*mine, nobody_named])
    spans = without(spans, [(-FOREVER, _end(named)) for named in ticket.excluded if named.engineer == engineer])
    return None if spans == ANY_TIME else spans


class NamedEngineers(ServeWhen):
    """A ticket's required engineers go and its excluded engineers do not, as long as the naming counts.

    Why
    ---
    A customer may insist on somebody (one of the required must go) or refuse somebody after a bad visit. Both may hold
    for a time only: ``until`` is the moment from which the name no longer counts. When no required name counts any
    more, anybody may go.

    Example
    -------
    T1 excludes E1 until 14:00. A visit by E1 that starts at 13:00 is not permitted, one that starts at 14:00 is.

    Fix
    ---
    Send one of the named, start after the end date, or agree with the customer and take the name off the ticket.
    """

    id: ClassVar[str] = "named-engineers"
    title: ClassVar[tuple[str, str]] = ("required and excluded engineers", "指定与排除人员")
    waivable: ClassVar[bool] = True

    def starts(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        return permitted(engineer.id, ticket) if ticket.required or ticket.excluded else None

    def starts_all(self, facts: Facts) -> tuple[NDArray[np.int32], tuple[Spans | None, ...]]:
        answers = Answers()
        row = {engineer.id: e for e, engineer in enumerate(facts.engineers)}
        matrix = np.zeros((len(facts.engineers), len(facts.tickets)), np.int32)
        for t, ticket in enumerate(facts.tickets):
            names = [named.engineer for named in (*ticket.required, *ticket.excluded)]
            if names:
                matrix[:, t] = answers.number(permitted("", ticket))
                for name in row.keys() & set(names):
                    matrix[row[name], t] = answers.number(permitted(name, ticket))
        return matrix, tuple(answers.all)

    def why(self, engineer: Engineer, ticket: Ticket, start: int, facts: Facts) -> str:
        for named in ticket.excluded:
            if named.engineer == engineer.id and start < _end(named):
                time = "" if named.until is None else facts.clock.text(named.until)
                return Text(
                    f"{ticket.id} excludes {engineer.id}" + (f" until {time}" if time else ""),
                    f"{ticket.id} 不接受 {engineer.id}" + (f"（至 {time}）" if time else ""),
                )
        wanted = [named.engineer for named in ticket.required]
        return Text(
            f"{ticket.id} requires one of {', '.join(wanted)}, not {engineer.id}",
            f"{ticket.id} 指定 {'、'.join(wanted)}，而非 {engineer.id}",
        )

    def remedy(self, need: Need) -> Concession | None:
        """The customer accepts this engineer."""
        id, required = need.engineer.id, need.ticket.required
        excluded = tuple(named for named in need.ticket.excluded if named.engineer != id)
        if required and not any(named.engineer == id and need.start < _end(named) for named in required):
            required = (*required, Named(engineer=id))
        return Concession("lift-names", ticket=need.ticket.but(excluded=excluded, required=required))

    @classmethod
    def keeps(cls) -> Example:
        return cls._example(start="14:00")

    @classmethod
    def breaks(cls) -> Example:
        return cls._example(start="13:00")

    @classmethod
    def _example(cls, start: str) -> Example:
        excluded = (Named(engineer="E1", until=days.at("14:00")),)
        return days.day(cls(), days.engineer(), days.ticket(excluded=excluded), starts={"T1": start})
