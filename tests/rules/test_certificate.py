"""Rule ``certificate``: which certificate, from its issue to its expiry, over the whole visit."""

from __future__ import annotations

from models.engineer import Certificate
from models.rules.certificate import CertificateRule
from models.ticket import SkillNeed
from tests.rules.ask import a_day, a_ticket, an_engineer, asked_for, at, permits, says, starts, table

RULE = CertificateRule()


def card(issued: str = "", expires: str = "", name: str = "volt") -> Certificate:
    return Certificate(
        certificate=name, issued=at(issued) if issued else None, expires=at(expires) if expires else None
    )


# the visit takes an hour
CASES = {
    "a ticket without certificates is anybody's": ((), (), "09:00", True),
    "nobody without it": ((), ("volt",), "09:00", False),
    "nor with another one": ((card(name="gas"),), ("volt",), "09:00", False),
    "one without dates was always and is always valid": ((card(),), ("volt",), "00:00", True),
    "it covers a visit that ends as it expires": ((card(expires="12:00"),), ("volt",), "11:00", True),
    "not one that ends a second later": ((card(expires="12:00"),), ("volt",), "11:00:01", False),
    "not one after it": ((card(expires="12:00"),), ("volt",), "13:00", False),
    "it covers a visit that starts as it is issued": ((card("10:00"),), ("volt",), "10:00", True),
    "not one that starts a second before": ((card("10:00"),), ("volt",), "09:59:59", False),
    "issued for good": ((card("10:00"),), ("volt",), "23:00", True),
    "valid for exactly the visit": ((card("10:00", "11:00"),), ("volt",), "10:00", True),
    "and for no later one": ((card("10:00", "11:00"),), ("volt",), "10:00:01", False),
    "a second too short": ((card("10:00", "10:59:59"),), ("volt",), "10:00", False),
    "renewed without a gap": ((card(expires="10:30"), card("10:30")), ("volt",), "10:00", True),
    "renewed after a second": ((card(expires="10:30"), card("10:30:01")), ("volt",), "10:00", False),
    "all of several": ((card(), card(name="gas")), ("volt", "gas"), "09:00", True),
    "one of several is missing": ((card(),), ("volt", "gas"), "09:00", False),
    "both while both are valid": ((card(expires="12:00"), card("11:00", name="gas")), ("volt", "gas"), "11:00", True),
    "not before the second": ((card(expires="12:00"), card("11:00", name="gas")), ("volt", "gas"), "10:59:59", False),
}  # fmt: skip


@table("cards, names, time, allowed", CASES)
def test_certificates_are_valid_from_the_start_of_the_visit_to_its_finish(
    cards: tuple[Certificate, ...], names: tuple[str, ...], time: str, allowed: bool
) -> None:
    assert permits(RULE, an_engineer(certificates=cards), a_ticket(certificates=names), time) is allowed


def test_a_fast_engineer_is_done_before_the_certificate_lapses() -> None:
    ticket = a_ticket(certificates=("volt",), skills=(SkillNeed(skill="plc"),))
    fast, slow = (an_engineer(certificates=(card(expires="12:00"),), speed={"plc": percent}) for percent in (50, 150))
    assert [permits(RULE, fast, ticket, time) for time in ("11:30", "11:30:01")] == [True, False]
    assert [permits(RULE, slow, ticket, time) for time in ("10:30", "10:30:01")] == [True, False]


def test_what_holds_for_ever_is_no_question_of_time_and_what_is_missing_is_never() -> None:
    need = a_ticket(certificates=("volt",))
    assert starts(RULE, an_engineer(certificates=(card(),)), need) is None
    assert starts(RULE, an_engineer(), need) == ()
    assert starts(RULE, an_engineer(), a_ticket()) is None
    short = card("10:00", "10:59:59")  # nothing that is begun can be ended
    assert starts(RULE, an_engineer(certificates=(short,)), need) == ()
    assert asked_for(RULE) == "pair"


SENTENCES = {
    "not held": ((), ("volt",), "E1 does not hold the certificate volt that T1 needs", "E1 没有 T1 所需的证书 volt"),
    "the second": ((card(),), ("volt", "gas"), "does not hold the certificate gas", "证书 gas"),
    "lapses": ((card(expires="09:59:59"),), ("volt",), "certificate volt is not valid from 09:00 to 10:00", "无效"),
    "too early": ((card("09:00:01"),), ("volt",), "is not valid from 09:00 to 10:00", "在 09:00 至 10:00 期间无效"),
    # each alone covers the visit: whoever asks although it is permitted gets no nonsense about a single one
    "none of them": ((card("09:00", "10:00"),), ("volt",), "at the same time", "同时"),
}


@table("cards, names, english, chinese", SENTENCES)
def test_the_reason_names_the_certificate_and_the_visit(
    cards: tuple[Certificate, ...], names: tuple[str, ...], english: str, chinese: str
) -> None:
    engineer, ticket = an_engineer(certificates=cards), a_ticket(certificates=names)
    assert says(RULE.why(engineer, ticket, at("09:00"), a_day(RULE, engineer, ticket)), english, chinese)
