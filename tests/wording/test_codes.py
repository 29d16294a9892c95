"""Every code once, in two languages, with a page that is kept complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.errors import InputError
from scheduler.explain import CODES
from scheduler.wording.codes import CHANGES, ENGINEERS, MOVES, REASONS, REMEDIES, VERDICTS, pages

ROOT = Path(__file__).parents[2]
each = pytest.mark.parametrize("code", CODES)


def test_no_code_has_two_meanings() -> None:
    tables = {"reason": REASONS, "engineer": ENGINEERS, "remedy": REMEDIES, "verdict": VERDICTS, "change": CHANGES,
              "move": MOVES}  # fmt: skip
    assert len(CODES) == sum(map(len, tables.values()))
    for kind, codes in tables.items():
        assert {one.kind for one in codes.values()} == {kind}


@each
def test_a_code_speaks_two_languages_of_the_same_data(code: str) -> None:
    one = CODES[code]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert one.en.isascii()
    for text in (one.zh, one.about_zh):
        assert any("一" <= sign <= "鿿" for sign in text)
    english, chinese = (set(re.findall(r"{(\w+)}", text)) for text in (one.en, one.zh))
    assert english == chinese


@each
def test_a_page_says_what_it_means_and_what_to_do(code: str) -> None:
    for text in (pages.page(code), pages.page(code, markdown=True)):
        assert CODES[code].about in text.replace("\n  ", "\n")
        assert "What to do" in text


def test_the_pages_of_the_documentation_are_what_the_codes_say(tmp_path: Path) -> None:
    """When this fails, run ``paigong reasons --out docs/reasons``."""
    assert pages.write_pages(tmp_path) == len(CODES) + 1
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    kept = ROOT / "docs" / "reasons"
    assert {path.name: path.read_text(encoding="utf-8") for path in kept.iterdir()} == made


def test_every_code_that_the_sources_name_exists() -> None:
    """Codes are words in quotes behind ``Change(``, ``Concession(``, ``reason(problem,`` and in the tables of codes."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "scheduler" / "explain").rglob("*.py")]
    named = {code for text in texts for code in re.findall(r'Change\(\s*"([a-z-]+)"', text)}
    rules = [path.read_text(encoding="utf-8") for path in (ROOT / "models").rglob("*.py")]
    conceded = {code for text in rules for code in re.findall(r'Concession\(\s*"([a-z-]+)"', text)}
    assert len(conceded) > 12
    named |= conceded
    named |= {code for text in texts for code in re.findall(r'reason\([\w.]+, "([a-z-]+)"', text)}
    assert len(named) > 20
    assert named <= set(CODES)


def test_an_unknown_code_gets_the_nearest_name() -> None:
    with pytest.raises(InputError, match="Maybe you mean 'too-dear'"):
        pages.page("too-deer")
