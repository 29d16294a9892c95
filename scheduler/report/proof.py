"""How far from the best, in words that claim no more than was proved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

STARVED = 0.75
"""A search by the clock that had less than this share of one core is said to have had little."""


@dataclass(frozen=True)
class Proof:
    """What a solver proved about a plan.

    Parameters
    ----------
    bound
        [thousandths] no plan costs less under the policy; None when nothing was proved. Zero proves nothing either
        about a plan that costs something, for no plan costs less than nothing.
    ended
        Why the solver stopped, for instance ``optimal``, ``gap``, ``time``.
    solver
        Which solver.
    overlap
        Whether the bound leaves out that two shifts of one person must not overlap, and may lie too low for that.
    seconds, cpu_seconds
        [s] wall time of the search, and the processor time it had in it; 0 = not measured.
    """

    bound: int | None = None
    ended: str = ""
    solver: str = ""
    overlap: bool = False
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    @property
    def starved(self) -> bool:
        """Did a search that ended by the clock get much less of the processor than it was given time?"""
        return self.ended == "time" and self.cpu_seconds < STARVED * self.seconds

    def percent(self, cost: int) -> Decimal | None:
        """Most by which ``cost`` can lie above the best plan [%]; None = unknown.

        Rounded up, to two digits that count or to whole percents.

        >>> Proof(bound=100_000).percent(101_234), Proof(bound=100_000).percent(100_000), Proof().percent(1)
        (Decimal('1.3'), Decimal('0'), None)
        """
        if self.bound is None:
            return None
        if cost <= self.bound:
            return Decimal(0)
        if self.bound <= 0:
            return None
        share = Decimal(100 * (cost - self.bound)) / Decimal(self.bound)
        return share.quantize(Decimal(1).scaleb(min(0, share.adjusted() - 1)), ROUND_CEILING)

    def words(self, cost: int) -> tuple[str, str]:
        """The proof in a sentence, English and Chinese.

        >>> Proof(bound=100_000).words(101_234)[0]
        'at most 1.3 % above the best plan possible under this policy'
        """
        percent = self.percent(cost)
        starved = self._starved()
        if percent is None:
            return f"how far from the best plan was not proved{starved[0]}", f"与最优方案的差距未作证明{starved[1]}"
        if not percent:
            return "no plan is better under this policy: proved", "已证明：在本策略下没有更好的方案"
        english = f"at most {percent:f} % above the best plan possible under this policy"
        chinese = f"在本策略下，至多比可能的最优方案贵 {percent:f} %"
        if self.overlap:
            english += " (less, perhaps: the bound lets shifts of one person overlap)"
            chinese += "（可能更少：计算下界时未排除同一人的班次重叠）"
        return english + starved[0], chinese + starved[1]

    def _starved(self) -> tuple[str, str]:
        """What is said behind a gap that a busy machine may have caused."""
        if not self.starved:
            return "", ""
        cpu, wall = f"{self.cpu_seconds:.1f}", f"{self.seconds:.1f}"
        return (
            f"; the machine was busy: the search had {cpu} s of processor time in {wall} s",
            f"；机器繁忙：搜索历时 {wall} 秒，只得到 {cpu} 秒处理器时间",
        )
