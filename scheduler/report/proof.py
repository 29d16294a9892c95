"""How far from the best, in words that claim no more than was proved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal


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
    """

    bound: int | None = None
    ended: str = ""
    solver: str = ""
    overlap: bool = False

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
        if percent is None:
            return "how far from the best plan was not proved", "与最优方案的差距未作证明"
        if not percent:
            return "no plan is better under this policy: proved", "已证明：在本策略下没有更好的方案"
        english = f"at most {percent:f} % above the best plan possible under this policy"
        chinese = f"在本策略下，至多比可能的最优方案贵 {percent:f} %"
        if self.overlap:
            english += " (less, perhaps: the bound lets shifts of one person overlap)"
            chinese += "（可能更少：计算下界时未排除同一人的班次重叠）"
        return english, chinese
