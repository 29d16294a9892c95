"""Answers that people read: what they are stands in one place, how they are said in another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from scheduler.wording.language import Language


class Spoken:
    """An answer that can be printed. Its package says how, by registering a kind of answer with :func:`lines`."""

    def text(self, language: str = "en", limit: int | None = None) -> str:
        """All of it in lines, in ``en`` or ``zh``; ``limit`` = most of its alternatives that are listed."""
        return "\n".join(lines(self, Language(language), limit))

    def __str__(self) -> str:
        return self.text()


@singledispatch
def lines(answer: Spoken, language: Language, limit: int | None = None) -> Iterator[str]:
    """The lines of an answer, the first of them its sentence; in a language.

    Raises
    ------
    TypeError
        When nobody has said how this kind of answer is told.
    """
    raise TypeError(f"nobody has said how a {type(answer).__name__} is told")
