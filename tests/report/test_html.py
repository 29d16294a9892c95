"""The report as a file: complete in itself, and safe whatever customers wrote."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from models.finding import Report
from models.interval import FOREVER
from models.judge import judge
from models.place import Place
from models.plan import Plan
from models.problem import Problem
from models.ticket import Window
from scheduler.report import Proof, html, write_html
from scheduler.report.bars import bars
from scheduler.report.html import SCRIPTS, _read
from scheduler.report.payload import COLOURS, marks
from tests.report import days

HOSTILE = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> \" & ' \ud800"


class Elements(HTMLParser):
    """Every element with its attributes, and the text of the one that is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        id = self.found[-1][1].get("id") if self.found else None
        if id:
            self.text[id] = self.text.get(id, "") + data


def parsed(text: str) -> Elements:
    elements = Elements()
    elements.feed(text)
    return elements


def data(text: str) -> Any:
    return json.loads(parsed(text).text["data"])


@pytest.fixture(scope="module")
def planned() -> tuple[Problem, Plan, Report]:
    problem = days.day(24, policy=days.policy())
    plan = days.greedy(problem)
    return problem, plan, judge(problem, plan)


def test_the_page_asks_the_network_for_nothing(planned: tuple[Problem, Plan, Report]) -> None:
    text = html(*planned)
    for tag, attributes in parsed(text).found:
        assert not {"src", "href", "srcset", "action", "poster"} & set(attributes), tag
    assert "sourceMappingURL" not in text and "@import" not in text
    assert "default-src 'none'" in text, "and the browser would refuse it if it did"


def test_hostile_text_stays_text(planned: tuple[Problem, Plan, Report], tmp_path: Path) -> None:
    problem, plan, report = planned
    tickets = tuple(
        one.but(title=HOSTILE, customer=HOSTILE, place=one.place.but(address=HOSTILE)) for one in problem.tickets
    )
    engineers = tuple(one.but(name=HOSTILE) for one in problem.engineers)
    nasty = problem.replace(tickets=tickets, engineers=engineers, name=HOSTILE)
    plain = [tag for tag, _ in parsed(html(*planned)).found]
    text = write_html(nasty, plan, report, tmp_path / "report.html").read_text("utf-8")
    assert [tag for tag, _ in parsed(text).found] == plain, "not one element more than for harmless text"
    assert data(text)["tickets"][0]["title"] == HOSTILE.replace("\ud800", "?")


def test_every_open_ticket_is_in_the_page_once(planned: tuple[Problem, Plan, Report]) -> None:
    problem, plan, _ = planned
    shown = data(html(*planned))["tickets"]
    assert sorted(one["id"] for one in shown) == sorted(one.id for one in problem.tickets)
    assert sum("reason" in one for one in shown) == len(plan.unserved)
    assert sum("start" in one for one in shown) == len(plan.served())


def test_money_in_the_page_is_the_judges(planned: tuple[Problem, Plan, Report]) -> None:
    page = data(html(*planned))
    assert page["cost"] == planned[2].cost / 1000
    assert sum(cost for _, cost, _ in page["costs"]) == pytest.approx(page["cost"])


def test_times_read_as_the_wall_clock_of_the_day(planned: tuple[Problem, Plan, Report]) -> None:
    """08:00 at +08:00 is midnight UTC; the page must show 08:00 in every browser, so it carries 08:00 as if UTC."""
    spans = data(html(*planned))["spans"]
    shift = next(span for span in spans if span[1] == "shift")
    assert shift[2] % 86_400_000 == 8 * 3_600_000


