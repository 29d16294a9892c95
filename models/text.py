"""Sentences in two languages: a text is its English, and knows its Chinese."""

from __future__ import annotations

from typing import Self


class Text(str):
    """An English sentence with its Chinese beside it; wherever a ``str`` is expected it is the English one.

    >>> said = Text("E1 may not serve T1", "E1 不可派 T1")
    >>> said, said.zh
    ('E1 may not serve T1', 'E1 不可派 T1')
    """

    zh: str

    def __new__(cls, en: str, zh: str) -> Self:
        text = super().__new__(cls, en)
        text.zh = zh
        return text

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.zh


def in_chinese(text: str) -> str:
    """The Chinese of a text; of a plain string, which has none, the string itself.

    >>> in_chinese(Text("closed", "已关闭")), in_chinese("T-001")
    ('已关闭', 'T-001')
    """
    return text.zh if isinstance(text, Text) else text


def span_zh(seconds: int) -> str:
    """A length of time in Chinese; :func:`models.clock.span` says it in English.

    >>> span_zh(90), span_zh(5400), span_zh(86400), span_zh(-600), span_zh(0)
    ('1 分 30 秒', '1 小时 30 分', '24 小时', '-10 分', '0 秒')
    """
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    hours, minutes, rest = seconds // 3600, seconds % 3600 // 60, seconds % 60
    parts = [f"{hours} 小时"] if hours else []
    parts += [f"{minutes} 分"] if minutes else []
    parts += [f"{rest} 秒"] if rest and not hours else []
    return sign + (" ".join(parts) or "0 秒")
