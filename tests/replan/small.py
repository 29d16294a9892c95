"""The smallest published day: a straight road where a kilometre is a minute, and the real stability rules."""

from __future__ import annotations

from collections.abc import Sequence

from models.engineer import Shift
from models.events import Event, Freeze, Situation, situation
from models.plan import Plan
from models.problem import Problem
from models.rules.absence import AbsenceRule
from models.rules.appointment_window import AppointmentWindow
from models.rules.broken_promise import BrokenPromise
from models.rules.change_budget import ChangeBudget
from models.rules.longest_overtime import LongestOvertime
from models.rules.named_engineers import NamedEngineers
from models.rules.not_before_promised import NotBeforePromised
from models.rules.parts_ready import PartsReady
from models.rules.pinned_engineer import PinnedEngineer
from models.rules.pinned_time import PinnedTime
from models.rules.plan_change import PlanChange
from models.rules.promised_time import PromisedTime
from models.rules.travel_cost import TravelCost
from models.rules.unserved_cost import UnservedCostRule
from models.shapes import Rule
from models.ticket import Ticket
from scheduler.compile import assemble, compile
from scheduler.travel.roads import roads
from tests.compile.small import HOUR, MINUTE, engineer, problem, ticket

RULES: tuple[Rule, ...] = (
    NamedEngineers(), PinnedEngineer(), AppointmentWindow(), PartsReady(), PinnedTime(), NotBeforePromised(),
    AbsenceRule(), LongestOvertime(), UnservedCostRule(), TravelCost(), PlanChange(), PromisedTime(), BrokenPromise(),
    ChangeBudget(),
)  # fmt: skip


def published(people: int = 3, tickets: Sequence[Ticket] = (), routes: Sequence[Sequence[int]] = ()) -> Problem:
    """A day with a published plan: E1 serves T1 and T2, E2 serves T3 and T4, E3 nothing, unless said otherwise.

    All work 8-17 and begin at km 0. E1: T1 08:10-09:10 at km 10, T2 09:15-10:15 at km 15. E2: T3 08:05-09:05 at km 5,
    T4 09:08-10:08 at km 8.
    """
    everybody = tuple(
        engineer(f"E{k}", Shift(id=f"E{k}@24", start=8 * HOUR, end=17 * HOUR)) for k in range(1, people + 1)
    )
    wanted = tuple(tickets) or (ticket("T1", 10), ticket("T2", 15), ticket("T3", 5), ticket("T4", 8))
    day = problem(everybody, wanted, *RULES)
    lists = [list(one) for one in routes] or [[0, 1], [2, 3]]
    plan: Plan = assemble(day, compile(day), [*lists, *([] for _ in range(people - len(lists)))])
    return day.replace(published=plan)


def now(day: Problem, time: str, *events: Event, ahead: Freeze | None = None) -> Situation:
    """The day at a moment."""
    return situation(day, time, events=events, ahead=ahead, roads=roads)


def at(time: str) -> int:
    """Seconds of ``HH:MM``."""
    hours, minutes = time.split(":")
    return int(hours) * HOUR + int(minutes) * MINUTE