def test_the_page_says_no_more_than_was_proved(planned: tuple[Problem, Plan, Report]) -> None:
    cost = planned[2].cost
    assert data(html(*planned))["proof"]["en"] == "how far from the best plan was not proved"
    half = data(html(*planned, proof=Proof(cost // 2)))["proof"]
    assert half["en"].startswith("at most 101 %") and half["zh"].startswith("在本策略下")
    assert data(html(*planned, proof=Proof(cost)))["gap"] == "0"


@pytest.mark.parametrize(
    ("bound", "percent"), [(999_999, "0.00011"), (990_000, "1.1"), (995_000, "0.51"), (1, "99999900")]
)
def test_a_gap_is_rounded_up_never_down(bound: int, percent: str) -> None:
    """1,000,000 over 999,999 is 0.000100..01 % too much: 0.0001 would be a lie."""
    shown = Proof(bound).percent(1_000_000)
    assert shown is not None and f"{shown:f}" == percent
    assert shown / 100 * bound >= 1_000_000 - bound


def test_a_bound_of_zero_proves_nothing_unless_the_plan_is_free() -> None:
    assert Proof(0).words(12_340) == Proof().words(12_340)
    assert Proof(0).words(0)[0].endswith("proved")


def test_a_gap_of_a_starved_search_says_how_little_processor_time_it_had() -> None:
    """Ten seconds by the clock: nine of the processor are usual, four are not; a budget of work is never starved."""
    assert "machine was busy" not in Proof(500_000, "time", "engine", seconds=10.0, cpu_seconds=9.0).words(1_000_000)[0]
    english, chinese = Proof(500_000, "time", "engine", seconds=10.0, cpu_seconds=4.04).words(1_000_000)
    assert english.endswith("; the machine was busy: the search had 4.0 s of processor time in 10.0 s")
    assert "10.0 秒" in chinese and "4.0 秒" in chinese
    assert "busy" not in Proof(500_000, "iterations", "engine", seconds=10.0, cpu_seconds=4.04).words(1_000_000)[0]


def test_the_page_follows_the_browser_when_nothing_is_asked_for(planned: tuple[Problem, Plan, Report]) -> None:
    assert data(html(*planned))["language"] is None


def test_contact_and_half_open_windows_reach_the_page(planned: tuple[Problem, Plan, Report]) -> None:
    problem, plan, report = planned
    first, *rest = problem.tickets
    windows = (Window(start=-FOREVER, end=30_600), Window(start=36_000, end=FOREVER))
    said = first.but(contact="王女士", phone="138 0000 0000", note="后门", windows=windows)
    page = data(html(problem.replace(tickets=(said, *rest)), plan, report))
    ticket = next(one for one in page["tickets"] if one["id"] == said.id)
    assert (ticket["contact"], ticket["phone"], ticket["note"]) == ("王女士", "138 0000 0000", "后门")
    (open_start, until), (since, open_end) = ticket["windows"]
    assert open_start is None and open_end is None and since > until


def test_the_page_opens_in_the_language_asked_for(planned: tuple[Problem, Plan, Report]) -> None:
    assert '<html lang="zh-CN">' in html(*planned, language="zh")
    assert data(html(*planned, language="zh"))["language"] == "zh"


def test_every_word_exists_in_both_languages_and_every_word_used_exists() -> None:
    words = json.loads(_read("page/words.json"))
    assert all(len(pair) == 2 and all(pair) for pair in words.values())
    for en, zh in words.values():
        assert sorted(re.findall(r"\{\d\}", en)) == sorted(re.findall(r"\{\d\}", zh)), en
    own = "".join(_read(name) for name in (*SCRIPTS, "page/report.html") if name.startswith("page/"))
    used = set(re.findall(r'word\("(\w+)"', own)) | set(re.findall(r'data-word="(\w+)"', own))
    assert used <= set(words)
    unused = [word for word in words if not re.search(rf"\b{word}\b", own) and not re.match(r"tier\d", word)]
    assert unused == []


def test_scripts_and_styles_cannot_end_their_element() -> None:
    for name in SCRIPTS:
        assert "</script" not in _read(name).lower() and "<!--" not in _read(name), name


def test_our_own_script_never_makes_markup_from_text() -> None:
    for name in SCRIPTS:
        if name.startswith("page/"):
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", _read(name)), name


def test_bars_of_a_route_fill_it_without_holes(planned: tuple[Problem, Plan, Report]) -> None:
    """From departure to return every second is driving, waiting, a visit, a break or time off."""
    problem, plan, _ = planned
    for route in plan.routes:
        engineer, _ = problem.shift[route.shift]
        away = [(span.start, span.end) for span in (*engineer.absences, *engineer.trainings)]
        pieces = sorted([(bar.start, bar.end) for bar in bars(problem, route) if bar.kind != "overtime"] + away)
        at = route.depart
        for start, end in pieces:
            if end <= route.depart or start >= route.end:
                continue
            assert start <= at, (route.shift, start, at)
            at = max(at, end)
        assert at >= route.end


def test_driving_in_the_bars_is_the_travel_time(planned: tuple[Problem, Plan, Report]) -> None:
    problem, plan, _ = planned
    for route in plan.routes:
        engineer, _ = problem.shift[route.shift]
        places = [engineer.start, *(problem.ticket[id].place for id in route.tickets), engineer.end_place]
        legs = sum(problem.travel.leg(a, b)[0] for a, b in pairwise(places))
        assert sum(bar.end - bar.start for bar in bars(problem, route) if bar.kind == "drive") == legs


def test_places_without_coordinates_are_not_on_the_map() -> None:
    problem = days.day(12)
    tickets = tuple(one.but(place=Place(id=one.place.key)) for one in problem.tickets)
    engineers = tuple(one.but(start=Place(id=one.start.key)) for one in problem.engineers)
    named = problem.replace(tickets=tickets, engineers=engineers)
    page = data(html(named, days.greedy(named), Report()))
    assert not any("at" in ticket for ticket in page["tickets"])
    assert all(route["line"] == [] for route in page["routes"]) and page["territories"] == []


def test_an_empty_day_has_a_report() -> None:
    problem = days.day(3).replace(engineers=(), tickets=())
    page = data(html(problem, Plan(), Report()))
    assert page["days"] == [] and page["tickets"] == [] and page["served"] == 0


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", COLOURS)
def test_white_figures_can_be_read_on_every_colour(colour: str) -> None:
    """WCAG AA for text: a contrast of 4.5."""
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_forty_engineers_have_different_lines() -> None:
    assert len(set(marks(40))) == 40


def test_files_stay_under_a_megabyte_each() -> None:
    folder = Path(__file__).parents[2] / "scheduler" / "report"
    assert all(path.stat().st_size < 1_000_000 for path in folder.rglob("*") if path.is_file())
    licences = {path.name for path in (folder / "vendor").glob("*.LICENSE.txt")}
    assert licences == {"leaflet.LICENSE.txt", "vis-timeline.LICENSE.txt", "vis-timeline.bundled.LICENSE.txt"}


def test_a_report_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.html"
    target.write_text("the old one")

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    problem = days.day(3)
    with pytest.raises(OSError, match="space"):
        write_html(problem, Plan(), judge(problem, Plan()), target)
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert target.read_text() == "the old one"
