"""The page of the standing ladder: who stands where, what is proposed, how likely chance alone is."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from models.people.ladder import LABELS, EngineerStanding, EntryState
from models.sections.standing_ladder import StandingLadder
from models.text import Text
from scheduler.people.report.frame import people_page
from scheduler.report.document import both, card, cards, pane, percent, prose, said, table

STATES = {
    "proposed": Text("proposed", "已提议"), "noticed": Text("notice given", "已通知"), "confirmed": Text("confirmed", "已确认"),
    "rejected": Text("rejected", "已驳回"),
}  # fmt: skip
COLOURS = {"active": "good", "warned": "open", "suspended": "bad", "dismissed": "bad"}


def standing_page(
    standing: Sequence[EngineerStanding],
    ladder: StandingLadder,
    at: date,
    without: Sequence[str] = (),
    chinese: bool = False,
) -> str:
    """The page; ``without`` = what it would be like without these entries."""
    about = Text(f"at the end of {at}" + (f", as if {', '.join(without)} had never been" if without else ""),
                 f"截至 {at}" + (f"，假设 {', '.join(without)} 从未发生" if without else ""))  # fmt: skip
    counts = {
        word: sum(known.standing == word for known in standing)
        for word in ("active", "warned", "suspended", "dismissed")
    }
    waiting = [(known, state) for known in standing for state in known.proposals]
    parts = [
        cards([*(card(LABELS[word], str(count), kind="warn" if word != "active" and count else "") for word, count in counts.items()),
               card(Text("Waiting for a person", "等待处理"), str(len(waiting)))]),
        pane("waiting", Text("What waits for a named person", "等待具名人员处理"), _entries(waiting, ladder)),
        pane("standing", Text("Where everybody stands", "各人状态"), _standing(standing)),
        pane("history", Text("Decided entries", "已决定的事项"),
             _entries([(known, state) for known in standing for state in known.entries if state not in known.proposals], ladder)),
        pane("how", Text("How to read this", "如何阅读"), _how(ladder)),
    ]  # fmt: skip
    return people_page(Text("Standing", "状态阶梯"), about, parts, chinese)


def _entries(entries: Sequence[tuple[EngineerStanding, EntryState]], ladder: StandingLadder) -> str:
    if not entries:
        return prose([Text("Nothing.", "无。")])
    headings = [Text("Entry", "事项"), Text("Engineer", "工程师"), Text("Day", "日期"), Text("What", "内容"), Text("By chance alone", "纯属偶然的概率"),
                Text("State", "进展"), Text("Next", "下一步")]  # fmt: skip
    return table(headings, (
        [escape(state.entry.id), escape(known.engineer), f'<span class="day">{state.entry.day}</span>',
         said(state.entry.what) + f" <small>{escape(', '.join(state.entry.visits))}</small>", chance(state, ladder),
         said(STATES[state.state]), _next(state)]
        for known, state in entries
    ), "left")  # fmt: skip


def chance(state: EntryState, ladder: StandingLadder) -> str:
    """How likely such a run is in a year by chance alone, by the engineer's own share and the tier's."""
    entry = state.entry
    if entry.chance is None or entry.tier_chance is None:
        return "–"
    text = both(f"{percent(entry.chance)} (own share {percent(entry.bad_share)}), tier's share {percent(entry.tier_chance)}",
                f"{percent(entry.chance)}（本人差评率 {percent(entry.bad_share)}），按级别 {percent(entry.tier_chance)}")  # fmt: skip
    if max(entry.chance, entry.tier_chance) > ladder.chance_note:
        text += (
            ' <span class="badge open">'
            + both("may be chance: look at the visits", "可能属偶然：请查看这些上门")
            + "</span>"
        )
    return text


def _next(state: EntryState) -> str:
    if state.faults:
        return both("; ", "；").join(said(fault) for fault in state.faults)
    match state.state:
        case "proposed":
            return both("notice to the engineer, with the entry", "将事项通知工程师")
        case "noticed":
            return both(
                f"hearing from {state.hearing_from}, then a decision", f"{state.hearing_from} 起听取意见，然后决定"
            )
        case "confirmed" if state.appeal_until is not None:
            return both(
                f"counts from {state.effective}; appeal until {state.appeal_until}",
                f"自 {state.effective} 起计；申诉至 {state.appeal_until}",
            )
        case "confirmed":
            return both(f"counts from {state.effective}; final", f"自 {state.effective} 起计；已终局")
    return both("counts for nothing", "不计")


def _standing(standing: Sequence[EngineerStanding]) -> str:
    headings = [Text("Engineer", "工程师"), Text("Standing", "状态"), Text("Since", "自"), Text("Step", "级"), Text("Falls back", "回落日"),
                Text("Note", "说明")]  # fmt: skip
    order = sorted(standing, key=lambda known: (-known.step, known.engineer))
    return table(headings, (
        [escape(known.engineer), f'<span class="badge {COLOURS[known.standing]}">{said(LABELS[known.standing])}</span>',
         str(known.since or "–"), str(known.step), str(known.falls_back or "–"), _note(known)]
        for known in order
    ), "left")  # fmt: skip


def _note(known: EngineerStanding) -> str:
    if not known.end_proposed:
        return ""
    text = said(LABELS["end proposed"])
    return text + (both(": ", "：") + said(known.end_waits_for) if known.end_waits_for else "")


def _how(ladder: StandingLadder) -> str:
    return prose([
        Text(f"{ladder.run} bad ratings in a row, or a serious breach, make an entry. It counts only when a named person has confirmed it after a notice, "
             f"{ladder.hearing_days} working days and a hearing; an appeal is open for {ladder.appeal_days} days. Each entry is one step: warned, suspended for "
             f"training, proposal to end the contract. A step falls back after {ladder.fall_back_days} days without an entry.",
             f"连续 {ladder.run} 个差评或一次严重违规构成一个事项。只有在通知、{ladder.hearing_days} 个工作日并听取意见之后由具名人员确认，事项才生效；申诉期 {ladder.appeal_days} 天。"
             f"每个事项上升一级：警告、停职培训、提议终止合同。{ladder.fall_back_days} 天无事项则回落一级。"),
        Text("Runs happen by chance. The column says how likely one is within a year for somebody with this share of bad ratings: where that is not rare, look "
             "at the visits; a part, a price or the product may be the cause, and a second person can mark the rating.",
             "连续差评可能出于偶然。该列给出以此差评率一年内出现的概率：若并不罕见，请查看这些上门；原因可能是备件、价格或产品，可由第二人标注该评价。"),
        Text("Nobody's standing follows from a score or a rank.", "任何人的状态都不由评分或名次决定。"),
    ])  # fmt: skip
