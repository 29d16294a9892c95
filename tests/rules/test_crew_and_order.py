"""Rule ``crew-and-order``: one engineer, two engineers, a ticket before it."""

from __future__ import annotations

from models.rules.crew_and_order import CrewAndOrder
from models.ticket import Predecessor
from tests.rules.ask import a_ticket, table

FIRST = (Predecessor(ticket="T8"), Predecessor(ticket="T9"))

CREW = "T1 needs {} engineers at the same time; crews are planned by hand"

CASES = {
    "one engineer": ({}, None),
    "two": ({"crew_size": 2}, CREW.format(2)),
    "others before it": ({"predecessors": FIRST}, "T1 must come after T8, T9; sequences are planned by hand"),
    "both": ({"crew_size": 3, "predecessors": FIRST}, CREW.format(3)),
}


@table("fields, reason", CASES)
def test_crews_and_sequences_are_refused_by_name(fields: dict[str, object], reason: str | None) -> None:
    assert CrewAndOrder().unsupported(a_ticket(**fields)) == reason
