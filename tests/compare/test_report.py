"""The report of a study: what it says, and how it looks in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.compare.compare import compare
from scheduler.compare.executors import Failure
from scheduler.compare.report import html, write_report
from scheduler.compare.scenario import Scenario
from scheduler.compare.study import Study
from tests.compare.small import FAST, MORE, scenario, week
from tests.report.browser import launched, opened

EVIL = Scenario("</script><b id=evil>x", (*FAST.steps,), "a note & more")
OTHERS = scenario("more work", {"scale-demand": {"factor": 1.5}}, {"prices": {"travel-cost": {"per_hour": 80}}})


@pytest.fixture(scope="module")
def study() -> Study:
    return compare(week(3), [MORE, EVIL, OTHERS], seeds=1, iterations=800, workers=1)


def test_every_scenario_has_its_card_its_changes_and_its_map(study: Study) -> None:
    page = html(study)
    assert page.count('class="card-s') == 4
    assert page.count('class="maps"') == 3
    assert "+ E01+1" in page
    assert "travel-cost: per_hour 60.0 → 80.0" in page


def test_nobodys_text_becomes_markup(study: Study) -> None:
    assert "<b id=evil>" not in html(study)
    assert "a note &amp; more" in html(study)


def test_names_of_people_in_maps_are_text() -> None:
    named = {
        name: day.replace(engineers=tuple(one.but(name="<i>Eve</i>") for one in day.engineers))
        for name, day in week(2).items()
    }
    page = html(compare(named, [FAST], seeds=1, iterations=300, workers=1))
    assert "&lt;i&gt;Eve" in page
    assert "<i>Eve" not in page


def test_not_even_the_currency_or_a_row_of_the_input_becomes_markup(study: Study) -> None:
    from dataclasses import replace

    page = html(replace(study, currency="<b id=evil>"), ["day0: t.csv:3: title='<b id=evil>'"])
    assert "<b id=evil>" not in page
    assert page.count("&lt;b id=evil&gt;") > 3


def test_failed_cells_are_said_at_the_top(study: Study) -> None:
    from dataclasses import replace

    page = html(replace(study, failures={("one more", "day0", 1): Failure("MemoryError: no more")}))
    assert "MemoryError: no more" in page
    assert page.index("MemoryError") < page.index('class="cards"')


@pytest.fixture(scope="module")
def shown(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = write_report(study, tmp_path_factory.mktemp("report") / "report.html")
    with launched() as browser, opened(browser, path, 1360) as seen:
        yield seen


@pytest.mark.browser
@pytest.mark.slow
class TestInABrowser:
    def test_it_needs_no_network_and_makes_no_error(self, shown: Any) -> None:
        assert shown.errors == []
        assert len(shown.requests) == 1

    def test_nothing_sticks_out_of_the_page(self, shown: Any) -> None:
        for width in (1360, 700):
            shown.page.set_viewport_size({"width": width, "height": 900})
            assert shown.page.evaluate("document.documentElement.scrollWidth") <= width

    def test_a_scenarios_dot_lies_on_the_side_that_its_difference_says(self, shown: Any, study: Study) -> None:
        plot = shown.page.locator('figure[data-figure="cost.travel-cost"], figure[data-figure="cost"]').first
        zero = float(plot.locator("line.zero").get_attribute("x1"))
        for index, name in enumerate(study.others):
            found = study.difference(name)
            assert found is not None
            x = float(plot.locator("circle.dot").nth(index).get_attribute("cx"))
            assert (x < zero) == (found.mean < 0) or abs(x - zero) < 0.2

    def test_labels_do_not_leave_their_pictures(self, shown: Any) -> None:
        outside = shown.page.evaluate(
            """[...document.querySelectorAll('#differences svg, #tradeoffs svg')].flatMap(svg => {
              const frame = svg.getBoundingClientRect();
              return [...svg.querySelectorAll('text')].filter(t => {
                const b = t.getBoundingClientRect();
                return b.left < frame.left - 1 || b.right > frame.right + 1;
              }).map(t => t.textContent);
            })"""
        )
        assert outside == []

    def test_it_speaks_one_language_at_a_time(self, shown: Any) -> None:
        heading = shown.page.locator("#differences h2")
        assert heading.inner_text() == "Differences"
        shown.page.click("label[for=show-zh]")
        assert heading.inner_text() == "差别"
        shown.page.click("label[for=show-en]")
