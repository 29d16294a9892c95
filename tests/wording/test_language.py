"""Which language people are spoken to, and that what is said in it is what the product says."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from models.errors import InputError, Trouble
from models.text import Text
from scheduler.wording.language import Language
from scheduler.wording.phrases import PHRASES
from scheduler.wording.troubles import error_text, phrase, trouble_text

ROOT = Path(__file__).parents[2]


@cache
def sentences_of_the_sources() -> frozenset[str]:
    """Every string of the sources, with a pair of braces for what is filled in."""
    found = set()
    for top in ("models", "scheduler"):
        for path in (ROOT / top).rglob("*.py"):
            if path.name != "phrases.py":
                found |= {_template(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))}
    parts = {part.strip() for text in found for part in re.split(r"\n  Maybe |\n", text)}
    return frozenset(found | parts | {part.removeprefix("Maybe ") for part in parts})


def _template(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def test_phrases_are_still_said_somewhere() -> None:
    """A few may be behind while a reader's sentences change; they are only shown in English then."""
    stale = [english for english in PHRASES if english not in sentences_of_the_sources()]
    assert len(stale) <= len(PHRASES) // 20, stale


@pytest.mark.parametrize(("english", "chinese"), PHRASES.items())
def test_a_phrase_keeps_everything_it_names(english: str, chinese: str) -> None:
    """The gaps are filled with names of their own, all of which are in the Chinese sentence, no brace is left."""
    names = [f"<{k}>" for k in range(english.count("{}"))]
    filled = english
    for name in names:
        filled = filled.replace("{}", name, 1)
    said = phrase(filled, Language.ZH)
    assert all(name in said for name in names)
    assert said.count("{") == filled.count("{") and re.search(r"[\u4e00-\u9fff]", said)


def troubles_of_the_sources() -> dict[str, str]:
    """What every trouble and its advice say, as far as it stands in the call itself -> the file."""
    found: dict[str, str] = {}
    for top in ("models", "scheduler"):
        for path in (ROOT / top).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in ("Trouble", "Bad")
                ):
                    continue
                first = 0 if node.func.id == "Trouble" else 1
                said = [*node.args[first : first + 1], *(word.value for word in node.keywords if word.arg == "maybe")]
                found |= dict.fromkeys(filter(None, map(_template, said)), str(path.relative_to(ROOT)))
    return found


def test_nearly_every_trouble_has_its_chinese() -> None:
    said = troubles_of_the_sources()
    assert len(said) > 300
    left = []
    for english, path in said.items():
        filled = english.replace("{}", "X1")
        if re.search("[a-z]{2}", english.replace("{}", "")) and phrase(filled, Language.ZH) == filled:
            left.append((path, english))
    assert len(left) * 10 < len(said), left


def test_a_trouble_in_chinese_has_place_value_rule_and_advice() -> None:
    trouble = Trouble("'x' is not a number", "tickets.csv", 12, "lat", "x", "number", "one of: a, b.")
    assert trouble_text(trouble, Language.ZH) == (
        "tickets.csv 第 12 行：lat='x'：'x' 不是数字 [number]\n  或许：可选：a, b。"
    )
    assert trouble_text(trouble, Language.EN) == str(trouble)


def test_what_has_no_chinese_is_said_in_english_and_a_text_brings_its_own() -> None:
    assert phrase("nobody ever said this", Language.ZH) == "nobody ever said this"
    assert phrase(Text("closed", "已关闭"), Language.ZH) == "已关闭"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh"}, "zh"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "en_GB.UTF-8"}, "zh"),
        ({"LC_ALL": "en_GB", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
        ({"LANG": "zha_CN"}, "en"),
    ],
)
def test_the_locale_says_the_language(environment: dict[str, str], language: str) -> None:
    assert Language.of_locale(environment) == language


def test_another_language_is_refused() -> None:
    with pytest.raises(InputError, match="write en or zh"):
        Language.asked("fr")


def test_an_error_of_several_lines_is_translated_line_by_line() -> None:
    said = "T1: nobody can come 09:00-11:00.\n  Maybe ask for slots again."
    assert error_text(said, Language.ZH) == "T1：09:00–11:00 无人可去。\n  或许：请重新查询时段。"
    assert error_text(said, Language.EN) == said
