from __future__ import annotations

import pytest

from models.errors import InputError
from scheduler.compile import compile
from tests.compile.small import Crew, problem, ticket


def test_every_ticket_that_needs_others_is_refused_by_name() -> None:
    tickets = (ticket("T1", crew_size=2), ticket("T2"), ticket("T3", crew_size=3))
    with pytest.raises(InputError) as error:
        compile(problem((), tickets, Crew()))
    assert [trouble.value for trouble in error.value.troubles] == ["T1", "T3"]
    assert "T1: needs 2 engineers at once [crew]\n  Maybe split the ticket" in str(error.value)


def test_a_finished_ticket_that_needed_others_does_not_matter() -> None:
    assert compile(problem((), (ticket("T1", crew_size=2, status="finished"), ticket("T2")), Crew())).tickets == ("T2",)
