"""The day and the plan that a question is about: as planned, or as things stand at a moment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import InputError, Trouble

if TYPE_CHECKING:
    from models.plan import Plan
    from models.problem import Problem


def standing(
    day: Path,
    plan: Path,
    *,
    published: Path | None = None,
    at: str | None = None,
    events: Path | None = None,
    freeze: int | None = None,
    policy: str | None = None,
    mapping: str | None = None,
    date: str | None = None,
    travel: str | None = None,
    territory: str | None = None,
) -> tuple[Problem, Plan]:
    """The problem and the plan asked about.

    Without ``at``, ``events`` and ``published`` nothing has been promised yet: the night's problem. Otherwise what is
    left to plan; the plan people know is ``published``, else the plan itself.

    Raises
    ------
    InputError
        The day, the plan or the events cannot be read, or contradict each other.
    """
    from scheduler.loaders.plan_file import read_plan

    if at is None and events is None and published is None:
        from scheduler.loaders import load
        from scheduler.planning.scope import within

        problem = within(load(day, policy=policy, mapping=mapping, date=date, travel=travel), territory)
        return problem, read_plan(plan, problem)
    from scheduler.cli.in_progress import situation_from

    now = situation_from(
        day, published=published or plan, at=at, events=events, freeze=freeze, policy=policy, mapping=mapping,
        date=date, travel=travel, territory=territory,
    )  # fmt: skip
    known = now.state.published if published is None else None
    return now.problem, known if known is not None else read_plan(plan, now.problem)


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
