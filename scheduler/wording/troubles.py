"""Troubles and other sentences of the product in the language of their reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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


NAMED = 3
"""So many rows are named of errors that have one cause."""


def troubles_text(troubles: Iterable[Trouble], language: Language) -> str:
    """Several troubles, each on lines of its own; rows that are wrong in the same way are said once."""
    groups: dict[tuple[object, ...], list[Trouble]] = {}
    for at, trouble in enumerate(troubles):
        own = (at,) if trouble.row is None or not trouble.rule else ()
        groups.setdefault((trouble.file, trouble.field, trouble.rule, *own), []).append(trouble)
    return "\n".join(_group_text(group, language) for group in groups.values())


def _group_text(group: Sequence[Trouble], language: Language) -> str:
    """The first trouble in full, and the rows of the others."""
    first, others = group[0], list(dict.fromkeys(trouble.row for trouble in group[1:]))
    said = trouble_text(first, language)
    if not others:
        return said
    values = {trouble.row: trouble.value for trouble in reversed(group[1:])}
    alike = all(value == first.value for value in values.values())
    rows = [str(row) if alike or not values[row] else f"{row} ({values[row]!r})" for row in others[: NAMED - 1]]
    more = len(others) - len(rows)
    english = f"  The same in row{'s' if len(others) > 1 else ''} " + ", ".join(rows)
    english += f" and {more} more" if more else ""
    chinese = f"  同样的问题还有：第 {'、'.join(rows)} 行" + (f"，以及另外 {more} 行" if more else "")
    head, *advice = said.split("\n", 1)
    return "\n".join([head, language.of(english, chinese), *advice])


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
            return chinese.format(*(_within(part, language) for part in found.groups()))
    return text


def _within(part: str, language: Language) -> str:
    """What stands in a gap: a word or a sentence of ours, else somebody's name, which stays."""
    return phrase(part, language) if " " in part and len(part) < 300 else PHRASES.get(part, part)


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
