"""The frame of pages about people: that of all pages, with marks of their own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from models.text import Text
from scheduler.report.document import page


def people_page(title: Text, about: Text, parts: Iterable[str], chinese: bool = False) -> str:
    """A whole page; see :func:`scheduler.report.document.page`."""
    return page(title, about, parts, chinese, _style())


@cache
def _style() -> str:
    return files("scheduler.people.report").joinpath("people.css").read_text("utf-8")
