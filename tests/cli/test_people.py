"""What the command line says to people: in their language, sorted by person, and without a fuss when they leave."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scheduler.wording.help_zh import HEADS, HELP
from tests.cli.call import Call
from tests.cli.shell import ROOT, command, environment

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_the_help_has_every_verb_once_under_a_person(call: Call) -> None:
    from scheduler.cli.main import verbs
    from scheduler.cli.persons import PERSONS

    placed = [verb for _, mine in PERSONS for verb in mine]
    assert len(placed) == len(set(placed))
    assert {verb.replace("_", "-") for verb in verbs()} <= set(placed)
    _, out, _ = call("--help")
    heads = [out.index(f"{english}:") for (english, _), _ in PERSONS]
    assert heads == sorted(heads)
    assert out.count("...") == out.count("[ARGS]...")  # no sentence is cut


def test_the_help_speaks_the_language_of_the_locale(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    _, out, _ = call("--help")
    assert "每晚排程" in out and "为一天排程" in out


def test_every_verb_has_the_option_language(call: Call) -> None:
    from tests.cli.test_values import words

    for verb in words():
        _, out, _ = call(*verb.replace("_", "-").split("."), "--help")
        assert "--language" in out, verb


@pytest.mark.parametrize("how", ["option", "locale"])
def test_answers_and_troubles_are_chinese_when_asked_or_by_the_locale(
    how: str, call: Call, small_day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    option = ["--language", "zh"] if how == "option" else []
    if how == "locale":
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        monkeypatch.delenv("LC_ALL", raising=False)
        monkeypatch.delenv("LC_MESSAGES", raising=False)
    code, out, _ = call("validate", small_day, *option)
    assert code == 0 and "可以排程" in out
    code, _, err = call("validate", tmp_path / "nothing", *option)
    assert code == 2 and "1 处问题" in err and "不存在" in err and "或许" in err
    code, out, _ = call("plan", small_day, "--out", tmp_path / "run", "--iterations", 50, *option)
    assert "费用" in out and "已写入" in out
    code, out, _ = call("check", small_day, tmp_path / "run", *option)
    assert "未违反任何规则" in out
    code, out, _ = call("convert", small_day, tmp_path / "copy", *option)
    assert "已写入" in out


def test_an_option_beats_the_locale(call: Call, small_day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert not CHINESE.search(call("validate", small_day, "--language", "en")[1])


def test_json_is_the_same_in_every_language(call: Call, small_day: Path) -> None:
    english = json.loads(call("validate", small_day, "--json", "--language", "en")[1])
    assert json.loads(call("validate", small_day, "--json", "--language", "zh")[1]) == english


@pytest.mark.parametrize("arguments", [["rules", "--json"], ["rules"], ["--help"]])
def test_a_reader_who_leaves_early_is_no_error(arguments: list[str]) -> None:
    """Standard output is a pipe whose other end is closed before the first byte."""
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        command(*arguments), stdout=write, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment(), check=False
    )
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, "")


FOUND_FIRST = """
import sys
sys.meta_path = [finder for finder in sys.meta_path if "Redirecting" not in type(finder).__name__]
sys.path[:0] = sys.argv[1:3]
"""


@pytest.mark.parametrize(
    ("then", "code"),
    [("from scheduler.cli import main; main()", 2), ("import scheduler; scheduler.load('day')", 1)],
)
def test_a_folder_that_hides_our_models_is_named(then: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text("WEIGHTS = 1\n")
    ended = subprocess.run(
        [sys.executable, "-c", FOUND_FIRST + then, str(tmp_path), str(ROOT)],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert ended.returncode == code
    assert f"{tmp_path / 'models.py'} hides the package models of Paigong" in ended.stderr
    assert "Maybe rename it" in ended.stderr
    if code == 2:
        assert "Traceback" not in ended.stderr


def test_a_sample_is_copied_and_can_be_planned(call: Call, tmp_path: Path) -> None:
    code, out, _ = call("sample")
    assert code == 0 and {"newcomer", "shanghai-hvac", "examples"} <= set(out.split())
    code, _, _ = call("sample", "newcomer", tmp_path / "mine")
    assert code == 0 and call("validate", tmp_path / "mine")[0] == 0
    code, _, err = call("sample", "newcomer", tmp_path / "mine")
    assert code == 2 and "exists already" in err
    code, _, err = call("sample", "shanghai", tmp_path / "other")
    assert code == 2 and "you mean 'shanghai-hvac'" in err


def options_of(command: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(verb and option, its help) of every verb."""
    for parameter in command.params:
        if said := getattr(parameter, "help", None):
            yield f"{path} {parameter.opts[0]}", said
    for name, below in getattr(command, "commands", {}).items():
        yield from options_of(below, f"{path} {name}".strip())


def test_every_option_has_its_help_in_chinese() -> None:
    from typer.main import get_command

    from scheduler.cli.main import app, verbs

    every = [pair for pair in options_of(get_command(app(verbs()))) if "completion" not in pair[0]]
    left = sorted({said for _, said in every if said not in HELP and said not in HEADS})
    # a verb may be younger than its Chinese by a day, never by much
    assert len(left) * 20 < len(every), left
    assert all(re.search(r"[\u4e00-\u9fff]", said) for said in HELP.values())


@pytest.mark.parametrize("ask", ["locale", "option"])
def test_the_help_of_a_verb_is_chinese_where_that_is_asked_for(
    ask: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    if ask == "locale":
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    code, out, _ = call("plan", "--help", *(["--language", "zh"] if ask == "option" else []))
    assert code == 0 and "为一天排程" in out and "用法：" in out and "[必填]" in out
    for english in ("Usage", "Options", "Processor cores", "Answer in JSON", "Show this message"):
        assert english not in out, english
