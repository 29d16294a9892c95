"""The report in a real browser, from disk, with the network off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from models.text import Text
from models.ticket import Pin
from scheduler.report import Proof, Reason, write_html
from tests.report import days
from tests.report.browser import Opened, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@dataclass
class Shown:
    """A report on the screen."""

    problem: Problem
    plan: Plan
    seen: Opened

    def __post_init__(self) -> None:
        self.page = self.seen.page
        self.served = self.plan.served()

    def visit(self, ticket: str) -> str:
        return f'#gantt .face[data-ticket="{ticket}"]'

    def spot(self, ticket: str) -> str:
        return f'#map .stop[data-ticket="{ticket}"]'

    def line(self, ticket: str) -> str:
        return f'#panel tr[data-ticket="{ticket}"]'

    def count(self, selector: str) -> int:
        return int(self.page.locator(selector).count())


@contextmanager
def drawn(
    browser: Any, tickets: int, folder: Path, dates: int = 1, width: int = 1440, locale: str = "en-GB"
) -> Iterator[Shown]:
    problem = days.day(tickets, policy=days.policy(), days=dates)
    first, second, *rest = problem.tickets
    problem = problem.replace(tickets=(first.but(title="</script><b id=evil>x", pin=Pin()), second, *rest))
    plan = days.greedy(problem)
    report = judge(problem, plan)
    reasons = {
        id: Reason("too-dear", Text(f"Reason of {id}", f"{id} 的原因"), "E01: 20 min late") for id in plan.unserved
    }
    proof = Proof(round(report.cost / 1.013), "time", "engine")
    path = write_html(problem, plan, report, folder / "report.html", proof=proof, unserved_reasons=reasons)
    with opened(browser, path, width, locale=locale) as seen:
        yield Shown(problem, plan, seen)
        assert seen.errors == []
        assert [url for url in seen.requests if not url.startswith("file:")] == []
        assert len(seen.requests) == 1, "one file is all it takes"


@pytest.fixture(scope="module")
def small(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    with drawn(browser, 20, tmp_path_factory.mktemp("small")) as shown:
        yield shown


@pytest.fixture(autouse=True)
def calm(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test starts from the whole picture, in English."""
    yield
    if "small" in request.fixturenames:
        page = request.getfixturevalue("small").page
        page.keyboard.press("Escape")
        page.click("#filter-clear")
        page.click('[data-language="en"]')


def test_there_is_a_row_for_every_engineer_with_a_shift(small: Shown) -> None:
    rows = small.page.locator("#gantt .row").evaluate_all("nodes => nodes.map(node => node.dataset.engineer)")
    assert rows == [one.id for one in small.problem.engineers if one.shifts]


def test_every_visit_has_a_bar_and_every_ticket_a_spot(small: Shown) -> None:
    assert small.count("#gantt .face[data-ticket]") == len(small.served)
    assert small.count("#map .stop") == len(small.problem.tickets)
    assert small.count("#map .stop.left") == len(small.plan.unserved)


def test_the_header_shows_money_proof_and_counts(small: Shown) -> None:
    text = small.page.inner_text("#figures")
    assert "at most 1.3 % above the best plan possible under this policy" in " ".join(text.split()) or "1.4 %" in text
    assert f"{len(small.served)} / {len(small.problem.tickets)}" in text
    assert not small.page.is_visible("#alert")


def test_a_title_with_markup_in_it_is_only_text(small: Shown) -> None:
    assert small.count("#evil") == 0
    small.page.click("#tab-tickets")
    assert "</script><b id=evil>x" in small.page.inner_text("#panel")


def test_hovering_tells_ticket_customer_window_promise_and_price(small: Shown) -> None:
    late = next(
        id
        for id, (_, visit) in small.served.items()
        if (due := small.problem.ticket[id].respond_by) and visit.start > due
    )
    small.page.hover(small.visit(late))
    note = small.page.inner_text("#hover")
    ticket = small.problem.ticket[late]
    assert ticket.id in note and ticket.customer in note and ticket.place.address in note
    assert "Appointment" in note and "Start by" in note and "late" in note and "What it costs" in note
    small.page.mouse.move(5, 5)
    small.page.wait_for_selector("#hover", state="hidden")


def test_choosing_a_bar_marks_the_spot_and_the_line_and_opens_the_card(small: Shown) -> None:
    small.page.click("#tab-tickets")
    chosen = next(iter(small.served))
    small.page.click(small.visit(chosen))
    assert chosen in small.page.inner_text("#card h3")
    assert "chosen" in small.page.get_attribute(small.spot(chosen), "class")
    assert small.page.get_attribute(small.line(chosen), "aria-selected") == "true"
    assert small.count("#gantt .vis-item.visit.vis-selected") == 1
    small.page.keyboard.press("Escape")
    assert not small.page.is_visible("#card") and small.count("#map .stop.chosen") == 0


