"""What a file of events may say in one cell: data from which reading, Chinese headings and documentation follow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EventColumn:
    """A column that a kind of event fills; kinds that share a name share the column.

    Parameters
    ----------
    name
        Heading in files, and the event's field.
    chinese
        Heading in Chinese.
    form
        How it is read: ``text``, ``time``, ``until``, ``number``, ``integer``, ``minutes`` or ``choice``.
    meaning
        A few words for people.
    example
        A cell as it stands in a file.
    unit, least, most
        Of numbers.
    choices
        The only values of a ``choice``.
    """

    name: str
    chinese: str
    form: str
    meaning: str
    example: str
    unit: str = ""
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()


TICKET = EventColumn("ticket", "工单", "text", "the ticket it is about", "T-1042")
ENGINEER = EventColumn("engineer", "工程师", "text", "the engineer it is about", "E07")
