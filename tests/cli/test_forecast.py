"""``paigong forecast`` from a file to a folder."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.call import Call
from tests.forecast.histories import FIRST, planted


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighteen weeks of two kinds of work, with Chinese headings; some tickets are open."""
    demand = planted(1, days=126)
    path = tmp_path_factory.mktemp("history") / "历史.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["工单号", "创建", "区域", "工作类型", "完成", "时长"])
        number = 0
        for row, cell in enumerate(demand.cells):
            for column, count in enumerate(demand.counts[row]):
                for _ in range(int(count)):
                    number += 1
                    day = FIRST + timedelta(days=column)
                    closed = "" if number % 40 == 0 else f"{day + timedelta(days=2)} 10:00"
                    writer.writerow([f"T{number}", f"{day} 09:00", *cell, closed, 60])
    return path


def test_a_history_becomes_tables_a_page_and_a_backtest(history: Path, tmp_path: Path, call: Call) -> None:
    code, out, _ = call("forecast", history, "--timezone", "Asia/Shanghai", "--out", tmp_path / "out", "--horizon", 14)
    assert code == 0
    assert "80 of 100 cases" in out
    assert "past mornings" in out
    assert "less than a year of history" in out
    rows = list(csv.DictReader((tmp_path / "out/forecast.csv").read_text("utf-8-sig").splitlines()))
    assert {row["level"] for row in rows} == {"company", "territory", "work-type", "cell"}
    company = [row for row in rows if row["level"] == "company"]
    assert company[0]["day"] == (FIRST + timedelta(days=126)).isoformat()
    for day in {row["day"] for row in rows}:
        parts = [float(row["mean"]) for row in rows if row["level"] == "cell" and row["day"] == day]
        total = next(float(row["mean"]) for row in company if row["day"] == day)
        assert sum(parts) == pytest.approx(total, abs=0.01)  # each is rounded
        assert float(company[0]["hours"]) == pytest.approx(float(company[0]["mean"]), rel=0.01)  # an hour each
    data = json.loads((tmp_path / "out/forecast.json").read_text("utf-8"))
    assert data["backtest"]
    page = (tmp_path / "out/report.html").read_text("utf-8")
    assert "Demand to come" in page
    assert "需求预测" in page


def test_it_answers_in_chinese(history: Path, call: Call) -> None:
    code, out, _ = call("forecast", history, "--language", "zh", "--horizon", 7)
    assert code == 0
    assert "八成情况" in out


def test_a_row_that_cannot_be_read_is_named_or_set_aside(history: Path, tmp_path: Path, call: Call) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(history.read_text("utf-8") + "T-x,yesterday,north,leak,,60\n", encoding="utf-8")
    code, _, err = call("forecast", bad)
    assert code == 2
    assert "yesterday" in err
    code, out, _ = call("forecast", bad, "--reject-bad-rows", "--horizon", 7)
    assert code == 10
    assert "1 rows are set aside" in out or "1 row is set aside" in out


def test_ten_days_are_too_few_and_an_unknown_country_is_named(history: Path, tmp_path: Path, call: Call) -> None:
    short = tmp_path / "short.csv"
    lines = [f"T{k},{date(2026, 3, 1) + timedelta(days=k)},a,b" for k in range(10)]
    short.write_text("ticket,created,territory,work_type\n" + "\n".join(lines), encoding="utf-8")
    code, _, err = call("forecast", short)
    assert code == 2
    assert "two weeks" in err
    code, _, err = call("forecast", history, "--country", "XX")
    assert code == 2
    assert "XX" in err


def test_own_days_off_are_known(history: Path, tmp_path: Path, call: Call) -> None:
    day = FIRST + timedelta(days=129)
    (tmp_path / "days.csv").write_text(f"day,kind\n{day},holiday\n", encoding="utf-8")
    code, out, _ = call("forecast", history, "--calendar", tmp_path / "days.csv", "--horizon", 14, "--json")
    assert code == 0
    rows = json.loads(out)["forecast"]
    assert next(row["kind"] for row in rows if row["day"] == day.isoformat()) == "holiday"
    (tmp_path / "days.csv").write_text(f"day,kind\n{day},holliday\n", encoding="utf-8")
    code, _, err = call("forecast", history, "--calendar", tmp_path / "days.csv")
    assert code == 2
    assert "holliday" in err
    assert "Maybe you mean 'holiday'" in err
