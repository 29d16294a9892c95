"""What the README promises is there: commands, pages, pictures, and Python that runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_every_page_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    missing = [link for link in links if not (page.parent / link).exists()]
    assert not missing


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.findall(r"^make (\w+)", README, re.M)
    assert commands[:2] == ["demo", "test"]
    assert all(re.search(rf"^{command}:", makefile, re.M) for command in commands)


def test_every_verb_the_pages_name_is_a_verb_of_the_command() -> None:
    from scheduler.cli.main import verbs

    known = {verb.replace("_", "-") for verb in verbs()}
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    named = {verb for text in texts for verb in re.findall(r"`paigong ([a-z][a-z-]+)", text)}
    assert named - known == set()


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    block = re.search(r"```python\n(.*?)```", README, re.S)
    assert block
    # Work instead of seconds, so that the test is quick and the same everywhere.
    exec(block[1].replace("seconds=5", "iterations=300"), {})
    said = capsys.readouterr().out
    assert "tickets served" in said and "T-001" in said
