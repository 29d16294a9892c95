"""Explanations of days as they are: every plan that they show is judged, every price is the judge's."""

from __future__ import annotations

import pytest

from models.judge import judge
from models.text import in_chinese
from scheduler.compile import compile
from scheduler.explain import explain, why_not
from scheduler.explain.late import late_rules
from scheduler.generate import generate
from scheduler.planning.plan import plan

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", [1, 2])
def test_remedies_of_a_full_day_are_judged_and_are_what_they_say(seed: int) -> None:
    day = generate(tickets=90, engineers=12, seed=seed, language="zh")
    known = plan(day, iterations=60_000, proof=False).plan
    compiled = compile(day)
    wanted = list(known.unserved)
    wanted += [id for id, (_, v) in known.served().items() if late_rules(day, day.ticket[id], v.start, v.finish)]
    assert wanted
    found = 0
    for id in wanted[:12]:
        said = explain(day, known, id, compiled, iterations=800)
        prices = [one.price for one in said.remedies]
        assert prices == sorted(prices)
        for one in said.remedies:
            found += 1
            assert judge(one.problem, one.plan).feasible
            visit = one.plan.served()[id][1]
            late = late_rules(one.problem, one.problem.ticket[id], visit.start, visit.finish)
            assert one.on_time is not bool(late)
            original = judge(day, one.plan)
            waived = {change.data["rule"] for change in one.changes}
            if "training" in waived:  # somebody drives or rests while the training was
                waived |= {"plan", "break"}
            assert {broken.rule for broken in original.broken} <= waived
            # What changed by rule sums up to the price, and the price is that against the plan searched again.
            assert sum(one.effects.parts.values()) == one.price
            assert original.cost - one.price == judge(day, known).cost - said.saved
            assert in_chinese(one.reason.sentence_zh) != one.reason.sentence
    assert found > len(wanted[:12]) // 2


def test_forcing_any_ticket_to_anybody_is_judged_but_for_what_is_waived() -> None:
    day = generate(tickets=60, engineers=8, seed=4, language="en")
    known = plan(day, iterations=40_000, proof=False).plan
    compiled = compile(day)
    for k, id in enumerate(compiled.tickets[::4]):
        who = day.engineers[k % len(day.engineers)].id
        said = why_not(day, known, id, who, compiled, iterations=800)
        if said.plan is None:
            assert said.code in ("already-there", "cannot-be-forced")
            continue
        assert said.plan.served()[id][0].engineer == who
        report = judge(day, said.plan)
        assert {one.rule for one in report.broken} <= {one.rule for one in said.waived}
        assert said.effects is not None
        assert sum(said.effects.parts.values()) == said.price
