"""The list for the callers: whom to ask about which visit, and nothing of what the survey said."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble
from models.people.callback_sample import CallSample
from models.records import Records
from models.text import Text
from scheduler.loaders.guard import file_bytes
from scheduler.people.write import new_folder, write_book, write_table


def check_month(month: str) -> None:
    """Refuse what is no month.

    Raises
    ------
    InputError
        With how it is written.
    """
    year, _, number = month.partition("-")
    if not (year.isdigit() and len(year) == 4 and number.isdigit() and len(number) == 2 and 1 <= int(number) <= 12):
        maybe = Text("write it like 2026-09.", "写成 2026-09。")
        raise InputError(
            Trouble(Text("is no month", "不是月份"), field="--month", value=month, rule="usage", maybe=maybe)
        )


def rows_of(sample: CallSample, records: Records) -> list[dict[str, Any]]:
    """The call list; the survey's answer is not on it."""
    return [
        {"visit": call.visit, "customer": call.customer, "engineer": call.engineer, "territory": call.territory,
         "finished": records.clock.iso(call.finished), "month": sample.month, "key": call.key[:16], "attempts": "",
         "outcome": "", "score": ""}
        for call in sample.drawn
    ]  # fmt: skip


def write_calls(sample: CallSample, records: Records, out: Path) -> Path:
    """``calls.csv`` and ``calls.xlsx`` for the callers, ``callbacks.csv`` to put beside the records."""
    folder = new_folder(out)
    rows = rows_of(sample, records)
    write_table(rows, folder / "calls.csv")
    write_book({"calls": rows}, folder / "calls.xlsx")
    strata = [{"visit": call.visit, "month": sample.month, "stratum": "answered" if call.answered else "unanswered",
               "attempts": "", "outcome": ""} for call in sample.drawn]  # fmt: skip
    write_table(strata, folder / "callbacks.csv")
    return folder


def listed(path: Path) -> set[str]:
    """The visits on a call list.

    Raises
    ------
    InputError
        It has no column of visits.
    """
    if not path.is_file():
        raise InputError(Trouble("does not exist", str(path), rule="missing-file"))
    rows = list(csv.DictReader(io.StringIO(file_bytes(path).decode("utf-8-sig"))))
    if rows and "visit" not in rows[0]:
        raise InputError(Trouble(Text("has no column visit", "没有 visit 列"), path.name, rule="missing-column"))
    return {row["visit"] for row in rows}
