"""A mapping for a company's own files: what was recognised, what is asked, what was assumed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.loaders.contract import TABLE
from scheduler.loaders.recognise import kinds, words
from scheduler.loaders.recognise.names import calls, columns_of_entry, name_of, texts_of
from scheduler.loaders.recognise.places import coordinates, put_right, start_of_everybody
from scheduler.loaders.recognise.question import OpenQuestion, Remark, day, hours, numbers_between, one_of
from scheduler.loaders.recognise.roster import across_of
from scheduler.loaders.recognise.sheet import CompanySheet
from scheduler.loaders.recognise.specs import Notes, spec_of
from scheduler.loaders.recognise.tables import Columns, Tables, assign
from scheduler.loaders.recognise.world import coord_sys, time_zone

PEOPLE = ("preferred_engineers", "required_engineers", "excluded_engineers", "pinned_engineer")


@dataclass(frozen=True)
class MappingProposal:
    """A mapping, and how sure it is.

    Parameters
    ----------
    data
        The mapping as in its YAML file.
    tables
        The sheets it was made from.
    questions
        What is open; their defaults stand in the mapping meanwhile.
    remarks
        What was assumed.
    problems
        What no answer cures: then the mapping will not read.
    """

    data: dict[str, Any]
    tables: Tables
    questions: tuple[OpenQuestion, ...]
    remarks: tuple[Remark, ...]
    problems: tuple[Remark, ...]


def propose(
    sheets: Sequence[CompanySheet], answers: Mapping[str, str] | None = None, name: str = "mine"
) -> MappingProposal:
    """A mapping for these sheets.

    Parameters
    ----------
    answers
        OpenQuestion id -> answer; what has none keeps its default.

    Raises
    ------
    ValueError
        For an answer that will not do.
    """
    notes = Notes(dict(answers or {}))
    found = assign(sheets)
    notes.order = _date_order(found, notes)
    tables = {table: _table(table, found, notes) for table in TABLE if table in found.sheet}
    _needed(found, tables, notes)
    data: dict[str, Any] = {"name": name, "title": name}
    if zone := time_zone(found, notes):
        data["timezone"] = zone
    data["day"] = _day(found, tables, notes, data)
    data["tables"] = {table: tables[table] for table in TABLE if table in tables}
    if others := {sheet.name: "holds none of the tables of a day" for sheet in found.left}:
        data["other_tables"] = others
    return MappingProposal(data, found, tuple(notes.questions), tuple(notes.remarks), tuple(notes.problems))


def _date_order(found: Tables, notes: Notes) -> str:
    """Day or month first, for all files together."""
    cells = [cell for sheet in found.sheet.values() for heading in sheet.columns for cell in sheet.cells(heading)]
    if not any(map(kinds.needs_order, cells)):
        return ""
    order = kinds.date_order(cells)
    if order in ("dmy", "mdy"):
        return order
    sample = next(str(cell) for cell in cells if kinds.needs_order(cell))
    question = OpenQuestion("date_order", f"Is {sample!r} day first (dmy) or month first (mdy)?",
                        f"“{sample}”是日在前（dmy）还是月在前（mdy）？", "dmy", one_of("dmy", "mdy"))  # fmt: skip
    return notes.ask(question)


def _table(table: str, found: Tables, notes: Notes) -> dict[str, Any]:
    """One table of the mapping."""
    sheet, columns = found.sheet[table], found.columns[table]
    spec: dict[str, Any] = {"table": stable_name(sheet.name)}
    if sheet.across:
        spec["across"] = across_of(sheet, notes)
        if table == "shifts":
            columns |= {"date": sheet.across["date"], "hours": sheet.across["cell"]}
            for name in ("start", "end"):
                columns.pop(name, None)
    if sheet.sums and table == _first_use(found, sheet):
        spec["leave_out"] = _sums(sheet)
    date = columns.get("date", "")
    entries: dict[str, Any] = {}
    for column, heading in columns.items():
        if column in TABLE[table].column:
            entries[column] = spec_of(sheet, table, column, heading, notes, date)
    entries |= coordinates(sheet, columns, notes)
    put_right(sheet, entries, columns, notes)
    if table == "tickets":
        _by_values(found, sheet, entries, columns, notes)
        _tickets(sheet, columns, entries, spec, notes)
        _where(found, sheet, entries, notes)
    elif table == "engineers":
        _engineers(found, sheet, columns, entries, spec, notes)
    elif table == "shifts":
        _shifts(sheet, columns, entries, notes)
    _names_to_ids(table, found, entries, spec)
    _unread_times(sheet, table, entries, columns, notes)
    order = list(TABLE[table].column)
    spec["columns"] = dict(sorted(entries.items(), key=lambda item: order.index(item[0])))
    return spec


def _by_values(found: Tables, sheet: CompanySheet, entries: dict[str, Any], columns: Columns, notes: Notes) -> None:
    """Columns under headings nobody knows, told by their cells: needs that people have, and hours of a visit."""
    used = {*columns.values(), *(name for entry in entries.values() for name in columns_of_entry(entry)[0])}
    free = [heading for heading in sheet.columns if heading not in used and sheet.cells(heading)]
    for column in ("skills", "certificates"):
        have = _had(found, column)
        for heading in free if column not in entries and have else ():
            sign = kinds.list_sign(sheet.cells(heading)) or ";"
            wanted = {part.strip() for text in sheet.texts(heading) for part in text.split(sign)} - {""}
            if len(wanted & have) * 10 >= len(wanted) * 6:
                entries[column] = {"column": heading, "split": sign} if sign not in ";；" else heading
                columns[column] = heading
                notes.assume(
                    f"{heading}: {column} that people have",
                    f"{heading}：人员具备的{TABLE['tickets'].column[column].chinese}",
                )
                free.remove(heading)
                break
    if not {"windows", "window_start", "window_end"} & set(entries):
        times = [heading for heading in free if kinds.share(sheet.cells(heading), "span") > 0.5]
        if len(times) == 1:
            columns["windows"] = times[0]
            entries["windows"] = spec_of(sheet, "tickets", "windows", times[0], notes, columns.get("date", ""))
            notes.assume(f"{times[0]}: the time in which the visit begins", f"{times[0]}：上门时间窗")


def _had(found: Tables, column: str) -> set[str]:
    """The skills or certificates of all people, wherever their list is."""
    one = {"skills": "skill", "certificates": "certificate"}[column]
    have: set[str] = set()
    for table, name in (("engineers", column), (column, one)):
        if found.has(table, name):
            sheet, heading = found.sheet[table], found.columns[table][name]
            sign = kinds.list_sign(sheet.cells(heading)) or ";"
            have |= {part.strip() for text in sheet.texts(heading) for part in text.split(sign)}
    return have - {""}


def _unread_times(sheet: CompanySheet, table: str, entries: dict[str, Any], columns: Columns, notes: Notes) -> None:
    """Times of which nothing was made are said: one of them may be a promise."""
    if table != "tickets":
        return
    used = {*columns.values(), *(entry for entry in entries.values() if isinstance(entry, str))}
    for heading in sheet.columns:
        if heading not in used and kinds.share(sheet.cells(heading), "moment", "date", "time", "span") > 0.7:
            notes.assume(
                f"{heading}: holds times and is not used; name it in the mapping if it is a window or a deadline",
                f"“{heading}”是时间，未使用；如为时间窗或期限，请写入映射",
            )


def _first_use(found: Tables, sheet: CompanySheet) -> str:
    return next(table for table, other in found.sheet.items() if other is sheet)


def _sums(sheet: CompanySheet) -> dict[str, list[str]]:
    """Their column -> words with which rows of sums and footers begin."""
    words_of: dict[str, dict[str, None]] = {}
    for heading, word in sheet.sums.values():
        short = re.split("[:：]", word)[0]
        words_of.setdefault(heading, {})[short] = None
    return {heading: list(words) for heading, words in words_of.items() if heading}


def stable_name(name: str) -> str:
    """A sheet's or file's name with stars for a date in it, which is another tomorrow.

    >>> stable_name("Open jobs 2026-11-24"), stable_name("工单20261124"), stable_name("排班表")
    ('Open jobs *', '工单*', '排班表')
    """
    return re.sub(r"\d{4}[-_.年]?\d{1,2}[-_.月]?\d{1,2}日?|\d{6,14}", "*", name)


def _tickets(
    sheet: CompanySheet, columns: Columns, entries: dict[str, Any], spec: dict[str, Any], notes: Notes
) -> None:
    """What is peculiar to orders: ids, visit days, orders on hold, missing lengths."""
    if "ticket_id" not in entries:
        unique = [h for h in sheet.columns if len(sheet.cells(h)) == sheet.size == len(sheet.texts(h))]
        plain = [h for h in unique if kinds.share(sheet.cells(h), "text") > 0.9] or unique
        if plain:
            entries["ticket_id"] = plain[0]
            notes.assume(f"{plain[0]} names the order: no two rows share it", f"“{plain[0]}”作为工单号：各行互不相同")
        else:
            notes.problems.append(Remark(f"{sheet.name}: no column names the orders", f"{sheet.name}：没有工单号列"))
    elif isinstance(entries["ticket_id"], str):
        heading = entries["ticket_id"]
        if len(sheet.texts(heading)) < len(sheet.cells(heading)):
            twice = len(sheet.cells(heading)) - len(sheet.texts(heading))
            notes.assume(f"{heading}: {twice} rows repeat an earlier number: they will be refused or set aside",
                         f"{heading}：有 {twice} 行单号重复：将被拒绝，或按要求搁置")  # fmt: skip
    if "windows" in entries:
        cells = sheet.cells(columns["windows"])
        if kinds.share(cells, "moment", "time") > 0.5:
            del entries["windows"]
            entries.setdefault("window_start", spec_of(sheet, "tickets", "window_start", columns["windows"], notes,
                                                       columns.get("date", "")))  # fmt: skip
            notes.assume(
                f"{columns['windows']}: one time is the earliest start", f"{columns['windows']}：单个时间按最早开始理解"
            )
        else:
            entries.pop("window_start", None)
            entries.pop("window_end", None)
    if date := columns.get("date", ""):
        _visit_day(sheet, date, entries, notes)
    status = columns.get("status", "")
    hold = words.statuses(sheet.texts(status))[1] if status else []
    if hold:
        spec.setdefault("leave_out", {})[status] = hold
        notes.assume(
            f"{status}: orders that are {', '.join(hold)} are left out", f"{status}：“{'、'.join(hold)}”的工单不排"
        )
    if "duration_min" not in entries:
        question = OpenQuestion("duration", "No column says how long a visit takes. Minutes for each?",
                            "没有列说明作业时长。每单多少分钟？", "60", numbers_between(1, 1, 1440))  # fmt: skip
        entries["duration_min"] = {"constant": notes.ask(question), "unit": "min"}


def _where(found: Tables, sheet: CompanySheet, entries: dict[str, Any], notes: Notes) -> None:
    """Orders without coordinates name a site of the list of sites, or have an address only."""
    if "lat" in entries and "lon" in entries:
        return
    entries.pop("lat", None)
    entries.pop("lon", None)
    sites = found.sheet.get("places")
    known = set(sites.texts(found.columns["places"]["place_id"])) if sites is not None else set()
    for heading in sheet.columns:
        texts = sheet.texts(heading)
        if known and texts and sum(1 for text in texts if text in known) > 0.8 * len(texts):
            entries["place_id"] = heading
            notes.assume(f"{heading} names a site of {sites.name if sites else ''}", f"“{heading}”是地点表中的编号")
            return
    if "address" in entries:
        notes.assume("the orders have no coordinates, only addresses", "工单没有坐标，只有地址")
    else:
        text = f"{sheet.name}: the orders say nowhere where they are"
        notes.problems.append(Remark(text, f"{sheet.name}：工单没有坐标，也没有地址"))


def _visit_day(sheet: CompanySheet, date: str, entries: dict[str, Any], notes: Notes) -> None:
    """Where a row has a visit day and no time of day, the whole day is its window."""
    names = ("windows",) if "windows" in entries else ("window_start", "window_end")
    for name in names:
        whole = spec_of(sheet, "tickets", name, date, notes)
        whole = whole if isinstance(whole, dict) else {"column": date}
        whole.pop("values", None)
        whole.pop("otherwise", None)
        own = entries.get(name)
        first = own if isinstance(own, dict) else {"column": own}
        entries[name] = whole if own is None else [first, whole]
    notes.assume(f"{date}: the visit is on that day", f"{date}：在当天上门")


def _engineers(
    found: Tables, sheet: CompanySheet, columns: Columns, entries: dict[str, Any], spec: dict[str, Any], notes: Notes
) -> None:
    """What is peculiar to people: who still works there, where they start."""
    active = columns.get("active", "")
    if active:
        texts = sheet.texts(active)
        yes = [text for text in texts if words.tidy(text) in words.YES]
        no = [text for text in texts if words.tidy(text) in words.NO]
        if yes and len(yes) == len(texts) and len(sheet.cells(active)) == sheet.size:
            spec["only"] = {active: yes}  # nobody has left yet
        elif yes and len(yes) < len(texts):
            spec["only"] = {active: yes}
            left = ", ".join(text for text in texts if text not in yes)
            notes.assume(f"{active}: people with {left} are left out", f"{active}：“{left}”的人员不参与派工")
        elif no and not yes:
            notes.assume(f"{active}: nobody is said to work; all are taken", f"{active}：没有在职人员；全部保留")
    if name := name_of(sheet):
        entries["name"] = name
    if "engineer_id" not in entries and "name" in entries:
        entries["engineer_id"] = entries["name"]
    if _first_use(found, sheet) == "shifts":
        spec["distinct"] = True
        entries = {name: entry for name, entry in entries.items() if name in ("engineer_id", "name")}
    if not start_of_everybody(entries, columns, sheet, notes):
        notes.problems.append(Remark(f"{sheet.name}: nothing says where the engineers start; answer start=LAT,LON",
                                     f"{sheet.name}：没有出发地坐标；请回答 start=纬度,经度"))  # fmt: skip


def _shifts(sheet: CompanySheet, columns: Columns, entries: dict[str, Any], notes: Notes) -> None:
    """What is peculiar to rosters: hours in one cell, nights, breaks."""
    date = columns.get("date", "")
    if "hours" in columns and "start" not in entries:
        for part, name in enumerate(("start", "end"), 1):
            entries[name] = {"column": columns["hours"], "part": part} | ({"date": date} if date else {})
    end = entries.get("end")
    if date and isinstance(end, dict):
        end["after"] = "start"
    _break(sheet, columns, entries, notes, date)


def _break(sheet: CompanySheet, columns: Columns, entries: dict[str, Any], notes: Notes, date: str) -> None:
    """A break needs its length and both ends of its time; a stated time is that time."""
    given = [name for name in ("break_min", "break_earliest", "break_latest") if name in entries]
    if not given or len(given) == 3:
        return
    everywhere = all(len(sheet.cells(columns[name])) == sheet.size for name in given)
    if everywhere and given == ["break_min", "break_earliest"]:
        entries["break_latest"] = entries["break_earliest"]
        heading = columns["break_earliest"]
        notes.assume(f"{heading}: the break begins at that time", f"{heading}：休息按此时间开始")
        return
    for name in given:
        del entries[name]
    headings = ", ".join(columns[name] for name in given)
    notes.assume(
        f"{headings}: not enough for a break; the policy's break counts",
        f"{headings}：不足以确定休息时间；按策略的默认休息",
    )


def _names_to_ids(table: str, found: Tables, entries: dict[str, Any], spec: dict[str, Any]) -> None:
    """People called by name where the staff sheet has numbers: the number is looked up there."""
    staff, people = found.sheet.get("engineers"), found.columns.get("engineers", {})
    if staff is None or table == "engineers" or found.sheet[table] is staff:
        return
    sheet, number = found.sheet[table], people.get("engineer_id")
    if name := (name_of(sheet) if table != "tickets" else None):
        entries["engineer_id"] = name
    called = name_of(staff) or people.get("name")
    if called is None or number is None or number == called:
        return
    ids = set(staff.texts(number))
    for column in ("engineer_id",) if table != "tickets" else PEOPLE:
        columns, glue = columns_of_entry(entries.get(column))
        texts = texts_of(sheet, columns, glue) if columns else set()
        if not texts or texts & ids or (how := calls(staff, called, texts)) is None:
            continue
        lender, here = stable_name(staff.name), columns if glue is not None else columns[0]
        spec["join"] = [{"table": lender, "here": here, **how}]
        entries[column] = f"{lender}.{number}"


def _needed(found: Tables, tables: dict[str, Any], notes: Notes) -> None:
    """Tables a day cannot do without."""
    for table, text, chinese in (
        ("tickets", "no sheet looks like the orders", "没有找到工单表"),
        ("engineers", "no sheet looks like the people", "没有找到人员表"),
    ):
        if table not in tables:
            notes.problems.append(Remark(text, chinese))
    if "shifts" not in tables and "engineers" in tables:
        question = OpenQuestion("hours", "No sheet says when people work. Hours of everybody?",
                            "没有排班表。所有人的工作时间？", "08:30-17:30", hours)  # fmt: skip
        start, end = hours(notes.ask(question))
        staff = tables["engineers"]
        tables["shifts"] = {
            **{key: value for key, value in staff.items() if key in ("table", "only", "leave_out", "distinct")},
            "columns": {"engineer_id": staff["columns"].get("engineer_id", ""), "start": {"constant": start},
                        "end": {"constant": end}},
        }  # fmt: skip


def _day(found: Tables, tables: dict[str, Any], notes: Notes, data: dict[str, Any]) -> dict[str, Any]:
    """Settings of the day: datum, the day itself where no roster names it, one day where times stand without one."""
    settings: dict[str, Any] = {}
    if system := coord_sys(found, notes):
        settings["coord_sys"] = system
    if data.get("timezone"):
        settings["timezone"] = data["timezone"]
    roster = found.sheet.get("shifts")
    dated = roster is not None and any(
        kinds.share(roster.cells(heading), "date", "moment") > 0.5
        for column, heading in found.columns["shifts"].items() if column in ("start", "end", "date")
    )  # fmt: skip
    if not dated and "shifts" in tables:
        question = OpenQuestion("date", "No roster names a day. Which day is to be planned (YYYY-MM-DD)?",
                            "排班没有日期。要排哪一天（YYYY-MM-DD）？", _likely_day(found, notes), day)  # fmt: skip
        if answer := notes.ask(question):
            settings["start"] = answer
        else:
            notes.problems.append(Remark("nothing names the day; answer date=YYYY-MM-DD or give --date",
                                         "没有日期；请回答 date=YYYY-MM-DD 或使用 --date"))  # fmt: skip
    settings["days"] = 1
    if roster is not None and dated:
        notes.assume("one day is planned: the first of the roster, or the one --date names",
                     "每次排一天：排班表的第一天，或 --date 指定的日期")  # fmt: skip
    return settings


def _likely_day(found: Tables, notes: Notes) -> str:
    """The earliest visit day the orders name, as ISO; empty when they name none."""
    from scheduler.loaders.cell_map import _day
    from scheduler.loaders.mapping import ColumnMap

    heading = found.columns.get("tickets", {}).get("date")
    if not heading:
        return ""
    cells = found.sheet["tickets"].cells(heading)
    days = []
    for cell in cells:
        try:
            when = _day(cell, ColumnMap(format=kinds.formats([cell], notes.order)))  # type: ignore[arg-type]
        except ValueError:
            continue
        if when is not None:
            days.append(when)
    return min(days).isoformat() if days else ""
