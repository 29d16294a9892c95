"""How one of their columns becomes one of ours: unit, values, separators, formats."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from scheduler.loaders.cell_map import CLOCK
from scheduler.loaders.cells.numbers import bare
from scheduler.loaders.contract import TABLE
from scheduler.loaders.recognise import kinds, words
from scheduler.loaders.recognise.question import OpenQuestion, Remark, numbers_between, one_of
from scheduler.loaders.recognise.sheet import CompanySheet

LISTS = ("levels", "names", "named", "pieces", "percents")


@dataclass
class Notes:
    """What is asked and assumed on the way; answers by the question's id."""

    answers: dict[str, str]
    order: str = ""
    """Day and month in dates with slashes: ``dmy`` or ``mdy``."""
    questions: list[OpenQuestion] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    problems: list[Remark] = field(default_factory=list)
    """What no answer cures."""

    def ask(self, question: OpenQuestion) -> str:
        """The answer, or what is proposed until there is one; empty where there is neither."""
        if question.id in self.answers:
            question.check(self.answers[question.id])
            return self.answers[question.id]
        if all(known.id != question.id for known in self.questions):
            self.questions.append(question)
        return question.default

    def assume(self, text: str, chinese: str) -> None:
        """Something was taken for granted; said once."""
        remark = Remark(text, chinese)
        if remark not in self.remarks:
            self.remarks.append(remark)


def spec_of(sheet: CompanySheet, table: str, column: str, heading: str, notes: Notes, date: str = "") -> Any:
    """The entry of a mapping for one column: the heading alone where that is enough.

    Parameters
    ----------
    date
        Their column with the day of times that stand without one.
    """
    kind = TABLE[table].column[column].kind
    cells = sheet.cells(heading)
    more: dict[str, Any] = {}
    if kind in LISTS:
        sign = kinds.list_sign(cells)
        more = {"split": sign} if sign and sign not in ";；" else {}
    elif kind == "minutes":
        more = _length(sheet, heading, cells, notes)
    elif kind in ("time", "until"):
        more = _time(sheet, cells, notes, date)
    elif kind == "spans":
        more = _spans(sheet, heading, notes, date)
    elif kind == "tier":
        more = _tier(sheet, heading, notes)
    elif column == "priority":
        more = _priority(sheet, heading, notes)
    elif column == "status":
        more = _status(sheet, heading, notes)
    plain = [bare(cell) if isinstance(cell, str) else cell for cell in cells] if kind == "money" else cells
    grouped = kinds.share(plain, "grouped") > 0  # then 1,234 is a thousand as well
    if kind in ("number", "integer", "money", "minutes") and not grouped and kinds.share(plain, "comma") > 0:
        more["decimal"] = ","
    return {"column": heading, **more} if more else heading


def _length(sheet: CompanySheet, heading: str, cells: list[object], notes: Notes) -> dict[str, Any]:
    """The unit: in the cells, in the heading, or as the numbers look."""
    if kinds.share(cells, "number", "comma") == 0:
        if not kinds.share(cells, "time"):
            return {}
        shown = next(str(cell) for cell in cells if kinds.kind_of(cell) == "time")
        notes.assume(f"{heading}: {shown} is hours and minutes", f"{heading}：{shown} 为小时:分钟")
        return {"unit": CLOCK}
    text = heading.lower()
    if re.search(r"小时|工时|时长.{0,2}h|hours?|hrs?\b|\(h\)|（h）", text) and not re.search(r"分|min", text):
        sure = bool(re.search(r"小时|hours?|hrs?\b|\(h\)|（h）", text))
        if sure or median(kinds.numbers(cells) or [1]) <= 12:
            if not sure:
                notes.assume(f"{heading}: hours", f"{heading}：单位为小时")
            return {"unit": "h"}
    if re.search(r"分钟|分\b|\(分\)|（分）|mins?\b|minutes?|_min", text):
        return {"unit": "min"}
    values = kinds.numbers(cells)
    if median(values) >= 15:
        notes.assume(f"{heading}: minutes, because its numbers are {min(values):g} to {max(values):g}",
                     f"{heading}：单位为分钟（数值 {min(values):g} 至 {max(values):g}）")  # fmt: skip
        return {"unit": "min"}
    if any(value != int(value) for value in values) and max(values) <= 12:
        notes.assume(f"{heading}: hours, because its numbers are {min(values):g} to {max(values):g}",
                     f"{heading}：单位为小时（数值 {min(values):g} 至 {max(values):g}）")  # fmt: skip
        return {"unit": "h"}
    question = OpenQuestion(
        "unit", f"Is {heading!r} in hours (h) or minutes (min)? It holds {values[0]:g}, for instance.",
        f"“{heading}”的单位是小时（h）还是分钟（min）？例如其中有 {values[0]:g}。", "h", one_of("h", "min"),
    )  # fmt: skip
    return {"unit": notes.ask(question)}


def _time(sheet: CompanySheet, cells: list[object], notes: Notes, date: str) -> dict[str, Any]:
    """How the times are written, and the column with their day where they stand without one."""
    more: dict[str, Any] = {}
    if date and kinds.share(cells, "time") > 0:
        more["date"] = date
        cells = [*cells, *sheet.cells(date)]
    written = kinds.formats(cells, notes.order)
    return ({"format": list(written) if len(written) > 1 else written[0]} if written else {}) | more


