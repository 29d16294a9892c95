"""From the headings of a source to the columns of the contract."""

from __future__ import annotations

from difflib import get_close_matches

from models.errors import Trouble
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.cells.spans import plain_heading
from scheduler.loaders.contract import Table
from scheduler.loaders.contract.kept import close_to, is_own
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
    """In a table of ours an unknown column is an error, unless it is kept with a ticket or listed beforehand."""
    listed = desk.listed.get(table.name, {})
    for heading in unknown:
        if is_own(heading) or plain_heading(heading) in listed:
            continue
        close = close_to(heading, table, found)
        if keeps_unknown and not close:
            continue
        if raw.foreign:
            fate = "kept with the ticket as it is" if keeps_unknown else "not used"
            desk.note(Trouble(f"the column is not known: {fate}", raw.file, field=heading, rule="unknown-column",
                              maybe=f"you mean {close!r}." if close else ""))  # fmt: skip
            continue
        maybe = f"you mean {close!r}. " if close else "leave it out. "
        maybe += f"If it is your own, call it x_{heading.strip()}, or list it under ignore in day.yaml."
        desk.wrong(Trouble("the column is not known", raw.file, field=heading, rule="unknown-column", maybe=maybe))


def account_for_columns(
    table: Table, raw: RawTable, names: dict[str, str], desk: InputIssues, keeps_unknown: bool
) -> None:
    """Tell the ledger what became of every column of a table of ours."""
    ledger, listed = desk.ledger, desk.listed.get(table.name, {})
    for heading in (heading for heading in raw.columns if heading.strip()):
        if heading in names:
            ledger.use(raw.file, "key", heading)
        elif plain_heading(heading) in listed:
            ledger.ignore(raw.file, "key", heading, listed[plain_heading(heading)])
        elif keeps_unknown:
            ledger.use(raw.file, "key", heading)
        elif is_own(heading):
            ledger.ignore(raw.file, "key", heading, "somebody's own (x_)")
        else:
            ledger.set_aside(raw.file, "key", heading, "unknown-column")  # an error, said when headings are resolved
