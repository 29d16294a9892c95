"""What the desk says: a closed day in words, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from models.clock import span
from models.text import span_zh
from scheduler.desk.close.close import Closing
from scheduler.desk.close.statement import ShiftStatement
from scheduler.wording.language import Language
from scheduler.wording.troubles import trouble_text

WHY = {
    "unserved": ("nobody served it", "未安排"),
    "follow-up": ("return visit", "需再次上门"),
    "booked": ("booked for later", "已预约至以后"),
    "later": ("planned for a later shift", "已排在后续班次"),
}
"""Why a ticket goes on."""


def closing_lines(closing: Closing, language: Language) -> Iterator[str]:
    """Counts, what was assumed, what goes on, everybody's hours."""
    counts = closing.counts()
    yield language.of(
        "{received} tickets = {finished} finished + {cancelled} cancelled + {open} open; {visits} visits.",
        "{received} 张工单 = 完成 {finished} + 取消 {cancelled} + 未完 {open}；上门 {visits} 次。",
    ).format(**counts, visits=len(closing.attempts))
    if closing.assumed:
        names = language.list(list(closing.assumed))
        yield language.of(f"Nobody reported the end of {len(closing.assumed)}: {names}",
                          f"{len(closing.assumed)} 张未回报完成，按计划计：{names}")  # fmt: skip
    for entry in closing.going_on:
        age = "" if entry.age is None else language.of(f", {span(entry.age)} old", f"，已 {span_zh(entry.age)}")
        yield f"  {entry.ticket.id}: {language.of(*WHY[entry.why])}{age}"
    for statement in closing.statements:
        yield "  " + statement_line(statement, language)
    for trouble in closing.said:
        yield language.of("note: ", "说明：") + trouble_text(trouble, language)


def statement_line(statement: ShiftStatement, language: Language) -> str:
    """One engineer's shift in a line."""
    said = span_zh if language is Language.ZH else span
    english = "{shift}: {visits} visits, {service} at customers, {driving} driving, {overtime} overtime, {standby} free"
    chinese = "{shift}：上门 {visits} 次，服务 {service}，路程 {driving}，加班 {overtime}，待命 {standby}"
    return language.of(english, chinese).format(
        shift=statement.shift,
        visits=statement.visits,
        service=said(statement.service),
        driving=said(statement.driving),
        overtime=said(statement.overtime),
        standby=said(statement.standby),
    )
