"""The training calendar of a quarter: from records and known days to a page and rows for the days."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any

from models.engineer import Engineer
from models.errors import InputError, Trouble
from models.people.calibration import quarter_of
from models.policy import Policy
from models.problem import Problem
from models.records import Records
from models.sections.development import Development
from models.text import Text, in_chinese
from scheduler.people.report.frame import people_page
from scheduler.people.training import TrainingCalendar, calendar, losses, needs, training_rows
from scheduler.people.write import new_folder, write_json, write_table
from scheduler.report.document import both, card, cards, pane, picture, prose, table, write_page
from scheduler.report.svg import drawing, text
from scheduler.wording.language import Language

KINDS_ZH = {"safety": "安全", "product": "产品", "communication": "沟通", "ai-diagnosis": "AI 诊断"}
COLOURS = {"safety": "#c14a00", "product": "#0b5cad", "communication": "#0b6b50", "ai-diagnosis": "#7b3fa0"}


def quarter_span(quarter: str | None, at: date) -> tuple[date, date]:
    """First and last day of ``2027-Q1``; None = the quarter after that of the day.

    Raises
    ------
    InputError
        It is no quarter.

    Examples
    --------
    >>> quarter_span("2027-Q1", date(2026, 1, 1))
    (datetime.date(2027, 1, 1), datetime.date(2027, 3, 31))
    """
    if quarter is None:
        first = quarter_of(quarter_of(at) + timedelta(days=93))
    elif found := re.fullmatch(r"(\d{4})-Q([1-4])", quarter):
        first = date(int(found[1]), 3 * int(found[2]) - 2, 1)
    else:
        maybe = Text("write it like 2027-Q1.", "写成 2027-Q1。")
        raise InputError(
            Trouble(Text("is no quarter", "不是季度"), field="--quarter", value=quarter, rule="usage", maybe=maybe)
        )
    return first, quarter_of(first + timedelta(days=93)) - timedelta(days=1)


def training_calendar(
    records: Records,
    at: date,
    policy: Policy,
    days: Sequence[Problem],
    quarter: str | None,
    iterations: int,
    seed: int = 1,
) -> TrainingCalendar:
    """The calendar of a quarter for the engineers of the known days."""
    first, last = quarter_span(quarter, at)
    development = policy.section(Development)
    people: dict[str, Engineer] = {engineer.id: engineer for problem in days for engineer in problem.engineers
                                   if engineer.standing != "dismissed"}  # fmt: skip
    need, carried = needs(records, development, first, list(people))
    names = ", ".join(str(problem.clock.origin.date()) for problem in days[:3]) + (", ..." if len(days) > 3 else "")
    return calendar(list(people.values()), need, carried, losses(days, iterations, seed), development, first, last,
                    source=Text(f"{len(days)} known day{'s' * (len(days) != 1)} ({names})", f"{len(days)} 个已知日（{names}）"))  # fmt: skip


def calendar_data(made: TrainingCalendar) -> dict[str, Any]:
    """Plain data."""
    data = asdict(made)
    data["blocks"] = [{"engineer": block.engineer, "day": block.block.day.isoformat(), "half": block.block.half, "kind": block.kind,
                       "loss": round(block.loss, 2)} for block in made.blocks]  # fmt: skip
    return data | {"first": made.first.isoformat(), "last": made.last.isoformat()}


def calendar_lines(made: TrainingCalendar, currency: str, language: Language) -> Iterator[str]:
    """In words."""
    yield language.of(
        f"{len(made.blocks)} blocks from {made.first} to {made.last}, by {made.source}:",
        f"{made.first} 至 {made.last} 共 {len(made.blocks)} 个半天，依据 {in_chinese(made.source)}：",
    )
    yield language.of(f"  loss of service {made.cost:,.2f} {currency} (at least {made.bound:,.2f} in any calendar), all in the same week {made.naive:,.2f}: {made.naive - made.cost:,.2f} saved",
                      f"  服务损失 {made.cost:,.2f} {currency}（任何日历至少 {made.bound:,.2f}），全员同周 {made.naive:,.2f}：节省 {made.naive - made.cost:,.2f}")  # fmt: skip
    if made.behind:
        names = language.list([f"{id} ({count})" for id, count in made.behind.items()])
        yield language.of(f"  no place for: {names}", f"  未能安排：{names}")


def write_calendar(made: TrainingCalendar, records: Records, currency: str, out: Path, language: Language) -> Path:
    """Page, JSON, and ``trainings.csv`` for the days."""
    folder = new_folder(out)
    write_table(training_rows(made, records), folder / "trainings.csv", ("engineer_id", "start", "end", "title"))
    write_json(calendar_data(made), folder / "training.json")
    write_page(calendar_page(made, currency, language is Language.ZH), folder / "training.html")
    return folder


def calendar_page(made: TrainingCalendar, currency: str, chinese: bool = False) -> str:
    """The page of the calendar."""
    gap = made.cost - made.bound
    parts = [
        cards([
            card(Text("Blocks", "半天数"), str(len(made.blocks)), kind="wide"),
            card(Text("Loss of service", "服务损失"), f"{made.cost:,.0f}", both(f"{currency}; at most {gap:,.0f} above the best there is", f"{currency}；至多比最优高 {gap:,.0f}")),
            card(Text("All in the same week", "全员同周"), f"{made.naive:,.0f}", escape(currency)),
            card(Text("Saved", "节省"), f"{made.naive - made.cost:,.0f}", escape(currency), "good"),
            card(Text("Without a place", "未能安排"), str(sum(made.behind.values())), kind="warn" if made.behind else ""),
        ]),
        pane("calendar", Text("Calendar", "日历"), picture(Text("Who trains in which week", "各周谁参加培训"), _drawn(made, False), _drawn(made, True))),
        pane("blocks", Text("Every block", "全部半天"), _table(made, currency)),
        pane("how", Text("How to read this", "如何阅读"), prose([
            Text(f"What half a day of somebody costs the service is found by planning {made.source} again without that half day. The calendar is the cheapest within seats, "
                 "with enough people of every skill at work, people who are behind first.",
                 f"某人半天缺席对服务的损失由 {in_chinese(made.source)}去掉该半天重新排程得出。日历在座位限制内最省，保证每项技能有足够的人在岗，落后者优先。"),
            Text("The same week for all is a friendly figure: it adds up single absences, and many at once cost more.", "“全员同周”为乐观值：只累加单人缺席，多人同时缺席的代价更高。")])),
    ]  # fmt: skip
    title = Text(f"Training from {made.first} to {made.last}", f"{made.first} 至 {made.last} 培训日历")
    return people_page(title, Text(f"by {made.source}", f"依据 {in_chinese(made.source)}"), parts, chinese)


def _drawn(made: TrainingCalendar, chinese: bool) -> str:
    """A row per engineer, a column per week."""
    people = sorted({block.engineer for block in made.blocks})
    monday = made.first - timedelta(days=made.first.weekday())
    weeks = (made.last - monday).days // 7 + 1
    width, parts = 62, []
    for week in range(weeks):
        parts.append(text(90 + width * week, 14, f"{monday + timedelta(days=7 * week):%m-%d}", "axis"))
    for k, engineer in enumerate(people):
        y = 24 + 20 * k
        parts.append(text(80, y + 12, engineer, "label", "end"))
        for block in made.blocks:
            if block.engineer == engineer:
                days = (block.block.day - monday).days
                x = 90 + width * (days // 7) + (days % 7) * 11 + (5 if block.block.half == "afternoon" else 0)
                kind = KINDS_ZH[block.kind] if chinese else block.kind
                parts.append(f'<rect class="block" x="{x}" y="{y}" width="10" height="16" fill="{COLOURS[block.kind]}">'
                             f"<title>{engineer} {block.block.day} {block.block.half} {kind}</title></rect>")  # fmt: skip
    x = 90
    for kind, colour in COLOURS.items():
        word = KINDS_ZH[kind] if chinese else kind
        parts += [f'<rect x="{x}" y="{34 + 20 * len(people)}" width="12" height="12" fill="{colour}"/>',
                  text(x + 17, 44 + 20 * len(people), word, "axis")]  # fmt: skip
        x += 130
    return drawing(100 + width * weeks, 56 + 20 * len(people), "培训日历" if chinese else "training calendar", *parts)


def _table(made: TrainingCalendar, currency: str) -> str:
    headings = [Text("Engineer", "工程师"), Text("Day", "日期"), Text("Half", "半天"), Text("Kind", "类别"), Text(f"Loss [{currency}]", f"损失 [{currency}]"),
                Text("Was behind", "此前落后")]  # fmt: skip
    half = {"morning": "上午", "afternoon": "下午"}
    return table(headings, ([escape(block.engineer), str(block.block.day), both(block.block.half, half[block.block.half]),
                             both(block.kind, KINDS_ZH[block.kind]), f"{block.loss:,.2f}", str(made.carried.get(block.engineer, "–"))]
                            for block in made.blocks), "left")  # fmt: skip
