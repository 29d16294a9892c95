"""Rule ``named-engineers``: who is required, who is excluded, and until when."""

from __future__ import annotations

from models.rules.named_engineers import NamedEngineers
from models.ticket import Named
from tests.rules.ask import a_day, a_ticket, an_engineer, asked_for, at, permits, says, starts, table

RULE = NamedEngineers()


def who(*names: str) -> tuple[Named, ...]:
    """``E1`` for good, ``E1<12:00`` until noon."""
    pairs = [name.partition("<") for name in names]
    return tuple(Named(engineer=id, until=at(until) if until else None) for id, _, until in pairs)


CASES = {
    "nobody is named": ((), (), "09:00", True),
    "required": (who("E1"), (), "09:00", True),
    "somebody else is required": (who("E2"), (), "23:59:59", False),
    "one of several is enough": (who("E2", "E1"), (), "09:00", True),
    "required until noon, a second before": (who("E1<12:00"), (), "11:59:59", True),
    "from noon nobody is named, so anybody may": (who("E1<12:00"), (), "12:00", True),
    "somebody else until noon, a second before": (who("E2<12:00"), (), "11:59:59", False),
    "somebody else until noon": (who("E2<12:00"), (), "12:00", True),
    "mine lapses, another's counts on": (who("E1<12:00", "E2<14:00"), (), "12:00", False),
    "until the last name lapses": (who("E1<12:00", "E2<14:00"), (), "14:00", True),
    "mine lapses, another's never": (who("E1<12:00", "E2"), (), "23:00", False),
    "mine lapses, before": (who("E1<12:00", "E2"), (), "11:59:59", True),
    "excluded": ((), who("E1"), "23:59:59", False),
    "somebody else is excluded": ((), who("E2"), "09:00", True),
    "excluded until noon, a second before": ((), who("E1<12:00"), "11:59:59", False),
    "excluded until noon": ((), who("E1<12:00"), "12:00", True),
    "excluded twice, the longer counts": ((), who("E1<12:00", "E1<14:00"), "13:00", False),
    "required and excluded": (who("E1"), who("E1<12:00"), "11:59:59", False),
    "required, no longer excluded": (who("E1"), who("E1<12:00"), "12:00", True),
}


@table("required, excluded, time, may", CASES)
def test_the_required_go_and_the_excluded_do_not_as_long_as_the_naming_counts(
    required: tuple[Named, ...], excluded: tuple[Named, ...], time: str, may: bool
) -> None:
    assert permits(RULE, an_engineer(), a_ticket(required=required, excluded=excluded), time) is may


def test_names_that_say_nothing_about_somebody_are_no_question_of_time() -> None:
    assert starts(RULE, an_engineer(), a_ticket()) is None
    assert starts(RULE, an_engineer(), a_ticket(excluded=who("E2"))) is None
    assert starts(RULE, an_engineer(), a_ticket(required=who("E1"))) is None
    assert starts(RULE, an_engineer(), a_ticket(required=who("E2"))) == ()
    assert asked_for(RULE) == "pair"


SENTENCES = {
    "excluded": ((), who("E1"), "T1 excludes E1", "T1 不接受 E1"),
    "excluded for a time": ((), who("E1<12:00"), "T1 excludes E1 until 12:00", "T1 不接受 E1（至 12:00）"),
    "an exclusion that is over is no reason": (who("E2"), who("E1<09:00"), "T1 requires one of E2, not E1", "指定 E2"),
    "nor is that of somebody else": (who("E2", "E3"), who("E4"), "T1 requires one of E2, E3", "T1 指定 E2、E3"),
}


@table("required, excluded, english, chinese", SENTENCES)
def test_the_reason_names_who_is_wanted_or_not(
    required: tuple[Named, ...], excluded: tuple[Named, ...], english: str, chinese: str
) -> None:
    engineer, ticket = an_engineer(), a_ticket(required=required, excluded=excluded)
    sentence = RULE.why(engineer, ticket, at("09:00"), a_day(RULE, engineer, ticket))
    assert says(sentence, english, chinese)
    assert ("until" in sentence) == ("12:00" in english)
