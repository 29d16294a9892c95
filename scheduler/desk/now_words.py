"""The board of a running day in words."""

from __future__ import annotations

from collections.abc import Iterator

from models.clock import span
from models.events.state import Dispute
from models.text import span_zh
from scheduler.desk.now import DayNow, PersonNow, TicketTrouble
from scheduler.wording.language import Language
from scheduler.wording.spoken import lines
from scheduler.wording.troubles import trouble_text

DOING = {
    "before-shift": ("not on shift yet", "未上班"),
    "away": ("away", "不在岗"),
    "at-depot": ("not left yet", "尚未出发"),
    "driving": ("driving to {ticket}", "前往 {ticket}"),
    "waiting": ("waiting at {ticket}", "在 {ticket} 等候"),
    "working": ("working on {ticket}", "正在服务 {ticket}"),
    "break": ("on a break", "休息中"),
    "free": ("free", "空闲"),
    "returning": ("on the way back", "返程"),
    "back": ("back", "已返回"),
}
"""What somebody does, in words."""

CONCERNS = {
    "lost": ("cannot take place as people know it", "无法按已通知的安排上门"),
    "sla": ("misses its SLA", "将超出 SLA"),
    "late": ("later than promised", "晚于承诺"),
    "unserved": ("nobody serves it", "无人服务"),
    "risk": ("at risk", "有风险"),
}
"""Kinds of trouble, the most urgent first."""


@lines.register
def now_lines(now: DayNow, language: Language, limit: int | None = None) -> Iterator[str]:
    """Who is where, then what needs somebody's eye."""
    text = now.situation.problem.clock.text
    looks = {kind: [trouble for trouble in now.troubles if trouble.kind == kind] for kind in CONCERNS}
    counts = language.list([f"{language.of(*CONCERNS[kind])} {len(alike)}" for kind, alike in looks.items() if alike])
    nothing = language.of("nothing is late or at risk", "无迟到或风险")
    yield f"{text(now.at)}: {counts or nothing}"
    for person in now.people:
        yield "  " + _person(now, person, language)
    for kind, alike in looks.items():
        if alike:
            yield language.of(*CONCERNS[kind]).capitalize() + language.of(":", "：")
            yield from ("  " + _trouble(now, trouble, language) for trouble in alike)
    if now.disputes:
        yield language.of(f"Disputed ({len(now.disputes)}):", f"有争议（{len(now.disputes)}）：")
        yield from (f"  {_dispute(dispute, language)}" for dispute in now.disputes)
    for notice in now.notices:
        yield language.of("Notice: ", "提示：") + language.text(notice.text)


def _person(now: DayNow, person: PersonNow, language: Language) -> str:
    text = now.situation.problem.clock.text
    doing = language.of(*DOING[person.doing]).format(ticket=person.ticket)
    since = "" if person.since is None else language.of(f" since {text(person.since)}", f"（{text(person.since)} 起）")
    until = "" if person.until is None else language.of(f" until {text(person.until)}", f"，至 {text(person.until)}")
    sure = ""
    if person.ticket:
        sure = language.of(" (reported)", "（已报告）") if person.reported else language.of(" (assumed)", "（推定）")
    following = ""
    if person.following and person.at is not None:
        at = text(person.at)
        following = language.of(f"; then {person.following} {at}", f"；下一单 {person.following} {at}")
    return f"{person.engineer} {person.name}".strip() + f"  {doing}{since}{until}{sure}{following}"


def _trouble(now: DayNow, trouble: TicketTrouble, language: Language) -> str:
    text, said = now.situation.problem.clock.text, span_zh if language is Language.ZH else span
    parts = [f"{trouble.ticket.shown()} P{trouble.ticket.priority}"]
    if trouble.engineer and trouble.expected is not None:
        parts.append(f"{trouble.engineer} {text(trouble.expected)}")
    if trouble.promised is not None:
        parts.append(language.of(f"promised {text(trouble.promised)}", f"承诺 {text(trouble.promised)}"))
    if trouble.promised is not None and trouble.expected is not None and trouble.expected > trouble.promised:
        late = said(trouble.expected - trouble.promised)
        parts.append(language.of(f"{late} late", f"晚 {late}"))
    if trouble.due is not None and trouble.kind != "late":
        parts.append(language.of(f"due {text(trouble.due)}", f"期限 {text(trouble.due)}"))
    return language.of(", ", "，").join(parts)


def _dispute(dispute: Dispute, language: Language) -> str:
    said = "" if dispute.trouble is None else trouble_text(dispute.trouble, language)
    return f"{dispute.id} {dispute.event.kind}: {said}"
