"""Rule ``certificate``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from models.answers import Answers
from models.concession import Concession, Need
from models.engineer import Certificate, Engineer
from models.interval import ANY_TIME, FOREVER, Spans, meet, merge
from models.rules import days
from models.shapes import ServeWhen
from models.text import Text
from models.ticket import Ticket
from models.timing import duration, durations

if TYPE_CHECKING:
    from models.example import Example
    from models.facts import Facts


def valid(engineer: Engineer, names: tuple[str, ...]) -> Spans:
    """When the engineer holds all certificates of these names."""
    spans = ANY_TIME
    for name in names:
        mine = [card for card in engineer.certificates if card.certificate == name]
        pairs = [
            (-FOREVER if card.issued is None else card.issued, FOREVER if card.expires is None else card.expires)
            for card in mine
        ]
        spans = meet(spans, merge(pairs))
    return spans


def starts_within(spans: Spans, seconds: int) -> Spans | None:
    """Starts from which ``seconds`` of work lie within one of the spans."""
    room = tuple((u, v if v == FOREVER else v - seconds + 1) for u, v in spans if v == FOREVER or v - u >= seconds)
    return None if room == ANY_TIME else room


class CertificateRule(ServeWhen):
    """The engineer's certificates for the work are valid from the start of the visit to its finish.

    Why
    ---
    Regulated work (pressure vessels, high voltage) done without a valid certificate is void, and may be an offence. A
    certificate that lapses at noon does not cover a visit that ends at one.

    Example
    -------
    T1 takes 60 min and needs ``high-voltage``; E1's certificate expires at 12:00. A start at 11:00 ends at 12:00 and is
    permitted; a start at 11:01 is not.

    Fix
    ---
    Send somebody whose certificate lasts, start earlier, or renew the certificate and enter the new date.
    """

    id: ClassVar[str] = "certificate"
    title: ClassVar[tuple[str, str]] = ("certificate valid at the visit", "证书有效")
    waivable: ClassVar[bool] = True

    def starts(self, engineer: Engineer, ticket: Ticket, facts: Facts) -> Spans | None:
        if not ticket.certificates:
            return None
        return starts_within(valid(engineer, ticket.certificates), duration(engineer, ticket))

    def starts_all(self, facts: Facts) -> tuple[NDArray[np.int32], tuple[Spans | None, ...]]:
        held, answers = Answers(), Answers()
        kinds = {names: k for k, names in enumerate(dict.fromkeys(ticket.certificates for ticket in facts.tickets))}
        of_kind = np.array(
            [[held.number(valid(engineer, names)) for names in kinds] for engineer in facts.engineers], np.int64
        )
        kind = np.array([kinds[ticket.certificates] for ticket in facts.tickets], np.intp)
        longest = int((seconds := durations(facts)).max(initial=0)) + 1
        keys, where = np.unique(
            of_kind.reshape(len(seconds), len(kinds))[:, kind] * longest + seconds, return_inverse=True
        )
        pairs = [divmod(key, longest) for key in keys.tolist()]
        numbers = [answers.number(starts_within(held.spans(number), length)) for number, length in pairs]
        return np.array(numbers, np.int32)[where].reshape(seconds.shape), tuple(answers.all)

    def why(self, engineer: Engineer, ticket: Ticket, start: int, facts: Facts) -> str:
        finish = start + duration(engineer, ticket)
        for name in ticket.certificates:
            if not (spans := valid(engineer, (name,))):
                return Text(
                    f"{engineer.id} does not hold the certificate {name} that {ticket.id} needs",
                    f"{engineer.id} 没有 {ticket.id} 所需的证书 {name}",
                )
            if not any(u <= start and finish <= v for u, v in spans):
                text = facts.clock.text
                return Text(
                    f"{engineer.id}'s certificate {name} is not valid from {text(start)} to {text(finish)}",
                    f"{engineer.id} 的证书 {name} 在 {text(start)} 至 {text(finish)} 期间无效",
                )
        return Text(
            f"{engineer.id} does not hold the certificates of {ticket.id} at the same time",
            f"{engineer.id} 没有同时有效的 {ticket.id} 所需证书",
        )

    def remedy(self, need: Need) -> Concession | None:
        """Those certificates that do not cover the visit are not asked for."""

        def covered(name: str) -> bool:
            spans = self.starts(need.engineer, need.ticket.but(certificates=(name,)), need.facts)
            return spans is None or any(u <= need.start < v for u, v in spans)

        kept = tuple(name for name in need.ticket.certificates if covered(name))
        data = {"certificates": tuple(name for name in need.ticket.certificates if name not in kept)}
        return Concession("waive-certificate", data, ticket=need.ticket.but(certificates=kept))

    @classmethod
    def keeps(cls) -> Example:
        return cls._example(start="11:00")

    @classmethod
    def breaks(cls) -> Example:
        return cls._example(start="11:01")

    @classmethod
    def _example(cls, start: str) -> Example:
        certificate = Certificate(certificate="high-voltage", expires=days.at("12:00"))
        ticket = days.ticket(certificates=("high-voltage",))
        return days.day(cls(), days.engineer(certificates=(certificate,)), ticket, starts={"T1": start})