def test_choosing_a_line_or_a_spot_marks_the_bar(small: Shown) -> None:
    small.page.click("#tab-tickets")
    first, second = list(small.served)[:2]
    small.page.click(small.line(first))
    assert small.page.evaluate("paigong.gantt.timeline.getSelection()") == [f"visit:{first}"]
    small.page.locator(small.spot(second)).dispatch_event("click")
    assert small.page.evaluate("paigong.gantt.timeline.getSelection()") == [f"visit:{second}"]
    assert small.page.get_attribute(small.line(second), "aria-selected") == "true"


def test_an_unserved_ticket_tells_its_reason(small: Shown) -> None:
    small.page.click("#tab-unserved")
    assert small.count("#panel tbody tr") == len(small.plan.unserved)
    left = small.plan.unserved[0]
    small.page.click(small.line(left))
    card = small.page.inner_text("#card")
    assert f"Reason of {left}" in card and "E01: 20 min late" in card
    assert "chosen" in small.page.get_attribute(small.spot(left), "class")


def test_the_keyboard_reaches_and_chooses_visits(small: Shown) -> None:
    route = max(small.plan.routes, key=lambda route: len(route.visits))
    first, second = route.tickets[:2]
    small.page.focus(small.visit(first))
    small.page.keyboard.press("ArrowRight")
    assert small.page.evaluate("document.activeElement.dataset.ticket") == second
    small.page.keyboard.press("Enter")
    assert second in small.page.inner_text("#card h3")


def test_a_territory_leaves_its_engineers_and_tickets(small: Shown) -> None:
    small.page.click("#tab-tickets")
    small.page.select_option("#filter-territory", "north")
    north = [one.id for one in small.problem.engineers if "north" in one.territories]
    assert small.page.locator("#gantt .row").evaluate_all("nodes => nodes.map(node => node.dataset.engineer)") == north
    assert small.count("#panel tbody tr") == sum(one.territory == "north" for one in small.problem.tickets)


def test_an_engineer_leaves_her_row_and_her_tickets(small: Shown) -> None:
    small.page.click("#tab-tickets")
    route = small.plan.routes[1]
    small.page.select_option("#filter-engineer", route.engineer)
    assert small.count("#gantt .row") == 1
    assert small.count("#panel tbody tr") == len(route.visits)


def test_words_leave_the_tickets_that_have_them(small: Shown) -> None:
    small.page.click("#tab-tickets")
    one, other = small.plan.routes[0].tickets[0], small.plan.routes[-1].tickets[0]
    small.page.fill("#filter-text", f"{one}，{other.lower()}")
    assert small.count("#panel tbody tr") == 2
    assert small.count("#gantt .row") == 2
    faded = small.count("#gantt .vis-item.visit.faded")
    assert faded == len(small.plan.routes[0].visits) + len(small.plan.routes[-1].visits) - 2
    small.page.fill("#filter-text", "no such words")
    assert small.page.is_visible("#gantt-empty")


def test_trouble_only_leaves_what_is_late(small: Shown) -> None:
    small.page.click("#tab-tickets")
    small.page.check("#filter-late")
    assert small.count("#panel tbody tr") == small.count("#gantt .vis-item.visit.late") > 0


def test_the_language_switch_changes_every_pane(small: Shown) -> None:
    small.page.click("#tab-unserved")
    small.page.click('[data-language="zh"]')
    text = small.page.inner_text("body")
    for words in ("总费用", "工程师日程", "路线", "未安排", "在本策略下", "的原因", "初级"):
        assert words in text, words
    for words in ("Cost", "Routes", "Unserved", "junior"):
        assert words not in text, words
    assert small.page.get_attribute("html", "lang") == "zh-CN"


def test_a_filter_counts_on_the_tabs(small: Shown) -> None:
    small.page.select_option("#filter-territory", "north")
    north = {one.id for one in small.problem.tickets if one.territory == "north"}
    assert small.page.inner_text("#tab-tickets .count") == str(len(north))
    assert small.page.inner_text("#tab-unserved .count") == str(len(north & set(small.plan.unserved)))


