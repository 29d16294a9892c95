"""The neutral dispatch days (``H-*`` hard rules only, ``S-*`` with lateness, overtime and fit) as a Day.

One travel second costs 1 in the files and 1000 units of money here, so every cost of a plan is 1000 times the one that
the set's own ``check`` finds.
"""

from __future__ import annotations

import json
import lzma
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from scheduler.day import NEVER, Day, Ints, Money

UNIT = 1000
"""Money of one travel second."""


def folder() -> Path:
    """Where the benchmark data lies: ``PAIGONG_BENCHMARKS``, by default beside the project."""
    default = Path(__file__).resolve().parents[2] / ".." / "shared" / "benchmarks"
    return Path(os.environ.get("PAIGONG_BENCHMARKS") or default).resolve()


def load_day(path: str | Path) -> Day:
    """Read one dispatch day.

    Parameters
    ----------
    path
        A ``.json`` or ``.json.xz`` file, or the bare name of a day of the set (``"H-n100-m18-s1"``).

    Raises
    ------
    FileNotFoundError
        The day is not there; the message says where it was looked for.
    """
    file = Path(path)
    if file.suffix not in {".json", ".xz"}:
        file = folder() / "days" / f"{path}.json.xz"
    if not file.exists():
        raise FileNotFoundError(
            f"no dispatch day at {file}. Maybe PAIGONG_BENCHMARKS should name the folder of the data"
        )
    with lzma.open(file, "rt") if file.suffix == ".xz" else open(file) as stream:
        return from_dict(json.load(stream))


def _may_serve(engineer: dict[str, Any], ticket: dict[str, Any]) -> bool:
    skills = engineer["skills"]
    return engineer["tier"] >= ticket["tier"] and all(
        skills.get(s, 0) >= level for s, level in ticket["skills"].items()
    )


def ints(values: Iterable[Any]) -> Ints:
    """A row of 32-bit integers."""
    return np.array(list(values), np.int32).reshape(-1)


def money(values: Iterable[float]) -> Money:
    """Costs in travel seconds as units of money."""
    return np.array([round(v * UNIT) for v in values], np.int64).reshape(-1)


def from_dict(p: dict[str, Any]) -> Day:
    """The Day of a dispatch day in its own format (as its generator makes it or its file holds it)."""
    engineers, tickets = p["engineers"], p["tickets"]
    m, n = len(engineers), len(tickets)
    seconds = np.asarray(p["travel"], np.int32)[None]
    end = ints(e["shift"][1] for e in engineers)
    never = np.full(m, NEVER, np.int32)
    due = [t for t in tickets if t["due"] is not None]
    sets: dict[tuple[Any, ...], int] = {}
    own = [sets.setdefault(tuple(map(tuple, t["windows"])), len(sets)) for t in tickets]
    allowed = [[_may_serve(e, t) for t in tickets] for e in engineers]
    return Day(
        seconds=seconds,
        leg_cost=seconds.astype(np.int64) * UNIT,
        profile=np.zeros(m, np.int32),
        start_place=ints(e["loc"] for e in engineers),
        end_place=ints(e["loc"] for e in engineers),
        start=ints(e["shift"][0] for e in engineers),
        end=end,
        last=end + ints(e["max_overtime"] for e in engineers),
        overtime_rate=money(e["overtime"] * 3600 for e in engineers),
        fixed_cost=np.zeros(m, np.int64),
        work_rate=np.zeros(m, np.int64),
        max_visits=never,
        max_travel=never,
        max_work=never,
        break_length=np.zeros(m, np.int32),
        break_earliest=np.zeros(m, np.int32),
        break_latest=never,
        block_offset=np.zeros(m + 1, np.int32),
        block_from=ints([]),
        block_to=ints([]),
        capacity=np.zeros((m, 0), np.int32),
        place=ints(t["loc"] for t in tickets),
        unserved_cost=money(t["drop"] for t in tickets),
        demand=np.zeros((n, 0), np.int32),
        term_offset=ints(np.cumsum([0] + [t["due"] is not None for t in tickets])),
        term_due=ints(t["due"] for t in due),
        term_step=money(t["breach"] for t in due),
        term_rate=money(t["late"] * 3600 for t in due),
        term_on_finish=np.zeros(len(due), np.uint8),
        term_row=np.full(len(due), -1, np.int32),
        allowed=np.array(allowed, np.uint8).reshape(m, n),
        duration=np.broadcast_to(ints(t["duration"] for t in tickets), (m, n)),
        pair_cost=np.asarray(p["fit"], np.int64).reshape(m, n) * UNIT,
        window_set=np.broadcast_to(ints(own), (m, n)),
        window_offset=ints(np.cumsum([0] + [len(s) for s in sets])),
        window_first=ints(w[0] for s in sets for w in s),
        window_last=ints(w[1] for s in sets for w in s),
        shift_ids=tuple(e["id"] for e in engineers),
        ticket_ids=tuple(t["id"] for t in tickets),
    )