def _spans(sheet: CompanySheet, heading: str, notes: Notes, date: str) -> dict[str, Any]:
    """Spans, and words such as morning; what is neither is asked."""
    values: dict[str, str] = {}
    strange = []
    for text in sheet.texts(heading):
        tidy = words.tidy(text)
        if tidy in words.HALF_DAYS:
            values[text] = words.HALF_DAYS[tidy]
        elif tidy in words.ANY_TIME:
            values[text] = ""
        elif kinds.kind_of(text) not in ("span", "moment", "time", "date"):
            strange.append(text)
    for text, span in values.items():
        if span:
            notes.assume(
                f"{heading}: {text} is {span.replace('/', '-')}", f"{heading}：“{text}”按 {span.replace('/', '-')} 理解"
            )
    if strange:
        for text in strange:
            values[text] = ""
        shown = ", ".join(strange[:5])
        notes.assume(f"{heading}: {shown} is read as any time", f"{heading}：“{shown}”按任意时间理解")
    more: dict[str, Any] = {}
    if values:
        more = {"values": values, "otherwise": "="}
    if date:
        more["date"] = date
    days = [text.split()[0] for text in sheet.texts(heading) if kinds.needs_order(text)]
    if date:
        days += [str(cell) for cell in sheet.cells(date) if kinds.needs_order(cell)]
    if written := kinds.formats(days, notes.order):
        more["format"] = list(written) if len(written) > 1 else written[0]
    return more


def _tier(sheet: CompanySheet, heading: str, notes: Notes) -> dict[str, Any]:
    found, strange = words.tiers(sheet.texts(heading))
    if strange:
        shown = ", ".join(strange[:6])
        notes.assume(f"{heading}: {shown} is read as junior", f"{heading}：“{shown}”按初级理解")
        found |= dict.fromkeys(strange, "junior")
    return {"values": found}


def _priority(sheet: CompanySheet, heading: str, notes: Notes) -> dict[str, Any]:
    texts = sheet.texts(heading)
    found, strange = words.priorities(texts)
    plain = [text for text in texts if re.fullmatch(r"\d+(\.0)?", text)]
    if plain and len(plain) == len(texts):
        return _numbers(heading, [float(text) for text in plain], texts, notes)
    yes_no = {words.tidy(text) for text in texts}
    if yes_no <= words.YES | words.NO:
        return {"values": {text: 1 if words.tidy(text) in words.YES else 3 for text in texts}}
    if strange:
        shown = ", ".join(strange[:6])
        notes.assume(f"{heading}: {shown} is read as 3 (normal)", f"{heading}：“{shown}”按 3（一般）理解")
        found |= dict.fromkeys(strange, 3)
    return {"values": found}


def _numbers(heading: str, values: list[float], texts: list[str], notes: Notes) -> dict[str, Any]:
    """A scale of numbers: 1 to 4 is ours; of others somebody must say which end is the urgent one."""
    if min(values) >= 1 and max(values) <= 5:
        notes.assume(f"{heading}: 1 is the most urgent", f"{heading}：1 为最紧急")
        return {"values": {text: min(4, int(float(text))) for text in texts}}
    low, high = f"{min(values):g}", f"{max(values):g}"
    question = OpenQuestion("urgent", f"{heading!r} runs from {low} to {high}: which number is the most urgent?",
                        f"“{heading}”的范围是 {low} 到 {high}：哪个数最紧急？", high, one_of(low, high))  # fmt: skip
    top = float(notes.ask(question))
    spread = (max(values) - min(values)) or 1
    levels = {text: 1 + min(3, int(4 * abs(float(text) - top) / spread)) for text in texts}
    return {"values": levels}


def _status(sheet: CompanySheet, heading: str, notes: Notes) -> dict[str, Any]:
    """Their words; the ones nobody knows are asked, one question for all."""
    counts = Counter(str(cell).strip() for cell in sheet.cells(heading))
    found, hold, strange = words.statuses(counts)
    found |= dict.fromkeys(hold, "open")  # their rows are left out
    if strange:
        shown = ", ".join(f"{text} ({counts[text]})" for text in strange[:8])
        question = OpenQuestion(
            "status", f"{heading!r}: which of these are orders to plan? {shown} (all, none, or words with commas)",
            f"“{heading}”中哪些是需要派工的工单？{shown}（all、none，或用逗号分隔）", "all", str,
        )  # fmt: skip
        answer = notes.ask(question)
        chosen = {part.strip() for part in re.split("[,，]", answer)}
        for text in strange:
            found[text] = "open" if answer == "all" or text in chosen else "finished"
    return {"values": found}


def place_question(notes: Notes) -> tuple[float, ...] | None:
    """Where everybody starts, when no column says it."""
    question = OpenQuestion(
        "start", "No column says where the engineers start. Latitude,longitude of the depot?",
        "没有列说明工程师从哪里出发。出发点（网点）的纬度,经度？", "", numbers_between(2, -180, 180),
    )  # fmt: skip
    answer = notes.ask(question)
    return numbers_between(2, -180, 180)(answer) if answer else None
