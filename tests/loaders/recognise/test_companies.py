"""Two made-up companies, from their own files to a day, with the steps counted."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from models.engineer import TierLevel
from models.errors import InputError
from models.problem import Problem
from scheduler.loaders import load, load_with_rejects
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.recognise.files import files_in, sheets_in
from scheduler.loaders.recognise.propose import MappingProposal, propose
from scheduler.loaders.recognise.write import text_of

COMPANIES = Path(__file__).parents[2] / "data" / "companies"


def proposed(name: str, **answers: str) -> MappingProposal:
    return propose(sheets_in(files_in([COMPANIES / name]), InputIssues()), answers)


def day_of(name: str, folder: Path, **answers: str) -> Problem:
    """The day under the mapping as it is written to a file and read back."""
    proposal = proposed(name, **answers)
    file = folder / "mine.yaml"
    file.write_text(text_of(proposal, dict(answers)), encoding="utf-8")
    return load(COMPANIES / name, mapping=file)


@pytest.mark.parametrize("name", ["erp-zh", "erp-zh-csv", "jobs-en", "lifts-zh", "calls-us"])
def test_a_company_answers_at_most_three_questions(name: str) -> None:
    proposal = proposed(name)
    assert len(proposal.questions) <= 3 and not proposal.problems
    assert all(question.default for question in proposal.questions)  # Enter takes it


def test_a_chinese_workbook_with_title_and_sums_becomes_a_day(tmp_path: Path) -> None:
    day = day_of("erp-zh", tmp_path, coord_sys="wgs84")
    # sixty orders under four title rows, with three subtotals, a total and a footer between and below
    assert len(day.tickets) == 60 and len(day.engineers) == 9
    first = day.ticket["FWGD2026110005"]
    assert (first.duration, first.priority, first.status) == (9000, 4, "finished")  # 2.5 h, 不急, 已完成
    assert [need.skill for need in first.skills] == ["制冷", "电工"]  # split at 、
    window = first.windows[0]
    assert (day.clock.text(window.start), day.clock.text(window.end)) == ("12:00", "18:00")  # 下午
    assert day.engineer["GCS004"].tier is TierLevel.SENIOR or day.engineer["GCS004"].tier == TierLevel.SENIOR
    assert set(day.engineer["GCS004"].territories) == {"城东片区", "城西片区", "滨江片区"}
    # the roster holds two days; one is planned, its day and hours stand in two columns
    assert all(day.clock.text(shift.start) in ("08:30", "10:00") for _, shift in day.shifts)
    assert first.contact  # the engineer asks for her


def test_the_same_sheets_saved_as_csv_in_china_become_the_same_day(tmp_path: Path) -> None:
    one = day_of("erp-zh", tmp_path, coord_sys="gcj02")
    (tmp_path / "csv").mkdir()
    two = day_of("erp-zh-csv", tmp_path / "csv", coord_sys="gcj02")
    assert [t.but(extra={}) for t in one.tickets] == [t.but(extra={}) for t in two.tickets]
    assert one.engineers == two.engineers


def test_english_files_with_local_formats_become_a_day(tmp_path: Path) -> None:
    day = day_of("jobs-en", tmp_path, timezone="Europe/Amsterdam")
    assert len(day.tickets) == 43  # 44 less the one on hold
    first = day.ticket["J-20140"]
    assert (first.place.lat, first.place.lon) == (52.31602, 4.91559)  # decimal commas
    assert first.duration == 2700 and first.priority == 3  # 0,75 hours
    assert first.resolve_by is not None and day.clock.iso(first.resolve_by) == "2026-11-30T17:00:00+01:00"  # day first
    assert (day.clock.text(first.windows[0].start), day.clock.text(first.windows[0].end)) == ("08:00", "10:00")
    assert {one.id for one in day.engineers} == {"T01", "T02", "T03", "T04", "T06", "T07"}  # T05 left
    (absence,) = day.engineer["T03"].absences
    assert day.clock.text(absence.start) == "13:00"
    ((_, shift),) = [pair for pair in day.shifts if pair[0].id == "T01"]
    assert shift.rest is not None and shift.rest.length == 1800 and day.clock.text(shift.rest.earliest) == "12:00"


def test_a_folder_beyond_doubt_is_read_without_a_mapping() -> None:
    loaded = load_with_rejects(COMPANIES / "erp-zh")
    assert len(loaded.problem.tickets) == 60
    said = [note.message for note in loaded.notes if note.rule in ("recognised", "assumed")]
    assert any("recognised as orders" in text for text in said)
    assert any("coord_sys is gcj02" in text for text in said)  # nothing is taken for granted in silence


def test_a_folder_with_a_doubt_is_refused_with_the_question_and_the_verb(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load(COMPANIES / "jobs-en")
    (trouble,) = caught.value.troubles
    assert trouble.rule == "question" and "paigong mapping" in trouble.maybe
    for file in (COMPANIES / "jobs-en").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "day.yaml").write_text("timezone: Europe/Amsterdam\n")
    assert len(load(tmp_path).tickets) == 43  # day.yaml answers it


def test_the_written_mapping_says_what_was_assumed_and_what_is_not_used() -> None:
    text = text_of(proposed("jobs-en"), {})
    assert "Status: orders that are On hold are left out" in text
    assert "# not used: Mobile" in text and "headings in row 4" in text
    assert yaml.safe_load(text)["tables"]["tickets"]["columns"]["duration_min"]["unit"] == "h"
    assert "# 随工单保留" in text_of(proposed("erp-zh"), {}, "zh")


@pytest.mark.parametrize("name", ["erp-zh", "jobs-en", "lifts-zh", "calls-us"])
def test_every_row_and_column_of_a_company_is_accounted_for(name: str, tmp_path: Path) -> None:
    from scheduler.loaders.mapped import read_mapped
    from scheduler.loaders.mapping import mapping_from

    desk = InputIssues()
    read_mapped(COMPANIES / name, mapping_from(proposed(name).data, "m"), desk)
    left = [account for account in desk.ledger.accounts() if account.kind == "key" and account.open]
    assert left == []


def test_a_company_that_the_recogniser_was_not_made_for_is_read_with_one_answer(tmp_path: Path) -> None:
    """Written by somebody who had not seen the recogniser: repairs, staff and roster of a Chinese workbook."""
    assert [question.id for question in proposed("repairs-zh").questions] == ["coord_sys"]
    day = day_of("repairs-zh", tmp_path, coord_sys="gcj02")
    assert (len(day.tickets), len(day.engineers), len(day.shifts)) == (24, 4, 4)
    assert all(ticket.windows and ticket.contact for ticket in day.tickets)
    assert {len(engineer.skills) for engineer in day.engineers} == {1, 2, 3}  # split at 、


def test_people_are_numbered_as_the_roster_calls_them_and_a_promise_is_a_window(tmp_path: Path) -> None:
    """The heading Technician is the name here: taken for the number once, every shift was of nobody, and the promised
    hours were kept as a note."""
    assert [question.id for question in proposed("workorders-us").questions] == ["timezone"]
    day = day_of("workorders-us", tmp_path, timezone="America/Chicago")
    assert (len(day.tickets), len(day.engineers), len(day.shifts)) == (20, 4, 4)
    assert day.engineer["T1"].name == "Technician 1"
    windows = {ticket.windows[0].end - ticket.windows[0].start for ticket in day.tickets}
    assert windows == {3 * 3600}
    assert {ticket.tier for ticket in day.tickets} > {TierLevel.JUNIOR}


def test_times_of_which_nothing_was_made_are_said(tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv"
    rows = "".join(f"W{k},51.5,-0.1,30,Boiler,2026-11-24 1{k}:00\n" for k in range(5))
    orders.write_text(f"Job No,Lat,Lon,Minutes,Trade,Zeitpunkt\n{rows}", encoding="utf-8")
    remarks = [remark.text for remark in propose(sheets_in(files_in([orders]), InputIssues())).remarks]
    assert "Zeitpunkt: holds times and is not used; name it in the mapping if it is a window or a deadline" in remarks


def test_a_lift_company_with_a_roster_of_letters_is_read_with_one_answer(tmp_path: Path) -> None:
    assert [question.id for question in proposed("lifts-zh").questions] == ["coord_sys"]
    day = day_of("lifts-zh", tmp_path, coord_sys="gcj02")
    assert day.clock.origin.date().isoformat() == "2026-11-24"  # in the title; the roster has fifteen days
    assert (len(day.tickets), len(day.engineers)) == (30, 7)  # one has left
    hours = {f"{day.clock.text(shift.start)}-{day.clock.text(shift.end)}" for _, shift in day.shifts}
    assert hours == {"08:00-16:30", "12:00-20:00"}  # A and B
    assert {engineer.cost_per_hour for engineer in day.engineers} >= {38_500, 44_500}
    # a column called 要求资质 is what people hold as 持证: without it anybody would be sent
    assert any({"电梯作业T", "登高证"} == set(ticket.certificates) for ticket in day.tickets)
    assert {ticket.duration for ticket in day.tickets} <= {1800, 3600, 5400, 7200}


def test_a_plumber_with_a_weekly_schedule_is_read_with_one_answer(tmp_path: Path) -> None:
    assert [question.id for question in proposed("calls-us").questions] == ["timezone"]
    day = day_of("calls-us", tmp_path, timezone="America/New_York")
    assert day.clock.origin.date().isoformat() == "2026-11-24"  # in the name of the file
    assert [engineer.name for engineer in day.engineers] == ["Mike Jones", "Ann Lee", "Bob Cox", "Sue Day"]
    hours = {engineer.id: [day.clock.text(one.start) for one in engineer.shifts] for engineer in day.engineers}
    assert hours == {"101": ["08:00"], "102": ["07:00"], "103": ["12:00"], "104": []}
    assert {ticket.priority for ticket in day.tickets} == {1, 2, 3}  # E is an emergency
    assert any(ticket.duration == 5400 for ticket in day.tickets) and all(t.duration >= 2700 for t in day.tickets)
    assert any(ticket.required for ticket in day.tickets) and any(ticket.windows for ticket in day.tickets)
    assert day.engineers[0].cost_per_overtime_hour == 1_000_000
