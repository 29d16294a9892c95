"""The Praxedo days as problems of the product: real service jobs, road minutes, technicians paid by worked time.

The files hold no coordinates, so places are named points of the travel matrix and the report's map stays empty. The
policy charges 60 per worked hour, so one minute of working time costs 1.00, and leaving a job out costs more than any
route: fewest unserved jobs first, then working time.
"""

from __future__ import annotations

import numpy as np

from benchmarks.instance import data_folder
from benchmarks.loaders.trsp import Node, Trsp, parse
from models.clock import Clock
from models.engineer import Engineer, Shift
from models.place import Place
from models.policy import Policy
from models.problem import Problem
from models.ticket import Ticket, Window
from models.travel import Travel

CLOCK = Clock.parse("2012-06-26T00:00:00+02:00")
POLICY = {
    "name": "praxedo",
    "currency": "EUR",
    "description": "Fewest unserved, then working time: a worked minute costs 1.",
    "rules": {
        "break": "off",
        "longest-overtime": {"minutes": 0},
        "unserved-cost": {"price": dict.fromkeys((1, 2, 3, 4), 10_000), "per_day": 0, "lateness": False},
        "pay": {"per_hour": 60},
    },
}


def problem(name: str) -> Problem:
    """One of R1 to R6 (or of the urban days, where the folder has them)."""
    trsp = parse(data_folder() / "trsp-praxedo" / f"{name}.txt")
    engineers = tuple(_engineer(node) for node in trsp.technicians)
    tickets = tuple(_ticket(node) for node in trsp.requests)
    return Problem(engineers, tickets, _travel(trsp), Policy.from_mapping(POLICY), CLOCK, name=f"praxedo-{name}")


def _engineer(node: Node) -> Engineer:
    shift = Shift(id=f"E{node.id:02d}@day", start=_seconds(node.first), end=_seconds(node.last))
    return Engineer(id=f"E{node.id:02d}", start=_place(node.id), shifts=(shift,), pay="worked")


def _ticket(node: Node) -> Ticket:
    window = Window(start=_seconds(node.first), end=_seconds(node.last) + 1)  # the source's windows are closed
    return Ticket(id=f"J{node.id:02d}", place=_place(node.id), windows=(window,), duration=_seconds(node.service))


def _travel(trsp: Trsp) -> Travel:
    count = 1 + len(trsp.technicians) + len(trsp.requests)
    keys = tuple(_place(k).key for k in range(count))
    seconds = np.ceil(trsp.minutes * 60 - 1e-6).astype(np.int32)
    return Travel(keys, seconds, np.rint(trsp.kilometres * 1000).astype(np.int32), "road minutes of the data set")


def _place(node: int) -> Place:
    return Place(id=f"N{node:02d}")


def _seconds(minutes: float) -> int:
    return round(minutes * 60)
