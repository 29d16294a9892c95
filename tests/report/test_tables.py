"""CSV tables and the workbook: what is in them, and what a spreadsheet must not make of it."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import pytest

from models.clock import HOUR
from models.finding import Finding, Report
from models.interval import FOREVER
from models.judge import judge
from models.plan import Plan, Visit
from models.problem import Problem
from models.ticket import Window
from scheduler.report import Proof, Reason, write_csv, write_xlsx
from scheduler.report.workbook import sheet_names
from tests.report import days

NASTY = (
    "=1+1",
    "+86 21 5555",
    "-10 °C in the room",
    "@SUM(A1)",
    '=HYPERLINK("x","y")',
    "\tindented",
    'line\nbreak, "quote"',
)


@pytest.fixture(scope="module")
def planned() -> tuple[Problem, Plan, Report]:
    problem = days.day(24, policy=days.policy())
    plan = days.greedy(problem)
    return problem, plan, judge(problem, plan)


def renamed(problem: Problem, titles: tuple[str, ...]) -> Problem:
    """The same day with these titles on its first tickets, and on the customers too."""
    tickets = [one.but(title=title, customer=title) for one, title in zip(problem.tickets, titles, strict=False)]
    return problem.replace(tickets=(*tickets, *problem.tickets[len(titles) :]))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_test_day_breaks_no_rule(planned: tuple[Problem, Plan, Report]) -> None:
    assert planned[2].broken == ()
    assert planned[1].unserved, "a day on which everything is served shows too little"


def test_every_visit_and_every_unserved_ticket_has_one_row(
    planned: tuple[Problem, Plan, Report], tmp_path: Path
) -> None:
    visits, left = (rows(path) for path in write_csv(*planned, tmp_path))
    problem, plan, _ = planned
    assert [row["ticket"] for row in visits] == [id for route in plan.routes for id in route.tickets]
    assert sorted(row["ticket"] for row in left) == sorted(plan.unserved)
    assert len(visits) + len(left) == len(problem.tickets)


def test_times_and_lengths_of_a_row_are_those_of_the_visit(
    planned: tuple[Problem, Plan, Report], tmp_path: Path
) -> None:
    problem, plan, _ = planned
    route, clock = plan.routes[0], problem.clock
    second, visit = rows(write_csv(*planned, tmp_path)[0])[1], route.visits[1]
    ticket = problem.ticket[visit.ticket]
    assert second["sequence"] == "2" and second["shift"] == route.shift
    assert clock.seconds(second["start"]) == visit.start and clock.seconds(second["depart"]) == route.visits[0].finish
    assert float(second["wait_min"]) == pytest.approx((visit.start - visit.arrive) / 60, abs=0.05)
    travel, metres = problem.travel.leg(problem.ticket[route.visits[0].ticket].place, ticket.place)
    assert float(second["travel_min"]) == pytest.approx(travel / 60, abs=0.05)
    assert float(second["travel_km"]) == metres / 1000


def test_cost_columns_add_up_to_the_rows_cost_and_slack_is_negative_when_late(
    planned: tuple[Problem, Plan, Report], tmp_path: Path
) -> None:
    late = 0
    for row in rows(write_csv(*planned, tmp_path)[0]):
        parts = [float(value) for name, value in row.items() if name.startswith("cost_")]
        assert float(row["cost"]) == pytest.approx(sum(parts))
        slack = row["response_slack_min"]
        assert (float(row["cost_response-sla"]) > 0) == (slack != "" and float(slack) < 0)
        late += slack.startswith("-")
    assert late, "the day should have a late visit, or this test shows nothing"


def test_files_begin_with_a_mark_that_excel_needs_for_chinese(
    planned: tuple[Problem, Plan, Report], tmp_path: Path
) -> None:
    for path in write_csv(*planned, tmp_path):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "延安路" in (tmp_path / "plan.csv").read_text("utf-8-sig")


def test_given_reasons_are_shown_and_the_judges_sentence_stands_in(
    planned: tuple[Problem, Plan, Report], tmp_path: Path
) -> None:
    problem, plan, report = planned
    explained = plan.unserved[0]
    reasons = {explained: Reason("nobody-may", "Nobody has the skill.", "E01: level 1, needed 3")}
    left = {row["ticket"]: row for row in rows(write_csv(problem, plan, report, tmp_path, unserved_reasons=reasons)[1])}
    assert left[explained]["reason"] == "nobody-may" and left[explained]["detail"] == "E01: level 1, needed 3"
    other = left[plan.unserved[1]]
    assert other["reason"] == "not-explained" and plan.unserved[1] in other["sentence"]


def test_day_sheets_and_plan_files_carry_contact_telephone_window_and_note(
    planned: tuple[Problem, Plan, Report], tmp_path: Path
) -> None:
    """A window that is open on one side says so, instead of showing a year in the distant past or future."""
    from openpyxl import load_workbook

    problem, plan, report = planned
    windows = (Window(start=8 * HOUR, end=10 * HOUR), Window(start=-FOREVER, end=12 * HOUR),
               Window(start=13 * HOUR, end=FOREVER), Window(start=-FOREVER, end=FOREVER))  # fmt: skip
    shown = ("08:00-10:00", "until 12:00 前", "from 13:00 起", "")
    served = [id for route in plan.routes for id in route.tickets][:4]
    window_of = dict(zip((*served, plan.unserved[0]), (*windows, windows[1]), strict=True))
    tickets = [
        one.but(contact=f"联系人{one.id}", phone="021-5555", note="后门", windows=(window_of[one.id],))
        if one.id in window_of else one
        for one in problem.tickets
    ]  # fmt: skip
    problem = problem.replace(tickets=tickets)
    visits, left = map(rows, write_csv(problem, plan, report, tmp_path))
    for id, text in zip(served, shown, strict=True):
        row = next(row for row in visits if row["ticket"] == id)
        assert (row["contact"], row["phone"], row["window"], row["note"]) == (f"联系人{id}", "021-5555", text, "后门")
    row = next(row for row in left if row["ticket"] == plan.unserved[0])
    assert (row["phone"], row["window"], row["note"]) == ("021-5555", "until 12:00 前", "后门")
    assert re.search("[一-鿿]", row["sentence_zh"])
    book = load_workbook(write_xlsx(problem, plan, report, tmp_path / "plan.xlsx"))
    cells = {cell.value for sheet in book.worksheets[2:] for line in sheet.iter_rows() for cell in line}
    assert {*(f"联系人{id}" for id in served), "021-5555", *filter(None, shown)} <= cells
    assert any("后门" in str(cell) for cell in cells)


def test_unserved_tickets_are_sorted_by_urgency(planned: tuple[Problem, Plan, Report], tmp_path: Path) -> None:
    priorities = [row["priority"] for row in rows(write_csv(*planned, tmp_path)[1])]
    assert priorities == sorted(priorities)


def test_text_that_begins_like_a_formula_stays_text_in_csv(
    planned: tuple[Problem, Plan, Report], tmp_path: Path
) -> None:
    problem = renamed(planned[0], NASTY)
    cells = [cell for path in write_csv(problem, *planned[1:], tmp_path) for row in rows(path) for cell in row.values()]
    assert not [
        cell for cell in cells if cell.startswith(("=", "+", "@", "\t")) or (cell.startswith("-") and not number(cell))
    ]
    assert "'=1+1" in cells and 'line\nbreak, "quote"' in cells


def number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_a_plan_that_does_not_fit_the_day_can_be_written(planned: tuple[Problem, Plan, Report], tmp_path: Path) -> None:
    """Unknown tickets, unknown shifts: left out here, named by the judge."""
    problem, plan, _ = planned
    ghost = Visit(ticket="T-0", arrive=0, start=0, finish=60)
    first = plan.routes[0].but(visits=(ghost, *plan.routes[0].visits))
    wrong = plan.but(routes=(first, *plan.routes[1:], first.but(shift="nobody")), unserved=("T-00", *plan.unserved))
    report = judge(problem, wrong)
    assert report.broken
    visits, left = (rows(path) for path in write_csv(problem, wrong, report, tmp_path))
    assert "T-0" not in {row["ticket"] for row in visits} and "T-00" not in {row["ticket"] for row in left}
    write_xlsx(problem, wrong, report, tmp_path / "plan.xlsx")


def test_the_workbook_has_an_overview_the_unserved_and_a_sheet_for_each_engineer(
    planned: tuple[Problem, Plan, Report], tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    problem, plan, report = planned
    book = load_workbook(write_xlsx(*planned, tmp_path / "plan.xlsx", proof=Proof(report.cost, "optimal")))
    assert book.sheetnames[:2] == ["Overview 总览", "Unserved 未安排"]
    assert book.sheetnames[2:] == [problem.engineer[route.engineer].shown() for route in plan.routes]
    assert "no plan is better" in str(book.worksheets[0]["A2"].value)
    for route, sheet in zip(plan.routes, book.worksheets[2:], strict=True):
        column = [sheet.cell(row, 8).value for row in range(5, sheet.max_row + 1)]
        assert [cell for cell in column if cell] == list(route.tickets)
        starts = [cell.value for cell in sheet["D"][4:] if cell.value]
        assert starts == sorted(starts), "a day sheet is read from top to bottom"
        assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$4:$4"


def test_day_sheets_say_how_long_somebody_waits(planned: tuple[Problem, Plan, Report], tmp_path: Path) -> None:
    from openpyxl import load_workbook

    _, plan, _ = planned
    book = load_workbook(write_xlsx(*planned, tmp_path / "plan.xlsx"))
    waits = {visit.ticket: round((visit.start - visit.arrive) / 60) for route in plan.routes for visit in route.visits}
    said = {sheet.cell(row, 8).value: sheet.cell(row, 7).value
            for sheet in book.worksheets[2:] for row in range(5, sheet.max_row + 1)}  # fmt: skip
    assert {id: said[id] or 0 for id in waits} == waits
    assert book.worksheets[2]["G4"].value.startswith("等待 Wait")


def test_the_workbook_calculates_nothing_that_a_customer_wrote(
    planned: tuple[Problem, Plan, Report], tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    problem, plan, report = planned
    problem = renamed(problem, (*NASTY, "bell \x07 and \x00 nothing", "x" * 40_000))
    found = Finding("plan", True, "=cmd|' /C calc'!A0", ticket="=1", engineer="@x")
    said = Report((found, *report.findings), report.costs)
    book = load_workbook(write_xlsx(problem, plan, said, tmp_path / "plan.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    values = {cell.value for cell in cells}
    assert {"=1+1", "=cmd|' /C calc'!A0", "bell   and   nothing"} <= values
    assert all(cell.quotePrefix for cell in cells if isinstance(cell.value, str) and cell.value.startswith("="))


def test_a_workbook_does_not_say_when_it_was_written(planned: tuple[Problem, Plan, Report], tmp_path: Path) -> None:
    """Equal plans give equal files, today and tomorrow: the only date inside is the start of the horizon."""
    path = write_xlsx(*planned, tmp_path / "plan.xlsx")
    with zipfile.ZipFile(path) as book:
        core = book.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.findall(r">(\d{4}-[^<]*)<", core) == ["2026-11-23T16:00:00Z"] * 2
    assert write_xlsx(*planned, tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_money_in_the_overview_adds_up_to_the_total(planned: tuple[Problem, Plan, Report], tmp_path: Path) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(write_xlsx(*planned, tmp_path / "plan.xlsx")).worksheets[0]
    lines = [(row[0].value, row[1].value) for row in sheet.iter_rows(min_row=4, max_col=2)]
    head = next(n for n, (name, _) in enumerate(lines) if name == "规则 Rule")
    total = next(n for n, (name, _) in enumerate(lines) if str(name).startswith("合计 Total"))
    assert sum(value for _, value in lines[head + 1 : total]) == pytest.approx(lines[total][1])
    assert lines[total][1] == planned[2].cost / 1000


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        (["派工" * 20] * 2, ["派工" * 15 + "派", "派工" * 13 + "派 (2)"]),
        (["a/b", "A:B"], ["a b", "A B (2)"]),
        (["History", "overview"], ["History (2)", "overview (2)"]),
        (["[]", ""], ["Sheet", "Sheet (2)"]),
    ],
)
def test_sheet_names_are_such_as_excel_takes(wanted: list[str], given: list[str]) -> None:
    made = sheet_names(wanted, taken=["Overview"])
    assert made == given
    assert all(0 < len(name) <= 31 for name in made)
