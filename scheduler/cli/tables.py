"""Tables for people at a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from models.money import show
from scheduler.planning.result import Result


def show_result(result: Result) -> None:
    """What a plan costs and serves, as a table."""
    console = Console(highlight=False)
    head, proof, *_ = result.summary().splitlines()
    console.print(head, markup=False)
    console.print(proof, markup=False)
    table = Table("rule", "cost", title=f"Cost per rule, {result.problem.policy.currency}")
    table.columns[1].justify = "right"
    for cost, rule in sorted(((cost, rule) for rule, cost in result.report.costs.items() if cost), reverse=True):
        table.add_row(rule, show(cost))
    table.add_section()
    table.add_row("all", show(result.cost))
    console.print(table)
