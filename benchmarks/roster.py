"""How long a roster takes and how near the bound it comes.

    python -m benchmarks.roster 12 28 20

Made-up people (every third a senior), four kinds of duty, all rules, weekday demand with a peak on Monday.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta

from models.engineer import TierLevel
from models.roster import RosterProblem, RosterWish
from models.roster.days import EARLY, LATE, MONDAY, STANDBY, person
from models.roster.rules import ROSTER_RULES
from scheduler.generate.dice import Dice
from scheduler.roster import roster


def problem_of(people: int, days: int, seed: int = 1) -> RosterProblem:
    """People in one or two territories, and shortages that fall with everybody who is there."""
    territories = ("north", "south") if people >= 16 else ("north",)
    dice = Dice(seed, "roster")
    staff = tuple(
        person(
            f"E{k:02d}",
            tier=TierLevel.SENIOR if k % 3 == 0 else TierLevel.JUNIOR,
            territory=territories[k % len(territories)],
            history={"weekends": float(dice.below(6)), "standbys": float(dice.below(5))},
        )
        for k in range(people)
    )
    share = people / len(territories)
    table = {}
    for territory in territories:
        rows = []
        for day in range(days):
            weekday = (MONDAY + timedelta(days=day)).weekday()
            need = share * (0.85, 0.7, 0.7, 0.7, 0.65, 0.35, 0.3)[weekday] * (0.9 + dice.below(21) / 100)
            rows.append(tuple(round(40_000 * max(0.0, need - n) ** 1.5 / 10) * 10 for n in range(round(share) + 1)))
        table[territory] = tuple(rows)
    wishes = tuple(
        RosterWish(who.id, MONDAY + timedelta(days=dice.below(days)), "off", 1 + dice.below(3))
        for who in staff
        for _ in range(2)
    )
    rules = tuple(rule() for rule in ROSTER_RULES)
    return RosterProblem(MONDAY, days, staff, (EARLY, LATE, STANDBY), rules, table, wishes)


def main(people: int, days: int, effort: float) -> None:
    """Solve one and print."""
    begin, cpu = time.perf_counter(), time.process_time()
    found = roster(problem_of(people, days), effort=effort, gap=0.0 if people <= 12 else 0.02)
    seconds, spent = time.perf_counter() - begin, time.process_time() - cpu
    gap = "none" if found.gap is None else f"{100 * found.gap:.2f} %"
    cost = "none" if found.cost is None else f"{found.cost / 1000:,.2f}"
    print({} if found.report is None else found.report.costs)
    print(f"{people} x {days}: cost {cost}, gap {gap}, optimal {found.optimal}, {seconds:.1f} s, {spent:.1f} CPU s")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
