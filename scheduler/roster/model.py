"""A roster problem as a model for CP-SAT: shape by shape, no rule by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from models.roster.entities import Duty, RosterProblem
from models.roster.shapes import (
    Fairness,
    FollowPrice,
    LeastThere,
    MayWork,
    MostDays,
    MostTime,
    NotAfter,
    PairPrice,
)

Var = Any
"""A Boolean of the model, or 0 or 1 where there is nothing to choose."""


@dataclass
class RosterModel:
    """The model and its variables.

    Parameters
    ----------
    on
        (person number, day number, duty number) -> does the person have that duty; missing = cannot.
    lent
        (person number, day number, territory) -> does the person help there.
    why
        Literal of an assumption -> what it stands for, when conflicts are to be explained.
    """

    problem: RosterProblem
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    on: dict[tuple[int, int, int], Var] = field(default_factory=dict)
    works: dict[tuple[int, int], Var] = field(default_factory=dict)
    lent: dict[tuple[int, int, str], Var] = field(default_factory=dict)
    costs: list[tuple[int, Var]] = field(default_factory=list)
    constant: int = 0
    why: dict[int, tuple[str, str]] = field(default_factory=dict)
    explain: bool = False

    def literal(self, rule: str, whom: str) -> Var:
        """An assumption that a constraint may be bound to."""
        made = self.model.new_bool_var(f"assume {rule} {whom}")
        self.why[made.index] = (rule, whom)
        self.model.add_assumption(made)
        return made

    def require(self, constraint: cp_model.BoundedLinearExpression | bool, rule: str, whom: str) -> None:
        """A hard constraint, behind an assumption where conflicts are to be explained."""
        made = self.model.add(constraint)
        if self.explain:
            made.only_enforce_if(self.literal(rule, whom))

    def duty_on(self, e: int, d: int, name: str) -> Var:
        """Does the person have that duty; ``off`` and the like: has the person none?"""
        number = next((k for k, duty in enumerate(self.problem.duties) if duty.id == name), None)
        return 1 - self.works[e, d] if number is None else self.on.get((e, d, number), 0)


def build(problem: RosterProblem, explain: bool = False) -> RosterModel:
    """The model of a problem; with ``explain`` every hard rule and person has an assumption of its own."""
    made = RosterModel(problem, explain=explain)
    _choices(made)
    _after(made)
    _days(made)
    _time(made)
    _least(made)
    _prices(made)
    _patterns(made)
    _fairness(made)
    _shortage(made)
    made.model.minimize(sum(price * var for price, var in made.costs))
    return made


def _choices(made: RosterModel) -> None:
    """One duty a day at most, only permitted ones; what stands stands; loans of who works."""
    problem = made.problem
    rules = problem.of(MayWork)
    for e, person in enumerate(problem.people):
        for d, day in enumerate(problem.dates):
            stands = person.fixed.get(day)
            for k, duty in enumerate(problem.duties):
                if stands is None and all(rule.allows(person, day, duty, problem) for rule in rules):
                    made.on[e, d, k] = made.model.new_bool_var(f"{person.id} {day} {duty.id}")
                elif stands == duty.id:
                    made.on[e, d, k] = made.model.new_constant(1)
            own = [made.on[e, d, k] for k in range(len(problem.duties)) if (e, d, k) in made.on]
            if not own:
                made.works[e, d] = made.model.new_constant(0)
            else:
                made.works[e, d] = made.model.new_bool_var(f"{person.id} {day}")
                made.model.add(sum(own) == made.works[e, d])
    for loan in problem.loans:
        e = next(number for number, person in enumerate(problem.people) if person.id == loan.person)
        for d in range(problem.days):
            made.lent[e, d, loan.territory] = made.model.new_bool_var(f"{loan.person} {d} in {loan.territory}")
            made.costs.append((loan.price, made.lent[e, d, loan.territory]))
    for e in range(len(problem.people)):
        for d in range(problem.days):
            away = [var for (person, day, _), var in made.lent.items() if (person, day) == (e, d)]
            if away:
                made.model.add(sum(away) <= made.works[e, d])


def _after(made: RosterModel) -> None:
    problem = made.problem
    for rule in problem.of(NotAfter):
        pairs = [
            (a, b)
            for a, earlier in enumerate(problem.duties)
            for b, later in enumerate(problem.duties)
            if not rule.allows_after(earlier, later)
        ]
        for e, person in enumerate(problem.people):
            last = person.before[-1] if person.before else ""
            for a, b in pairs:
                if problem.duties[a].id == last and (e, 0, b) in made.on:
                    made.require(made.on[e, 0, b] == 0, rule.id, person.id)
                for d in range(problem.days - 1):
                    if (e, d, a) in made.on and (e, d + 1, b) in made.on:
                        made.require(made.on[e, d, a] + made.on[e, d + 1, b] <= 1, rule.id, person.id)


def _days(made: RosterModel) -> None:
    problem = made.problem
    for rule in problem.of(MostDays):
        length, most = rule.window()
        counting = [k for k, duty in enumerate(problem.duties) if rule.counts(duty)]
        for e, person in enumerate(problem.people):
            before = [
                int(name in problem.duty and rule.counts(problem.duty[name])) for name in person.before[-(length - 1) :]
            ]
            now = [sum(made.on[e, d, k] for k in counting if (e, d, k) in made.on) for d in range(problem.days)]
            row = [*before, *now]
            for start in range(len(row) - length + 1):
                if start + length > len(before):
                    made.require(sum(row[start : start + length]) <= most, rule.id, person.id)


def _time(made: RosterModel) -> None:
    problem = made.problem
    for rule in problem.of(MostTime):
        for e, person in enumerate(problem.people):
            for start, end in rule.blocks(problem):
                minutes = [
                    duty.minutes * made.on[e, d, k]
                    for d in range(start, end)
                    for k, duty in enumerate(problem.duties)
                    if (e, d, k) in made.on
                ]
                if minutes:
                    made.require(sum(minutes) <= rule.most(person, end - start), rule.id, person.id)


def _least(made: RosterModel) -> None:
    problem = made.problem
    for rule in problem.of(LeastThere):
        for territory in sorted({person.territory for person in problem.people}):
            for d, day in enumerate(problem.dates):
                least = rule.least(territory, day)
                there = [
                    made.on[e, d, k] - _lent_from(made, e, d, duty)
                    for e, person in enumerate(problem.people)
                    if person.territory == territory
                    for k, duty in enumerate(problem.duties)
                    if (e, d, k) in made.on and rule.fits(person, duty)
                ]
                if least > 0:
                    made.require(sum(there) >= least if there else False, rule.id, f"{territory} {day}")


def _lent_from(made: RosterModel, e: int, d: int, duty: Duty) -> Var:
    """Is the person away in another territory? On standby nobody is lent."""
    return 0 if duty.standby else sum(var for (person, day, _), var in made.lent.items() if (person, day) == (e, d))


def _prices(made: RosterModel) -> None:
    problem = made.problem
    for rule in problem.of(PairPrice):
        for e, person in enumerate(problem.people):
            for d, day in enumerate(problem.dates):
                free = rule.price(person, day, person.fixed.get(day, "off"), problem)
                made.constant += free
                for k, duty in enumerate(problem.duties):
                    if (e, d, k) in made.on:
                        extra = rule.price(person, day, duty.id, problem) - free
                        if extra:
                            made.costs.append((extra, made.on[e, d, k]))


def _patterns(made: RosterModel) -> None:
    problem = made.problem
    for rule in problem.of(FollowPrice):
        for pattern, price in rule.patterns():
            for e, person in enumerate(problem.people):
                for start in range(problem.days - len(pattern) + 1):
                    seen = made.model.new_bool_var(f"{person.id} {start} {' '.join(pattern)}")
                    misses = [
                        (1 - made.works[e, start + k]) if step == "work" else made.works[e, start + k]
                        for k, step in enumerate(pattern)
                    ]
                    made.model.add(seen + sum(misses) >= 1)
                    made.costs.append((price, seen))


def _fairness(made: RosterModel) -> None:
    """A convex price of each person's own count: above all its chords between whole days, where it is exact."""
    problem = made.problem
    for rule in problem.of(Fairness):
        for figure in rule.figures():
            least = min((p.history.get(figure, 0.0) / p.weekly for p in problem.people if p.weekly), default=0.0)
            for e, person in enumerate(problem.people):
                terms = _counted(made, rule, figure, e)
                if person.weekly and terms:
                    before = person.history.get(figure, 0.0) - least * person.weekly
                    prices = [
                        rule.price_of(before + count, person, problem)
                        for count in range(min(len(terms), problem.days) + 1)
                    ]
                    _convex(made, sum(terms), [price - prices[0] for price in prices], f"{person.id} {figure}")


