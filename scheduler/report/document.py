"""What self-contained pages are made of: frame, sections, tables, cards; two languages, no network, no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path

from models.kpi.kpi import Kpi
from models.text import Text, in_chinese

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is loaded, nothing runs."""


def both(en: str, zh: str) -> str:
    """A text in English and Chinese, escaped."""
    return f'<span lang="en">{escape(en)}</span><span lang="zh">{escape(zh)}</span>'


def section(id: str, en: str, zh: str, body: str, note: tuple[str, str] | None = None) -> str:
    """A part of the page with its heading."""
    below = f'<p class="small">{both(*note)}</p>' if note else ""
    return (
        f'<section class="pane" id="{id}"><div class="pane-head"><h2>{both(en, zh)}</h2>{below}</div>{body}</section>'
    )


def said(text: str) -> str:
    """A text in both languages, escaped; a plain string stands in both as it is."""
    return both(str(text), in_chinese(text)) if isinstance(text, Text) else escape(text)


def page(title: Text, about: Text, parts: Iterable[str], chinese: bool = False, own_style: str = "") -> str:
    """A whole page: no network, no script; two buttons choose the language.

    Parameters
    ----------
    parts
        Sections of HTML.
    chinese
        Which of the two it opens in.
    own_style
        Style beyond that of all pages.
    """
    english, zh = ("", " checked") if chinese else (" checked", "")
    return f"""<!doctype html>
<html lang="{"zh-CN" if chinese else "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(in_chinese(title) if chinese else title)} · Paigong</title>
<style>
{style()}{own_style}
</style>
</head>
<body data-ready="yes">
<input type="radio" name="language" id="show-en"{english}><input type="radio" name="language" id="show-zh"{zh}>
<header class="top"><div class="brand"><span class="logo" aria-hidden="true">派</span><div>
<h1>{said(title)}</h1><p>{said(about)}</p></div></div>
<div class="choose"><label for="show-en">English</label><label for="show-zh">中文</label></div></header>
<main>
{"".join(part for part in parts if part)}
</main>
</body>
</html>
"""


def write_page(text: str, path: Path) -> Path:
    """Write a page; a lone surrogate in somebody's text must not cost the month its report."""
    path.write_bytes(text.encode("utf-8", errors="replace"))
    return path


def pane(id: str, title: Text, body: str, note: Text | None = None) -> str:
    """A part of the page with its heading and a line about it."""
    return section(id, str(title), in_chinese(title), body, None if note is None else (str(note), in_chinese(note)))


def table(headings: Sequence[Text], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """A table; cells are HTML already, the first of each row is its heading.

    Each cell knows the heading of its column, which stands before it on a phone.
    """
    head = "".join(f"<th>{said(heading)}</th>" for heading in headings)
    opened = [f'<td data-en="{escape(heading)}" data-zh="{escape(in_chinese(heading))}">' for heading in headings[1:]]
    body = "".join(
        f"<tr><th>{row[0]}</th>"
        + "".join(f"{start}{cell}</td>" for start, cell in zip(opened, row[1:], strict=True))
        + "</tr>"
        for row in rows
    )
    return (f'<div class="scroll"><table class="figures-t {kind}"><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>")  # fmt: skip


def card(title: Text, main: str, below: str = "", kind: str = "") -> str:
    """A figure with its name above and what it was made from below; all but the title is HTML."""
    return (f'<div class="figure-card {kind}"><h3>{said(title)}</h3><div class="main">{main}</div>'
            f'<div class="below">{below}</div></div>')  # fmt: skip


def kpi_card(kpi: Kpi) -> str:
    """A key figure with numerator and denominator."""
    below = f"{kpi.numerator:,.0f} / {kpi.denominator:,.0f}"
    if kpi.value is None:
        return card(Text(kpi.title_en, kpi.title_zh), "–", both("nothing to measure", "无可计量"))
    value = f"{kpi.value:.1f} %" if kpi.unit == "%" else f"{kpi.value:.2f}"
    return card(Text(kpi.title_en, kpi.title_zh), value, below)


def cards(parts: Iterable[str]) -> str:
    """Cards side by side."""
    return f'<div class="figures">{"".join(parts)}</div>'


def prose(lines: Iterable[Text]) -> str:
    """Sentences, each a paragraph."""
    return '<div class="prose">' + "".join(f"<p>{said(line)}</p>" for line in lines) + "</div>"


def picture(caption: Text, english: str, chinese: str | None = None) -> str:
    """A drawing under a caption; drawn twice where it holds words."""
    drawn = english if chinese is None else f'<div lang="en">{english}</div><div lang="zh">{chinese}</div>'
    return f'<div class="plots wide"><figure><figcaption>{said(caption)}</figcaption>{drawn}</figure></div>'


def percent(value: float | None, digits: int = 1) -> str:
    """A share of one for people.

    >>> percent(0.9123), percent(None)
    ('91.2 %', '–')
    """
    return "–" if value is None else f"{100 * value:.{digits}f} %"


@cache
def style() -> str:
    """The style of all such pages."""
    base, document = (files("scheduler.report").joinpath(f"page/{name}.css") for name in ("base", "document"))
    return base.read_text("utf-8") + document.read_text("utf-8")