def test_breaks_overtime_absences_and_trainings_are_drawn(small: Shown) -> None:
    routes = small.plan.routes
    assert small.count("#gantt .vis-item.break") >= sum(route.rest is not None for route in routes) > 0
    late = sum(route.end > small.problem.shift[route.shift][1].end for route in routes)
    assert small.count("#gantt .vis-item.overtime") == late > 0
    assert small.count("#gantt .vis-item.absence") == sum(len(one.absences) for one in small.problem.engineers) > 0
    assert small.count("#gantt .vis-item.training") == sum(len(one.trainings) for one in small.problem.engineers) > 0


def test_every_tab_shows_a_table(small: Shown) -> None:
    for tab in ("unserved", "tickets", "costs", "kpis"):
        small.page.click(f"#tab-{tab}")
        assert small.count("#panel tbody tr") > 0, tab


def test_ordinary_prices_are_no_breaches(small: Shown) -> None:
    """The plan breaks nothing: the tab of broken rules says so, every price is listed beside the costs."""
    assert small.page.inner_text("#tab-findings .count") == "0"
    small.page.click("#tab-findings")
    assert "No rule is broken" in small.page.inner_text("#panel")
    small.page.click("#tab-costs")
    paid = [finding for finding in judge(small.problem, small.plan).findings if not finding.hard]
    assert small.page.inner_text("#panel h3 .count") == str(len(paid))


def test_the_report_opens_in_the_language_of_the_browser(browser: Any, tmp_path: Path) -> None:
    with drawn(browser, 10, tmp_path, locale="zh-CN") as shown:
        assert "工程师日程" in shown.page.inner_text("body")
        shown.page.click('[data-language="en"]')
        assert "Engineers' day" in shown.page.inner_text("body")


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_a_phone_shows_hours_and_cards_and_nothing_sideways(browser: Any, tmp_path: Path, locale: str) -> None:
    with drawn(browser, 40, tmp_path, width=390, locale=locale) as shown:
        page = shown.page
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        for whole_day in (False, True):
            if whole_day:
                page.click("#zoom button >> nth=0")
                page.wait_for_timeout(300)
            axis = page.locator("#gantt .vis-time-axis .vis-minor").all_inner_texts()
            assert sum(text.endswith(":00") for text in axis) >= 3, axis
        label, gantt = page.locator("#gantt .row").first.bounding_box(), page.locator("#gantt").bounding_box()
        assert label["width"] < 0.3 * gantt["width"], "time has the room, not the names"
        page.click("#tab-tickets")
        row = page.locator("#panel tr[data-ticket]").first
        cells = [box for cell in row.locator("td").all() if (box := cell.bounding_box())]
        assert all(low["y"] >= high["y"] + high["height"] - 1 for high, low in pairwise(cells)), "one below the other"
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in cells)
        assert not page.locator("#panel thead").is_visible()


def test_three_hundred_tickets_stay_readable(browser: Any, tmp_path: Path) -> None:
    """All rows and bars are there, the Gantt scrolls inside itself, and a choice far down comes into view."""
    with drawn(browser, 300, tmp_path) as shown:
        page = shown.page
        assert page.evaluate("paigong.gantt.shown.length") == len(shown.problem.engineers)
        assert page.evaluate("paigong.gantt.items.get({filter: one => one.kind === 'visit'}).length") == len(
            shown.served
        )
        assert shown.count("#map .stop") == 300
        assert page.locator("#gantt").bounding_box()["height"] < 0.75 * 900
        route = shown.plan.routes[-1]
        page.click("#tab-tickets")
        page.click(shown.line(route.tickets[-1]))
        row = page.locator(f'#gantt .row[data-engineer="{route.engineer}"]').bounding_box()
        frame = page.locator("#gantt").bounding_box()
        assert frame["y"] <= row["y"] and row["y"] + row["height"] <= frame["y"] + frame["height"] + 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 1440, "no sideways scrolling"


def test_of_several_days_the_map_shows_the_one_chosen(browser: Any, tmp_path: Path) -> None:
    """The report opens on the first day; unserved tickets belong to every day."""
    with drawn(browser, 24, tmp_path, dates=2) as shown:
        starts = [visit.start for _, visit in shown.served.values()]
        first, second = sum(start < 86_400 for start in starts), sum(start >= 86_400 for start in starts)
        assert first and second

        def on_map() -> int:
            return shown.count("#map .stop:visible") - len(shown.plan.unserved)

        assert on_map() == first
        shown.page.click("#zoom button:nth-child(2)")
        assert on_map() == second
        assert shown.page.get_attribute("#zoom button:nth-child(2)", "aria-pressed") == "true"
        shown.page.click("#zoom button:nth-child(3)")
        assert on_map() == first + second
