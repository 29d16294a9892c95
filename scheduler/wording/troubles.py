"""Troubles and other sentences of the product in the language of their reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from models.errors import Trouble
from models.text import Text
from scheduler.wording.language import Language
from scheduler.wording.phrases import PHRASES


def trouble_text(trouble: Trouble, language: Language) -> str:
    """A trouble as people read it: where, what, the rule's code, and what to try."""
    if language is Language.EN:
        return str(trouble)
    place = trouble.file + (f" 第 {trouble.row} 行" if trouble.row is not None else "")
    field = f"{trouble.field}={trouble.value!r}" if trouble.field and trouble.value else trouble.field
    head = "：".join(filter(None, (place.strip(), field, phrase(trouble.message, language))))
    code = f" [{trouble.rule}]" if trouble.rule else ""
    return head + code + (f"\n  或许：{phrase(trouble.maybe, language)}" if trouble.maybe else "")


def troubles_text(troubles: Iterable[Trouble], language: Language) -> str:
    """Several troubles, each on lines of its own."""
    return "\n".join(trouble_text(trouble, language) for trouble in troubles)


def phrase(text: str, language: Language) -> str:
    """A sentence of the product in a language; in English where it has no other.

    >>> phrase("the column id is missing", Language.ZH), phrase("the column id is missing", Language.EN)
    ('缺少列 id', 'the column id is missing')
    """
    if language is Language.EN or isinstance(text, Text):
        return language.text(text)
    if text in PHRASES:
        return PHRASES[text]
    for pattern, chinese in _patterns():
        if found := pattern.fullmatch(text):
            return chinese.format(*found.groups())
    return text


def error_text(text: str, language: Language) -> str:
    """What an error says, line by line; a line that begins with "Maybe" is advice."""
    if language is Language.EN:
        return text
    lines = []
    for line in text.splitlines():
        said, room = line.strip(), " " * (len(line) - len(line.lstrip()))
        advice = said.removeprefix("Maybe ")
        lines.append(room + ("或许：" if advice != said else "") + phrase(advice, language))
    return "\n".join(lines)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Sentences with gaps, those that say most outside their gaps first."""
    gaps = sorted((english for english in PHRASES if "{}" in english), key=lambda english: -len(english))
    return tuple(
        (re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), PHRASES[english]) for english in gaps
    )
