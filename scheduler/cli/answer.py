"""Answers: words on standard output for people, one JSON document with ``--json``."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from models.errors import InputError, Trouble

if TYPE_CHECKING:
    from models.finding import Report
    from models.policy import Policy
    from scheduler.nightly.run import Finished


def say(text: str) -> None:
    """A line of the answer."""
    print(text)


def say_json(data: Any) -> None:
    """The whole answer as JSON."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def say_finished(finished: Finished, as_json: bool) -> None:
    """How a planning run ended."""
    if as_json:
        say_json(finished.manifest)
        return
    if finished.result is None:
        say(f"already done: {finished.folder} holds this plan (exit code {finished.manifest['exit_code']} then).")
        return
    if sys.stdout.isatty():
        from scheduler.cli.tables import show_result

        show_result(finished.result)
    else:
        say(finished.result.summary())
    for line in finished.manifest["shortcomings"]:
        say(f"Degraded: {line}.")
    say(f"Written to {finished.folder}; look at {finished.folder / 'report.html'}")


def report_data(report: Report, policy: Policy) -> dict[str, Any]:
    """The judge's verdict as plain data; amounts in the currency."""
    return {
        "feasible": report.feasible,
        "currency": policy.currency,
        "cost": report.cost / 1000,
        "cost_per_rule": {rule: cost / 1000 for rule, cost in report.costs.items()},
        "findings": [
            {
                "rule": finding.rule,
                "hard": finding.hard,
                "message": finding.message,
                "ticket": finding.ticket,
                "engineer": finding.engineer,
                "shift": finding.shift,
                "amount": finding.amount,
                "cost": finding.cost / 1000,
            }
            for finding in report.findings
        ],
    }


def spoken(language: str) -> str:
    """The language asked for.

    Raises
    ------
    InputError
        It is neither English nor Chinese.
    """
    if language not in ("en", "zh"):
        maybe = "write en or zh."
        raise InputError(Trouble("is neither en nor zh", field="--language", value=language, rule="usage", maybe=maybe))
    return language
