"""The languages people are spoken to: which one, and how to say something in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextvars import ContextVar
from enum import StrEnum
from typing import TypeVar

from models.errors import InputError, Trouble
from models.text import Text, in_chinese

T = TypeVar("T")


class Language(StrEnum):
    """English or Chinese; a string such as ``"zh"`` makes one.

    >>> Language("zh").of("served", "已派")
    '已派'
    """

    EN = "en"
    ZH = "zh"

    def of(self, en: T, zh: T) -> T:
        """The one of the two that is in this language."""
        return zh if self is Language.ZH else en

    def text(self, text: str) -> str:
        """A sentence of two languages in this one; a plain string as it is."""
        return in_chinese(text) if self is Language.ZH else str(text)

    def list(self, words: Collection[str]) -> str:
        """Words one after the other.

        >>> Language.EN.list(["a", "b"]), Language.ZH.list(["a", "b"])
        ('a, b', 'a、b')
        """
        return self.of(", ", "、").join(words)

    def sentences(self, parts: Collection[str]) -> str:
        """Several sentences in one line."""
        return self.of("; ", "；").join(parts)

    @classmethod
    def asked(cls, text: str) -> Language:
        """The language of an option.

        Raises
        ------
        models.errors.InputError
            It is neither English nor Chinese.
        """
        try:
            return cls(text)
        except ValueError:
            raise InputError(
                Trouble("is neither en nor zh", field="--language", value=text, rule="usage", maybe="write en or zh.")
            ) from None

    @classmethod
    def of_locale(cls, environment: Mapping[str, str]) -> Language:
        """What the locale asks for: the first of LC_ALL, LC_MESSAGES and LANG that says something.

        >>> Language.of_locale({"LANG": "zh_CN.UTF-8"}).value
        'zh'
        """
        said = next(filter(None, (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
        return cls.ZH if said.lower().partition("_")[0].partition(".")[0] == "zh" else cls.EN


_SPOKEN: ContextVar[Language] = ContextVar("spoken", default=Language.EN)


def speak(language: Language) -> None:
    """From now on people are spoken to in this language; for the outermost program, which knows who reads."""
    _SPOKEN.set(language)


def spoken() -> Language:
    """The language in which people are spoken to; English where nobody said anything."""
    return _SPOKEN.get()


def both(text: str) -> list[str]:
    """English and Chinese for the page, which shows one; the second is empty where there is only one."""
    return [str(text), text.zh if isinstance(text, Text) else ""]


def in_two_lines(text: str) -> str:
    """Chinese above English for the workbook, as its other texts are; a plain string as it is."""
    return f"{text.zh}\n{text}" if isinstance(text, Text) else text
