"""The literature's own plans, scored by our loaders, give the literature's own values."""

from __future__ import annotations

import csv

import pytest

from benchmarks.instance import data_folder
from benchmarks.loaders import kovacs, sdvrptw, solomon, trsp

pytestmark = [
    pytest.mark.benchmark_data,
    pytest.mark.skipif(not data_folder().exists(), reason="no benchmark data: set PAIGONG_BENCHMARKS"),
]


@pytest.mark.parametrize("name", ["R1", "R2", "R6"])
def test_best_known_praxedo_plan_scores_its_published_working_time(name: str) -> None:
    folder = data_folder() / "trsp-praxedo"
    with open(folder / "bks.csv", encoding="utf-8") as file:
        row = next(row for row in csv.DictReader(file) if row["instance"] == name)
    trsp_day = trsp.parse(folder / f"{name}.txt")
    first = len(trsp_day.technicians) + 1  # requests are numbered after the depot and the technicians
    parts = row["routes"].strip("<>").split("|")
    routes = [[int(stop) - first for stop in part.split(",")[1:-1]] if part else [] for part in parts]
    score = trsp.scorer(trsp_day)(routes)
    assert score.value == pytest.approx(float(row["bks_working_time_min"]), abs=1e-3)
    assert score.unserved == int(row["bks_unserved"])


@pytest.mark.parametrize("name", ["PR01", "PR04"])
def test_best_known_site_dependent_plan_scores_its_published_distance(name: str) -> None:
    case = next(sdvrptw.instances(name))
    text = (data_folder() / "sdvrptw" / "SDVRPTW" / f"{name}.sol").read_text()
    tours = [line.split(":")[1].split() for line in text.splitlines() if line.startswith("Route")]
    assert case.score([[int(stop) - 1 for stop in tour] for tour in tours]).value == pytest.approx(case.best, abs=1e-3)


def test_a_late_solomon_tour_is_refused() -> None:
    # C101: customer 5 closes at 67 and customer 1 opens at 912, so nobody can serve 5 after 1.
    case = next(solomon.instances("C101"))
    with pytest.raises(ValueError, match="customer 5 is served late"):
        case.score([[0, 4]])


def test_outsourcing_everything_costs_the_stated_formula() -> None:
    # 200 + (sum of demands)^1.5 for each of the 100 tasks is more than 20,000 in all.
    case = next(kovacs.instances("C101_5x4"))
    score = case.score([[] for _ in range(case.day.m)])
    assert score.unserved == 100
    assert score.value * 1000 == pytest.approx(case.day.unserved_cost.sum(), abs=100)


def test_a_technician_without_the_skill_is_refused() -> None:
    case = next(kovacs.instances("C101_5x4"))
    e, i = next((e, i) for i in range(case.day.n) for e in range(case.day.m) if not case.day.allowed[e, i])
    routes = [[i] if k == e else [] for k in range(case.day.m)]
    with pytest.raises(ValueError, match="without the skill"):
        case.score(routes)
