"""``paigong check``."""

from __future__ import annotations

import typer

from scheduler.cli.options import AsJson, PlanPath
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def check(
    source: DaySource,
    moment: Moment,
    language: Language,
    plan: PlanPath,
    as_json: AsJson = False,
) -> None:
    """Judge any plan: broken rules by name, cost per rule.

    The plan may be ours, or a CSV made by hand with the columns engineer, ticket, start. Of a day in progress (--log,
    --at) the whole day is judged: what stands, and what comes of the rest when nobody decides anything.
    Exit codes: 0 no rule is broken, 4 a rule is broken, 2 the day or the plan cannot be read.
    """
    from models.judge import judge
    from models.money import show
    from scheduler.cli.answer import report_data, say, say_json
    from scheduler.errors import Exit
    from scheduler.wording.columns import padded
    from scheduler.wording.words import rule_title

    problem, made = moment.whole(source, plan)
    report = judge(problem, made)
    if as_json:
        say_json(report_data(report, problem.policy))
    else:
        currency = problem.policy.currency
        for finding in report.broken:
            say(f"{language.of('BROKEN', '违反')} {finding.rule}: {language.text(finding.message)}")
        for finding in report.waived:
            say(f"{language.of('WAIVED', '已豁免')} {finding.rule}: {language.text(finding.message)}")
        for rule, cost in report.costs.items():
            if cost:
                say(f"{padded(language.of(rule, rule_title(rule)[1]), 24)} {show(cost, currency):>20}")
        for fact in report.facts:
            if fact.hard:
                say(f"{language.of('FACT', '既成事实')} {fact.rule}: {language.text(fact.message)}")
        broken = len(report.broken)
        english = f"{broken} breach{'es' if broken > 1 else ''} of hard rules" if broken else "no rule is broken"
        verdict = language.of(english, f"违反硬性规则 {broken} 处" if broken else "未违反任何规则")
        say(f"{verdict}{language.of('; cost ', '；费用 ')}{show(report.cost, currency)}")
    raise typer.Exit(int(Exit.DONE if report.feasible else Exit.NO_PLAN))
