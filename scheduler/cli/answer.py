"""Answers: words on standard output for people, one JSON document with ``--json``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from scheduler.wording.language import Language
from scheduler.wording.troubles import phrase

if TYPE_CHECKING:
    from pathlib import Path

    from models.finding import Finding, Report
    from models.policy import Policy
    from scheduler.loaders.ledger import Ledger
    from scheduler.nightly.reading import Aside
    from scheduler.nightly.run import Finished
    from scheduler.planning.result import Result


def say(text: str) -> None:
    """A line of the answer."""
    print(text)


def say_aside(aside: Iterable[Aside], language: Language) -> None:
    """What is set aside: where it stood, and why."""
    for file, row, why in aside:
        place = language.of(file if row is None else f"{file}:{row}", file if row is None else f"{file} 第 {row} 行")
        say(language.of(f"set aside: {place}: {why}", f"已搁置：{place}：{phrase(why, language)}"))


def say_read(ledger: Ledger, language: Language) -> None:
    """What became of every row and key, in one line beside the answer."""
    if line := ledger.line():
        print(language.of("read: ", "读取：") + phrase(line, language), file=sys.stderr)


def say_json(data: Any) -> None:
    """The whole answer as JSON."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def written(folder: Path, language: Language) -> str:
    """Where the answer lies."""
    page = folder / "report.html"
    return language.of(f"Written to {folder}; look at {page}", f"已写入 {folder}；请查看 {page}")


def say_finished(finished: Finished, as_json: bool, language: Language) -> None:
    """How a planning run ended."""
    if as_json:
        say_json(finished.manifest)
        return
    if finished.result is None:
        code = finished.manifest["exit_code"]
        say(
            language.of(
                f"already done: {finished.folder} holds this plan (exit code {code} then).",
                f"已完成：{finished.folder} 中已有此计划（当时退出码 {code}）。",
            )
        )
        return
    if sys.stdout.isatty():
        show_result(finished.result, language)
    else:
        say(finished.result.summary(language))
    for line in finished.manifest["shortcomings"]:
        say(language.of("Degraded: ", "未达要求：") + phrase(line, language) + language.of(".", "。"))
    say(written(finished.folder, language))


def show_result(result: Result, language: Language) -> None:
    """What a plan costs and serves, as a table."""
    from rich.console import Console
    from rich.table import Table

    from models.money import show
    from scheduler.wording.words import rule_title

    console = Console(highlight=False)
    head, proof, *_ = result.summary(language).splitlines()
    console.print(head, markup=False)
    console.print(proof, markup=False)
    table = Table(
        language.of("rule", "规则"),
        language.of("cost", "费用"),
        title=language.of("Cost per rule, ", "各规则费用，") + result.problem.policy.currency,
    )
    table.columns[1].justify = "right"
    for cost, rule in sorted(((cost, rule) for rule, cost in result.report.costs.items() if cost), reverse=True):
        table.add_row(language.of(rule, rule_title(rule)[1]), show(cost))
    table.add_section()
    table.add_row(language.of("all", "合计"), show(result.cost))
    console.print(table)


def report_data(report: Report, policy: Policy) -> dict[str, Any]:
    """The judge's verdict as plain data; amounts in the currency."""
    return {
        "feasible": report.feasible,
        "currency": policy.currency,
        "cost": report.cost / 1000,
        "cost_per_rule": {rule: cost / 1000 for rule, cost in report.costs.items()},
        "findings": [_finding(finding) for finding in report.findings],
        "waived": [_finding(finding) for finding in report.waived],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "cost": finding.cost / 1000}
