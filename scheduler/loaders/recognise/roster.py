"""Rosters with names down and days across, as the recogniser sees them: a row a shift."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from scheduler.loaders.cells.day_headings import Month, days_of, month_in
from scheduler.loaders.cells.roster_cells import USUAL, hours_of, legend, off
from scheduler.loaders.cells.written import plain
from scheduler.loaders.recognise.question import OpenQuestion
from scheduler.loaders.recognise.sheet import CompanySheet, blank
from scheduler.loaders.recognise.specs import Notes

NO_YEAR = 2000
"""Stands for the year where nothing says it, only to see that headings are days; the day planned says it later."""
MOST_OTHERS = 8
"""A roster has no more columns that are no days."""


def as_roster(sheet: CompanySheet) -> CompanySheet:
    """The sheet with a row for every cell with hours, where its columns are days; else the sheet itself."""
    when = month_in(f"{sheet.title} {sheet.name}")
    days = days_of(sheet.columns, when if when.year else Month(NO_YEAR, when.month or 1), strict=when.year is not None)
    others = [heading for heading in sheet.columns if heading not in days]
    if not days or not 0 < len(others) <= MOST_OTHERS:
        return sheet
    known = legend(f"{sheet.title} {sheet.foot}")
    chinese = any("一" <= letter <= "鿿" for heading in (*others, sheet.title) for letter in heading)
    names = ("日期", "班次") if chinese else ("Date", "Shift")
    columns: dict[str, list[object]] = {heading: [] for heading in (*others, *names)}
    rows, codes = [], Counter[str]()
    for at, number in enumerate(sheet.rows):
        if all(blank(sheet.columns[heading][at]) for heading in others):
            continue
        for heading, day in days.items():
            text = str(sheet.columns[heading][at] if not blank(sheet.columns[heading][at]) else "").strip()
            if off(text):
                continue
            spans = hours_of(text)
            if not spans:
                codes[text] += 1
                spans = tuple((known.get(plain(text)) or USUAL.get(plain(text), "08:00-17:00")).split("/"))
            for span in spans:
                for other in others:
                    columns[other].append(sheet.columns[other][at])
                columns[names[0]].append(day if isinstance(day, date) and day.year != NO_YEAR else heading)
                columns[names[1]].append(span)
                rows.append(number)
    if not rows:
        return sheet
    across = {"date": names[0], "cell": names[1], "codes": dict(codes), "known": known}
    return replace(sheet, columns=columns, rows=tuple(rows), across=across)


def across_of(sheet: CompanySheet, notes: Notes) -> dict[str, Any]:
    """The entry of the mapping: what the letters in the cells mean is asked, unless the sheet explains them."""
    counts: dict[str, int] = sheet.across["codes"]
    known: dict[str, str] = sheet.across["known"]
    codes = {text: known[plain(text)] for text in counts if plain(text) in known}
    for text, hours in codes.items():
        notes.assume(f"{text} is {hours}, as the roster says", f"“{text}”为 {hours}（按排班表说明）")
    if open_now := [text for text in counts if text not in codes]:
        shown = ", ".join(f"{text} ({counts[text]})" for text in open_now[:8])
        default = ",".join(f"{text}={USUAL[plain(text)]}" for text in open_now if plain(text) in USUAL)
        question = OpenQuestion(
            "codes", f"What hours do these cells of the roster mean (nothing behind = is a day off)? {shown}",
            f"排班表中这些代号的时间是？（等号后留空表示休息）{shown}", default, read_codes,
        )  # fmt: skip
        given = read_codes(notes.ask(question) or "")
        codes |= {text: given.get(plain(text), USUAL.get(plain(text), "")) for text in open_now}
    return {"date": sheet.across["date"], "cell": sheet.across["cell"]} | ({"codes": codes} if codes else {})


def read_codes(answer: str) -> dict[str, str]:
    """``早=08:00-16:00,休=`` as letter -> hours.

    >>> read_codes("早=8-16, N=22:00-6:00")
    {'早': '08:00-16:00', 'n': '22:00-06:00'}
    """
    found = {}
    for part in filter(None, (part.strip() for part in answer.replace("，", ",").replace("；", ",").split(","))):
        code, sign, hours = part.partition("=")
        spans = hours_of(hours)
        if not sign or (hours.strip() and not spans):
            raise ValueError("write it like 早=08:00-16:00,N=22:00-06:00")
        found[plain(code)] = "/".join(spans)
    return found
