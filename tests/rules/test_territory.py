"""Rule ``territory``: the ticket's against the engineer's, and either without one."""

from __future__ import annotations

from models.rules.territory import TerritoryRule
from tests.rules.ask import a_day, a_ticket, allows, an_engineer, says, table

RULE = TerritoryRule()

CASES = {
    "the engineer's only one": (("north",), "north", True),
    "the second of two": (("north", "south"), "south", True),
    "none of two": (("north", "south"), "east", False),
    "a part of a name is another name": (("northern",), "north", False),
    "an engineer without any serves all": ((), "north", True),
    "a ticket without any is everybody's": (("north",), None, True),
    "neither has one": ((), None, True),
}


@table("own, wanted, may", CASES)
def test_engineers_stay_in_their_territories(own: tuple[str, ...], wanted: str | None, may: bool) -> None:
    assert allows(RULE, an_engineer(territories=own), a_ticket(territory=wanted)) is may


def test_the_reason_names_the_territories_of_both() -> None:
    engineer, ticket = an_engineer(territories=("north", "south")), a_ticket(territory="east")
    sentence = RULE.why(engineer, ticket, a_day(RULE, engineer, ticket))
    assert says(sentence, "E1 serves north, south; T1 lies in east", "E1 的服务区域为 north、south；T1 位于 east")
