"""The page of a roster: who works when, what is short, what it costs, how far from the cheapest."""

from __future__ import annotations

from html import escape

from models.roster import RosterProblem
from models.roster.entities import LEAVE, OFF, TRAINING
from models.roster.rules import ROSTER_RULES
from models.text import Text
from scheduler.report.document import both, page, pane, said, table
from scheduler.roster.solve import RosterResult

STYLE = """
main { max-width: 2000px; }
.rota { width: 100%; border-collapse: collapse; font-size: 12px; }
.rota th, .rota td { padding: 3px 2px; text-align: center; white-space: nowrap; border: 1px solid #e3e9ef; }
.rota th:first-child { text-align: left; position: sticky; left: 0; background: #fff; }
.rota .free { background: #f4f6f8; color: #8a96a2; }
.rota .away { background: #ece8f6; }
.rota .standby { background: #f6ecc8; }
.rota .weekend { background: #eef1f5; }
.rota .wish { outline: 2px solid #0b6b50; outline-offset: -2px; }
.rota .missed { outline: 2px solid #c14a00; outline-offset: -2px; }
.rota .short { background: #fde4d5; color: #8a3500; font-weight: 600; }
"""
TITLES = {rule.id: rule.title for rule in ROSTER_RULES} | {
    "shortage": ("too few people", "人手不足"),
    "loan": ("help elsewhere", "外借"),
}
OWN = {OFF: ("·", "·"), LEAVE: ("leave", "休假"), TRAINING: ("training", "培训")}


def page_of(problem: RosterProblem, result: RosterResult, chinese: bool = False) -> str:
    """The whole page; one file, no network, no script."""
    assert result.report is not None
    assert result.cost is not None
    last = problem.dates[-1]
    gap = 0.0 if result.gap is None else 100 * result.gap
    proof = "the cheapest there is" if result.optimal else f"at most {gap:.1f} % above the cheapest"
    zh_proof = "已证明最便宜" if result.optimal else f"比最便宜的至多贵 {gap:.1f} %"
    about = Text(
        f"{problem.first} to {last}, {len(problem.people)} people; costs {result.cost / 1000:,.2f}, "
        f"{proof} under these rules",
        f"{problem.first} 至 {last}，{len(problem.people)} 人；费用 {result.cost / 1000:,.2f}，在这些规则下{zh_proof}",
    )
    note = Text(
        "Green frame: a wish that is granted; orange: one that is not. Yellow: standby. "
        "Last rows: people there / wanted, red where they are too few.",
        "绿框：已满足的意愿；橙框：未满足。黄色：备班。末行：到岗 / 需要，人手不足为红色。",
    )
    parts = [
        pane("rota", Text("Who works when", "排班表"), f'<div class="scroll">{_rota(problem, result)}</div>', note),
        pane("costs", Text("What it costs", "费用构成"), _costs(result)),
        pane("fair", Text("Who has had how much", "均摊情况"), _fair(problem, result)),
    ]
    return page(Text("Roster", "排班表"), about, parts, chinese, STYLE)


def _rota(problem: RosterProblem, result: RosterResult) -> str:
    assert result.roster is not None
    days = "".join(
        f'<th class="{"weekend" if day.weekday() >= 5 or day in problem.holidays else ""}">{day.month}-{day.day}<br>'
        f"{both('MTWTFSS'[day.weekday()], '一二三四五六日'[day.weekday()])}</th>"
        for day in problem.dates
    )
    wishes = {(wish.person, wish.day): wish.duty for wish in problem.wishes}
    rows = []
    for person in problem.people:
        cells = []
        for number, (day, name) in enumerate(zip(problem.dates, result.roster.duties[person.id], strict=True)):
            duty = problem.duty.get(name)
            kind = "free" if name == OFF else "away" if duty is None else "standby" if duty.standby else ""
            wish = wishes.get((person.id, day))
            kind += "" if wish is None else " wish" if wish == name else " missed"
            where = result.roster.lent.get((person.id, number))
            words = both(*OWN[name]) if name in OWN else escape(name)
            cells.append(f'<td class="{kind}">{words}{f"<br>→ {escape(where)}" if where else ""}</td>')
        rows.append(f"<tr><th>{escape(person.id)} {escape(person.name)}</th>{''.join(cells)}</tr>")
    for territory, table_ in sorted(problem.shortage.items()):
        cells = []
        for number, costs in enumerate(table_):
            there, wanted = int(result.roster.there(problem, territory, number)), len(costs) - 1
            short = costs[min(there, wanted)] > 0
            cells.append(f'<td class="{"short" if short else ""}">{there}/{wanted}</td>')
        rows.append(f"<tr><th>{escape(territory)}</th>{''.join(cells)}</tr>")
    return f'<table class="rota"><thead><tr><th></th>{days}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _costs(result: RosterResult) -> str:
    assert result.report is not None
    rows = [
        [both(*TITLES.get(rule, (rule, rule))), f"{cost / 1000:,.2f}"]
        for rule, cost in sorted(result.report.costs.items(), key=lambda pair: -pair[1])
    ]
    return table([Text("rule", "规则"), Text("money", "费用")], rows or [[said(Text("nothing", "无")), "0.00"]])


def _fair(problem: RosterProblem, result: RosterResult) -> str:
    """Counts before and after, person by person."""
    assert result.roster is not None
    rows = []
    for person in problem.people:
        row = list(zip(problem.dates, result.roster.duties[person.id], strict=True))
        worked = [(day, problem.duty[name]) for day, name in row if name in problem.duty]
        now = {
            "weekends": sum(day.weekday() >= 5 for day, _ in worked),
            "nights": sum(duty.night for _, duty in worked),
            "standbys": sum(duty.standby for _, duty in worked),
            "holidays": sum(day in problem.holidays for day, _ in worked),
        }
        hours = sum(duty.minutes for _, duty in worked) / 60
        contract = person.weekly / 60 * problem.days / 7
        cells = [f"{person.history.get(name, 0):g} + {count}" for name, count in now.items()]
        rows.append([f"{escape(person.id)} {escape(person.name)}", f"{hours:.0f} / {contract:.0f}", *cells])
    headings = [
        Text("person", "人员"),
        Text("hours / contract", "工时 / 合同"),
        Text("weekends", "周末"),
        Text("nights", "夜班"),
        Text("standby", "备班"),
        Text("holidays", "节假日"),
    ]
    return table(headings, rows)
