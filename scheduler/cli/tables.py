"""Tables for people at a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from models.money import show
from scheduler.planning.result import Result
from scheduler.report.titles import rule_title
from scheduler.wording.language import Language


def show_result(result: Result, language: Language) -> None:
    """What a plan costs and serves, as a table."""
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
