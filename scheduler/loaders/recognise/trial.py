"""What a day becomes under a new mapping: read once, to say so at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble


@dataclass(frozen=True)
class Trial:
    """What was read: how much of each, and what is wrong or was said."""

    tickets: int
    engineers: int
    shifts: int
    rejects: int
    notes: tuple[Trouble, ...]
    troubles: tuple[Trouble, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        counts = {"tickets": self.tickets, "engineers": self.engineers, "shifts": self.shifts, "rejects": self.rejects}
        return counts | {
            "troubles": [trouble.as_dict() for trouble in self.troubles],
            "notes": [n.as_dict() for n in self.notes],
        }

    def lines(self, zh: bool) -> list[str]:
        """For people: the counts, then what is wrong, the first five."""
        if self.troubles:
            head = (
                f"尚不能读入：{len(self.troubles)} 处错误"
                if zh
                else f"It does not read yet: {len(self.troubles)} troubles"
            )
            return [head, *(f"  {trouble}" for trouble in self.troubles[:5])]
        found = f"读入 {self.tickets} 张工单、{self.engineers} 名工程师、{self.shifts} 个班次" if zh else (
            f"Read: {self.tickets} tickets, {self.engineers} engineers, {self.shifts} shifts")  # fmt: skip
        aside = f"，搁置 {self.rejects} 行" if zh else f", {self.rejects} rows set aside"
        return [*(f"note: {note}" for note in self.notes), found + (aside if self.rejects else "")]


def trial(day: Path, mapping: Path) -> Trial:
    """Read the day under the mapping; bad rows are set aside, what stops it is kept."""
    from scheduler.loaders.load import load_with_rejects

    try:
        loaded = load_with_rejects(day, mapping=mapping, reject_bad_rows=True)
    except InputError as error:
        return Trial(0, 0, 0, 0, (), error.troubles)
    problem = loaded.problem
    return Trial(len(problem.tickets), len(problem.engineers), len(problem.shifts), len(loaded.rejects), loaded.notes)
