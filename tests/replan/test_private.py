"""What must be deletable never enters the chain, and deleting it leaves the chain whole and the state as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.errors import InputError
from models.events import (
    EVENTS,
    EngineerOut,
    EngineerPosition,
    Event,
    ShiftHandedOver,
    TicketArrived,
    VisitStarted,
    WorkNoted,
)
from models.problem import Problem
from scheduler.replan.log import append, read_log
from scheduler.replan.private import beside
from scheduler.replan.verify import forget, forget_name, verify
from tests.compile.small import ticket
from tests.replan.small import at, published

SECRETS = ("ill", "Zhao", "31.987", "121.987", "the dog bites", "13800001111", "Mrs Li", "gate code 4711", "Qian")


def told() -> list[Event]:
    new = ticket("N1", 7, contact="Mrs Li", phone="13800001111", note="gate code 4711", extra={"col": "Qian"})
    return [
        VisitStarted(at=at("08:10"), ticket="T1", who="Zhao"),
        EngineerPosition(at=at("08:20"), engineer="E1", lat=31.987, lon=121.987, accuracy=20, who="Zhao"),
        TicketArrived(at=at("08:25"), ticket=new, who="Wang"),
        EngineerOut(at=at("08:30"), engineer="E2", why="ill", who="Wang"),
        WorkNoted(at=at("08:40"), ticket="T1", note="the dog bites", who="Zhao"),
        ShiftHandedOver(at=at("08:50"), desk="early", note="the dog bites"),
    ]


@pytest.fixture
def day() -> Problem:
    return published()


@pytest.fixture
def log(day: Problem, tmp_path: Path) -> Path:
    path = tmp_path / "day.jsonl"
    append(path, day, told())
    return path


def test_nothing_private_stands_in_the_chain(log: Path) -> None:
    text = log.read_text(encoding="utf-8")
    assert [secret for secret in SECRETS if f'"{secret}"' in text or f": {secret}," in text] == []
    assert "N1" in text and '"E2"' in text, "what the state is made of does"


def test_reading_puts_it_back(day: Problem, log: Path) -> None:
    assert [(event.who, event.why) for event in read_log(log, day).events] == [
        (event.who, event.why) for event in told()
    ]
    read = {event.kind: event for event in read_log(log, day).events}
    position, arrived = read["engineer-position"], read["ticket-arrived"]
    assert isinstance(position, EngineerPosition) and (position.lat, position.accuracy) == (31.987, 20)
    assert isinstance(arrived, TicketArrived)
    assert (arrived.ticket.phone, arrived.ticket.extra) == ("13800001111", {"col": "Qian"})


def test_one_person_has_one_pseudonym_and_two_have_two(log: Path) -> None:
    entries = [json.loads(line)[1] for line in log.read_text(encoding="utf-8").splitlines()]
    who = [entry.get("who") for entry in entries[1:]]
    assert who[0] == who[1] == who[4] != who[2] == who[3] and who[5] is None
    assert str(who[0]).startswith("p-")


def test_a_pseudonym_that_somebody_else_made_is_kept(day: Problem, log: Path) -> None:
    strange = f"p-{'ab' * 32}"
    append(log, day, [VisitStarted(at=at("09:00"), ticket="T3", who=strange)])
    assert read_log(log, day).events[-1].who == strange
    assert verify(log).unnamed == (strange,)


def test_deleting_everything_leaves_chain_and_state_as_they_were(day: Problem, log: Path) -> None:
    before, kept = read_log(log, day).state(), verify(log)
    assert kept.deleted == () and kept.documents == 5
    assert forget(log, lambda number, entry: True) == 5
    forget_name(log, "Zhao")
    after = verify(log, kept.head)
    assert after.head == kept.head and after.deleted == (3, 4, 5, 6, 7) and len(after.unnamed) == 1
    state = read_log(log, day).state()
    for part in ("published", "seen", "held", "roads", "told", "rests", "disputes", "withdrawn"):
        assert getattr(state, part) == getattr(before, part)
    assert state.problem.engineers == before.problem.engineers
    assert [wanted.but(contact="", phone="", note="", extra={}) for wanted in before.problem.tickets] == list(
        state.problem.tickets
    )


def test_who_was_deleted_is_a_pseudonym_from_then_on(day: Problem, log: Path) -> None:
    forget_name(log, "Zhao")
    events = read_log(log, day).events
    assert events[0].who.startswith("p-") and events[0].who == events[4].who and events[2].who == "Wang"
    with pytest.raises(InputError, match="nobody of that name"):
        forget_name(log, "Zhao")


def test_only_what_is_named_is_deleted(day: Problem, log: Path) -> None:
    assert forget(log, lambda number, entry: entry.get("kind") == "engineer-position") == 1
    assert verify(log).deleted == (3,)
    out = next(event for event in read_log(log, day).events if event.kind == "engineer-out")
    assert out.why == "ill"


def test_a_photo_is_kept_beside_the_log_and_named_by_its_hash(day: Problem, log: Path) -> None:
    photo = beside(log).documents.keep(b"\xff\xd8 a photo")
    append(log, day, [WorkNoted(at=at("09:00"), ticket="T1", attachments=(photo,))])
    noted = read_log(log, day).events[-1]
    assert isinstance(noted, WorkNoted) and beside(log).documents.read(noted.attachments[0]) == b"\xff\xd8 a photo"
    assert forget(log, lambda number, entry: "attachments" in entry) == 1
    assert verify(log).deleted == (8,)


def test_a_document_that_was_changed_is_found_by_who_verifies(log: Path) -> None:
    folder = log.with_name(f"{log.name}.private")
    document = next(path for path in folder.iterdir() if path.is_file())
    document.write_bytes(document.read_bytes() + b" ")
    with pytest.raises(InputError, match="not the document that was kept"):
        verify(log)


def test_a_report_is_known_by_its_key_although_its_words_were_deleted(day: Problem, log: Path) -> None:
    """Else it would count once more when it is sent again."""
    forget(log, lambda number, entry: True)
    again = append(log, day, told()[:2])
    assert len(again.events) == len(told())


def test_what_the_state_is_made_of_is_never_private() -> None:
    """An event without its private fields still is one."""
    for event in EVENTS:
        top = {name.partition(".")[0] for name in event.private}
        required = {name for name, field in event.model_fields.items() if field.is_required()}
        assert not {name for name in event.private if "." not in name} & required, event.kind
        assert top <= set(event.model_fields), event.kind
