"""The help of the command line in Chinese: what verbs and options say, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from scheduler.cli.persons import PERSONS
from scheduler.wording.help_zh import HEADS, HELP
from scheduler.wording.language import Language

ABOUT = "Paigong（派工）：谁在何时服务哪个工单、为什么、距最优还有多远。"


CODES = {
    "0": "完成",
    "2": "输入或用法有误",
    "4": "没有可行结果或违反规则",
    "10": "完成，但有不足或有行搁置",
    "75": "他人正在操作",
}
"""Exit codes in a word; the page of exit codes says all of it."""


def help_language(arguments: Sequence[str], locale: Language) -> Language:
    """In which language help is given: what ``--language`` says, else the locale.

    >>> help_language(["plan", "--help", "--language", "zh"], Language.EN).value
    'zh'
    """
    for at, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--language":
            value = value or (arguments[at + 1] if at + 1 < len(arguments) else "")
            return Language(value) if value in ("en", "zh") else locale
    return locale


def in_chinese(command: Any, name: str = "") -> None:
    """Let a command and those below it give their help in Chinese; sentences without one stay English."""
    about = {verb: sentence for _, mine in PERSONS for verb, sentence in mine.items()}
    if name in about:
        exits = (command.help or "").partition("Exit codes:")[2].strip()
        codes = [f"{code} {CODES[code]}" for code in re.findall(r"(?:^|, )(\d+) ", exits) if code in CODES]
        command.help = about[name] + (f"\n\nExit codes: {'，'.join(codes)}。" if codes else "")
    if not name:
        command.help = ABOUT
    for parameter in command.params:
        said = getattr(parameter, "help", None)
        if said in HELP:
            parameter.help = HELP[said]
    plain = command.get_help
    command.get_help = lambda ctx: _around(plain(ctx))
    for below, part in getattr(command, "commands", {}).items():
        in_chinese(part, f"{name} {below}".strip() if name else below)


def _around(text: str) -> str:
    """The words around the help of a verb."""
    for english, chinese in HEADS.items():
        text = text.replace(english, chinese)
    return text
