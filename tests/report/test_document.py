"""Pages beside the report of a day: what their parts carry to small screens and other languages."""

from __future__ import annotations

from datetime import date
from math import log1p

import pytest

from models.people.pilot import PilotEstimate, PilotReport
from models.text import Text
from scheduler.pilot.design import PilotDesign
from scheduler.pilot.page import pilot_page
from scheduler.report.document import table


def test_every_cell_knows_the_heading_of_its_column_in_both_languages() -> None:
    made = table([Text("Engineer", "工程师"), Text('Loss "net"', "损失")], [["E1", "4.20"]])
    # a phone hides the row of headings and puts each before its cell
    assert '<td data-en="Loss &quot;net&quot;" data-zh="损失">4.20</td>' in made


def test_a_row_without_a_heading_for_each_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        table([Text("Engineer", "工程师")], [["E1", "4.20"]])


def test_waits_of_a_pilot_are_drawn_in_hours() -> None:
    design = PilotDesign("closer", ("north", "south", "west"), 1, date(2026, 6, 1), outcome="wait", drawn=("north",))
    # compared as log(1 + wait): the axis of 20 to 40 hours would else run from 3.0 to 3.7
    weekly = {"treated": (log1p(40.0), log1p(20.0)), "controls": (log1p(40.0), log1p(40.0))}
    found = PilotEstimate(-0.7, -49.0, 0.01, 0.01, 3, -60.0, -30.0)
    report = PilotReport(("north",), ("south", "west"), found, (), weekly, weeks_before=1, verdict="better")
    page = pilot_page(design, report, [])
    assert ">40</text>" in page
    assert ">3.5</text>" not in page
