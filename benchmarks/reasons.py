"""How fast questions about a plan are answered: explain with everything planned again, and why not.

    python -m benchmarks.reasons --tickets 300 --engineers 52 --questions 40

A day is planned for so many iterations; tickets are drawn at random from those that are unserved, late and served, as
many of each as there are; why-not asks for a random engineer. Reported: median and 95th percentile of the wall seconds,
the processor time (which another load on the machine changes less), how many remedies and alternatives there were, and
that every plan passed the judge.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from statistics import median

from models.judge import judge
from models.plan import Plan
from models.problem import Problem
from scheduler.compile import Compiled, compile
from scheduler.explain import Explanation, WhyNot, explain, why_not
from scheduler.explain.late import late_rules
from scheduler.generate import generate
from scheduler.planning.plan import plan


@dataclass
class Times:
    """Wall seconds of the answers to one kind of question."""

    name: str
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    found: int = 0

    def __str__(self) -> str:
        if not self.seconds:
            return f"{self.name:<18} none"
        ranked = sorted(self.seconds)
        high = ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))]
        return (
            f"{self.name:<18} {len(ranked):>3} questions: median {median(ranked):.2f} s, 95 % within {high:.2f} s "
            f"(processor {median(self.cpu):.2f} s), {self.found / len(ranked):.1f} answers each"
        )


def main() -> None:
    """Parse, plan, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tickets", type=int, default=300)
    parser.add_argument("--engineers", type=int, default=52)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--plan-iterations", type=int, default=400_000, help="for the plan that is asked about")
    parser.add_argument("--questions", type=int, default=30, help="of each kind at most")
    asked = parser.parse_args()
    problem = generate(tickets=asked.tickets, engineers=asked.engineers, seed=asked.seed)
    known = plan(problem, iterations=asked.plan_iterations, proof=False, seed=1).plan
    compiled, dice = compile(problem), Random(asked.seed)
    for name, tickets in kinds(problem, known).items():
        drawn = dice.sample(tickets, min(asked.questions, len(tickets)))
        print(explained(name, problem, known, compiled, drawn), flush=True)
    pairs = [(dice.choice(compiled.tickets), dice.choice(problem.engineers).id) for _ in range(asked.questions)]
    print(forced(problem, known, compiled, pairs), flush=True)


def kinds(problem: Problem, known: Plan) -> dict[str, list[str]]:
    """Tickets by what is to be explained."""
    found: dict[str, list[str]] = {"unserved": list(known.unserved), "late": [], "served": []}
    for id, (_, visit) in known.served().items():
        late = late_rules(problem, problem.ticket[id], visit.start, visit.finish)
        found["late" if late else "served"].append(id)
    return found


def timed(times: Times, ask: Callable[[], Explanation | WhyNot]) -> Explanation | WhyNot:
    """The answer, its seconds noted."""
    begin, used = time.perf_counter(), time.process_time()
    answer = ask()
    times.seconds.append(time.perf_counter() - begin)
    times.cpu.append(time.process_time() - used)
    return answer


def explained(name: str, problem: Problem, known: Plan, compiled: Compiled, tickets: list[str]) -> Times:
    """Explain each ticket."""
    times = Times(f"explain {name}")
    for id in tickets:
        answer = timed(times, lambda id=id: explain(problem, known, id, compiled))  # type: ignore[misc]
        assert isinstance(answer, Explanation)
        plans = [(one.problem, one.plan) for one in answer.remedies]
        plans += [(problem, one.plan) for one in answer.alternatives]
        assert all(judge(*one).feasible for one in plans)
        times.found += len(plans)
    return times


def forced(problem: Problem, known: Plan, compiled: Compiled, pairs: list[tuple[str, str]]) -> Times:
    """Ask why not, for each pair."""
    times = Times("why-not")
    for id, who in pairs:
        answer = timed(times, lambda id=id, who=who: why_not(problem, known, id, who, compiled))  # type: ignore[misc]
        assert isinstance(answer, WhyNot)
        times.found += answer.plan is not None
    return times


if __name__ == "__main__":
    main()
