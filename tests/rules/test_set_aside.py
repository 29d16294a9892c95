"""Rule ``set-aside``: a ticket with and without something wrong with its row."""

from __future__ import annotations

from models.rules.set_aside import SetAside
from tests.rules.ask import a_ticket, says


def test_a_row_that_can_be_read_is_planned() -> None:
    assert SetAside().unsupported(a_ticket()) is None


def test_the_reason_is_what_is_wrong_with_the_row() -> None:
    reason = SetAside().unsupported(a_ticket(set_aside="row 7 has no place"))
    assert reason is not None
    assert says(reason, "T1 is set aside: row 7 has no place", "T1 已搁置：row 7 has no place")
