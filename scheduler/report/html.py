"""The report: one HTML file with everything in it, readable without a network."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from models.finding import Report
from models.plan import Plan
from models.problem import Problem
from scheduler.chance import Outlook
from scheduler.report.payload import payload
from scheduler.report.proof import Proof
from scheduler.report.reasons import Reasons
from scheduler.wording.language import Language

STYLES = ("vendor/leaflet.css", "page/base.css", "page/panes.css", "page/gantt.css")
SCRIPTS = (
    "vendor/vis-timeline.min.js", "vendor/leaflet.js", "page/core.js", "page/state.js", "page/card.js", "page/gantt.js",
    "page/map.js", "page/figures.js", "page/tables.js", "page/main.js",
)  # fmt: skip


def write_html(
    problem: Problem,
    plan: Plan,
    report: Report,
    path: Path | str,
    *,
    proof: Proof | None = None,
    unserved_reasons: Reasons | None = None,
    set_aside: Sequence[tuple[str, int | None, str]] = (),
    language: Language | str | None = None,
    outlook: Outlook | None = None,
    planned: Plan | None = None,
) -> Path:
    """Write the report of a plan.

    Parameters
    ----------
    report
        The judge's verdict on the plan; its money is the money shown.
    proof
        What the solver proved; None = nothing was proved, and the page says so.
    unserved_reasons
        Ticket id -> why it is unserved; where missing, the judge's sentence stands in.
    set_aside
        (file, row, why) of everything in the input that did not reach the plan; shown above everything else.
    language
        Which language the page opens in; it holds both. None = that of the browser.
    planned
        Of a day in progress: the plan it began with, drawn beneath what has happened and is expected.
    outlook
        The chances of the plan; None = computed here.

    Returns
    -------
    Path
        The file.
    """
    text = html(problem, plan, report, proof=proof, unserved_reasons=unserved_reasons, set_aside=set_aside,
                language=language, outlook=outlook, planned=planned)  # fmt: skip
    # A lone surrogate in somebody's text must not cost the night its report.
    target = Path(path)
    beside = target.with_name(f".{target.name}.new")  # nobody reads half a report, and a full disk leaves the old one
    try:
        beside.write_bytes(text.encode("utf-8", errors="replace"))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return Path(path)


def html(
    problem: Problem,
    plan: Plan,
    report: Report,
    *,
    proof: Proof | None = None,
    unserved_reasons: Reasons | None = None,
    set_aside: Sequence[tuple[str, int | None, str]] = (),
    language: Language | str | None = None,
    outlook: Outlook | None = None,
    planned: Plan | None = None,
) -> str:
    """The report as text; see :func:`write_html`."""
    language = None if language is None else Language(language)
    data = {"language": language, **payload(problem, plan, report, proof, unserved_reasons, outlook, planned)}
    data["aside"] = [list(row) for row in set_aside]
    return Template(_read("page/report.html")).substitute(
        language="zh-CN" if language is Language.ZH else "en",
        title=escape(problem.name),
        styles=_styles(),
        data=embed(data),
        words=embed(json.loads(_read("page/words.json"))),
        scripts=_scripts(),
    )


def embed(data: Any) -> str:
    """JSON that can stand between script tags: nothing in it can end the element or begin a comment.

    >>> embed({"title": "</script>"})
    '{"title":"\\\\u003c/script>"}'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _styles() -> str:
    return "\n".join(f"<style>\n{_read(name)}\n</style>" for name in STYLES)


@cache
def _scripts() -> str:
    return "\n".join(f"<script>\n{_read(name)}\n</script>" for name in SCRIPTS)


@cache
def _read(name: str) -> str:
    """A file of this package without its pointer to a source map, for which browsers would ask the network."""
    text = files("scheduler.report").joinpath(name).read_text("utf-8")
    return re.sub(r"(?://# |/\*# )sourceMappingURL=\S+(?: \*/)?", "", text)
