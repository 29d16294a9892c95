"""The page: verdicts first, then pictures, figures, what changed, maps, and how to read all of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from scheduler.compare.report.sections import changed, figures, how_to_read, key_figures, map_pairs, tradeoffs, verdicts
from scheduler.compare.study import Study
from scheduler.report.document import POLICY, both, style
from scheduler.wording.language import spoken


def write_report(study: Study, path: Path | str, aside: Sequence[str] = ()) -> Path:
    """Write the report of a study; one file that needs no network and runs no script.

    ``aside``: what was set aside of the days, a sentence each.
    """
    path = Path(path)
    path.write_bytes(html(study, aside).encode("utf-8", errors="replace"))
    return path


def html(study: Study, aside: Sequence[str] = ()) -> str:
    """The report as text; it opens in the language that is spoken, for without a script it cannot ask the browser."""
    parts = (verdicts, key_figures, tradeoffs, figures, changed, map_pairs, how_to_read)
    body = "\n".join(part(study) for part in parts)
    english, chinese = spoken().of((" checked", ""), ("", " checked"))
    title = f"{len(study.scenarios)} scenarios, {len(study.days)} days"
    return f"""<!doctype html>
<html lang="{spoken()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(title)} · Paigong</title>
<style>
{style()}
</style>
</head>
<body data-ready="yes">
<input type="radio" name="language" id="show-en"{english}><input type="radio" name="language" id="show-zh"{chinese}>
<header class="top"><div class="brand"><span class="logo" aria-hidden="true">派</span><div>
<h1>{both("What if?", "如果……会怎样？")}</h1><p>{_about(study)}</p></div></div>
<div class="choose"><label for="show-en">English</label><label for="show-zh">中文</label></div></header>
<main>
{_failed(study)}{_set_aside(aside)}
{body}
</main>
</body>
</html>
"""


def _about(study: Study) -> str:
    """Scenarios, days, seeds, budget."""
    s, d, k, i = len(study.scenarios), len(study.days), len(study.seeds), study.budget.iterations
    return both(
        f"{s} scenarios × {d} days × {k} seeds, {i:,} iterations of {study.solver} each",
        f"{s} 个方案 × {d} 天 × {k} 个随机种子，每次 {i:,} 次迭代（{study.solver}）",
    )


def _failed(study: Study) -> str:
    if not study.failures:
        return ""
    lines = "".join(
        f"<li>{escape(' / '.join(map(str, place)))}: {escape(failure.message)}</li>"
        for place, failure in study.failures.items()
    )
    head = both(f"{len(study.failures)} cells failed", f"{len(study.failures)} 个单元失败")
    return f'<div class="alert">{head}<ul>{lines}</ul></div>'


def _set_aside(aside: Sequence[str]) -> str:
    if not aside:
        return ""
    lines = "".join(f"<li>{escape(line)}</li>" for line in aside)
    head = both(f"{len(aside)} rows of the input are set aside", f"搁置输入中的 {len(aside)} 行")
    return f'<div class="alert"><details><summary>{head}</summary><ul>{lines}</ul></details></div>'