def _convex(made: RosterModel, number: Var, prices: list[int], name: str) -> None:
    """A price of a whole number, falling or rising, above all chords."""
    cost = made.model.new_int_var(min(prices), max(prices), name)
    for n in range(len(prices) - 1):
        made.model.add(cost >= prices[n] + (prices[n + 1] - prices[n]) * (number - n))
    if len(prices) == 1:
        made.model.add(cost >= prices[0])
    made.costs.append((1, cost))


def _counted(made: RosterModel, rule: Fairness, figure: str, e: int) -> list[Var]:
    """The choices of a person that count for a figure."""
    problem = made.problem
    return [
        made.on[e, d, k]
        for d, day in enumerate(problem.dates)
        for k, duty in enumerate(problem.duties)
        if (e, d, k) in made.on and rule.counted(figure, day, duty, problem)
    ]


def _shortage(made: RosterModel) -> None:
    """Convex cost of each number of people: above all its chords."""
    problem = made.problem
    for territory, table in problem.shortage.items():
        for d, costs in enumerate(table):
            there = [
                made.on[e, d, k] - _lent_from(made, e, d, duty)
                for e, person in enumerate(problem.people)
                if person.territory == territory
                for k, duty in enumerate(problem.duties)
                if (e, d, k) in made.on and duty.serves
            ]
            helping = [var for (_, day, where), var in made.lent.items() if (day, where) == (d, territory)]
            _convex(made, sum([*there, *helping]), list(costs), f"{territory} {d} shortage")
