"""Limits: what a plan has used of the plan limits, and what a change would do to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.text import Text, in_chinese
from scheduler.compile import Compiled
from scheduler.engine import Schedule
from scheduler.insertion.obstacle import Obstacle


@dataclass(frozen=True)
class Used:
    """Counts of every plan limit over a whole plan."""

    compiled: Compiled
    counts: tuple[int, ...]

    @classmethod
    def of(cls, compiled: Compiled, routes: Sequence[Sequence[int]], schedules: Sequence[Schedule]) -> Used:
        """What these routes and the tickets in none of them use."""
        unserved = compiled.day.row_unserved
        served = {i for route in routes for i in route}
        left = [i for i in range(len(compiled.tickets)) if i not in served]
        counts = [
            sum(schedule.usage[k] for schedule in schedules) + int(unserved[k, left].sum())
            for k in range(len(compiled.rows))
        ]
        return cls(compiled, tuple(counts))

    def serving(self, ticket: int, before: Sequence[int], after: Sequence[int]) -> Used:
        """The counts once an unserved ticket is served by a route whose own counts change like this."""
        unserved = self.compiled.day.row_unserved
        changed = [
            count + new - old - int(unserved[k, ticket])
            for k, (count, old, new) in enumerate(zip(self.counts, before, after, strict=True))
        ]
        return Used(self.compiled, tuple(changed))

    def money(self) -> dict[str, int]:
        """Price of what lies above the caps, rule by rule."""
        money: dict[str, int] = {}
        day = self.compiled.day
        rows = zip(self.compiled.rows, self.counts, day.row_cap.tolist(), day.row_price.tolist(), strict=True)
        for (rule, _), count, cap, price in rows:
            if count > cap and price > 0:
                money[rule] = money.get(rule, 0) + (count - cap) * price
        return money

    def broken_since(self, before: Used) -> tuple[Obstacle, ...]:
        """Hard limits that are exceeded, and by more than before."""
        caps, prices = self.compiled.day.row_cap.tolist(), self.compiled.day.row_price.tolist()
        rows = zip(self.compiled.rows, self.counts, before.counts, caps, prices, strict=True)
        return tuple(
            Obstacle(rule, _exceeded(row.name, count, cap))
            for (rule, row), count, old, cap, price in rows
            if price < 0 and count > cap and count > old
        )


def _exceeded(name: str, count: int, cap: int) -> Text:
    return Text(
        f"{name}: {count}, {count - cap} more than {cap}", f"{in_chinese(name)}：{count}，比上限 {cap} 多 {count - cap}"
    )
