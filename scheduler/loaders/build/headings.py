"""From the headings of a source to the columns of the contract."""

from __future__ import annotations

from difflib import get_close_matches

from models.errors import Trouble, nearest
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.spans import plain_heading
from scheduler.loaders.contract import Table
from scheduler.loaders.raw import RawTable, empty


def resolve(table: Table, raw: RawTable, desk: InputIssues, keeps_unknown: bool) -> dict[str, str]:
    """Heading -> name of the column, for the headings that are understood.

    Says what is missing, double or unknown.
    """
    found: dict[str, str] = {}
    unknown: list[str] = []
    for position, heading in enumerate(raw.columns):
        name = table.headings.get(plain_heading(heading))
        if not heading.strip():
            _nameless(raw, heading, position, desk)
        elif heading in raw.columns[:position] or (name and name in found.values()):
            desk.wrong(
                Trouble(
                    "the column stands twice", raw.file, 1, heading, rule="duplicate-column",
                    maybe="delete or rename one of the two.",
                ),
                hopeless=True,
            )  # fmt: skip
        elif name:
            found[heading] = name
        else:
            unknown.append(heading)
    _missing(table, raw, set(found.values()), unknown, desk)
    _unknown(table, raw, set(found.values()), unknown, desk, keeps_unknown)
    return found


def _nameless(raw: RawTable, heading: str, position: int, desk: InputIssues) -> None:
    if any(not empty(row.cells.get(heading)) for row in raw.rows):
        message = f"column {position + 1} has cells but no heading"
        desk.wrong(
            Trouble(message, raw.file, field="heading", rule="column-without-heading", maybe="name it in row 1.")
        )


def _missing(table: Table, raw: RawTable, found: set[str], unknown: list[str], desk: InputIssues) -> None:
    absent = [column.name for column in table.columns if column.required and column.name not in found]
    if table.either and not any(set(group) <= found for group in table.either):
        started = next((group for group in table.either if set(group) & found), table.either[0])
        absent += [name for name in started if name not in found]
    for name in absent:
        label = raw.labels.get(name, name)
        close = get_close_matches(name, [plain_heading(heading) for heading in unknown], n=1, cutoff=0.6)
        column = table.column[name]
        maybe = (
            f"rename the column {close[0]!r}."
            if close
            else f"add a column {label!r} ({column.chinese}): {column.meaning}, for instance {column.example}."
        )
        desk.wrong(Trouble(f"the column {label} is missing", raw.file, field=label, rule="missing-column", maybe=maybe))


def _unknown(
    table: Table, raw: RawTable, found: set[str], unknown: list[str], desk: InputIssues, keeps_unknown: bool
) -> None:
    free = [name for name in table.column if name not in found]
    for heading in unknown:
        if heading.startswith("x_"):
            continue  # a mapping called it so: it is theirs, and not a slip of one of ours
        fate = "kept with the ticket as it is" if keeps_unknown else "not used"
        close = get_close_matches(plain_heading(heading), free, n=1, cutoff=0.75)
        if close or not keeps_unknown:
            maybe = nearest(plain_heading(heading), free) if close else ""
            desk.note(
                Trouble(f"the column is not known: {fate}", raw.file, field=heading, rule="unknown-column", maybe=maybe)
            )
