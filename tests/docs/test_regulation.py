"""The page of the regulation: its tables are the contract's, and its commands run from records to a different plan."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from scheduler.loaders.records.pages import records_page
from tests.cli.shell import command, environment

ROOT = Path(__file__).parents[2]


def test_the_tables_of_records_are_current() -> None:
    """When this fails, run ``python -m scheduler.loaders.records.pages``."""
    assert records_page() in (ROOT / "docs" / "regulation.md").read_text(encoding="utf-8")
    assert records_page(chinese=True) in (ROOT / "docs" / "zh" / "regulation.md").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("page", ["regulation.md", "zh/regulation.md"])
def test_the_month_end_runs_line_by_line_from_records_to_a_different_plan(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "shanghai-hvac", tmp_path / "data" / "shanghai-hvac")
    blocks = re.findall(r"```bash\n(.*?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.S)
    said = {}
    for line in (line for block in blocks for line in block.splitlines()):
        words = shlex.split(line.replace("--seconds 5", "--iterations 300"))
        ended = subprocess.run(
            command(*words[1:]), capture_output=True, text=True, cwd=tmp_path, env=environment(), check=False
        )
        assert ended.returncode in (0, 10), f"{line}\n{ended.stderr}"
        said[line] = ended.stdout
    explained = next(text for line, text in said.items() if line.startswith("paigong explain"))
    if page.startswith("zh"):
        assert re.search(r"评分为 [\d.]+（\d+ 条评价，自 2026-08-26 起）", explained)
        return
    before, after = (
        (tmp_path / "out" / name / "plan.csv").read_text(encoding="utf-8-sig") for name in ("before", "after")
    )
    assert before != after
    assert re.search(r"has a score of [\d.]+ \(\d+ ratings, since 2026-08-26\)", explained)
