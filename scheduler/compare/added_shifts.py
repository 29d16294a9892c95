"""People who are added or taken away by a scenario: what the cost counts of their wages, and what they may cost."""

from __future__ import annotations

from dataclasses import dataclass

from models.text import Text


@dataclass(frozen=True)
class AddedShifts:
    """Shifts more or less than in the base.

    Parameters
    ----------
    shifts
        Shifts more than in the base, a day; negative = less.
    wages
        [currency] difference a day in what the rule ``pay`` charges; it is part of the difference in cost.
    saved
        [currency] what the plan is cheaper by, a day, wages as far as they are counted included.
    """

    shifts: float
    wages: float
    saved: float

    @property
    def break_even(self) -> float:
        """[currency] what each added shift may cost beyond what is counted, before it no longer pays; for shifts that
        are taken away, what each has to save."""
        return self.saved / self.shifts

    def text(self, currency: str) -> Text:
        """In words: the wages that are counted, and the break-even."""
        many = f"{abs(self.shifts):g}"
        shifts, counted = f"{many} shift{'' if many == '1' else 's'}", f"{self.wages:+,.2f} {currency}"
        worth = f"{abs(self.break_even):,.2f} {currency}"
        if self.shifts > 0 and self.saved <= 0:
            return Text(
                f"{shifts} more a day, wages counted {counted}: they do not pay at any wage",
                f"每天多 {many} 个班次，已计工资 {counted}：无论工资多少都不划算",
            )
        if self.shifts > 0:
            return Text(
                f"{shifts} more a day, wages counted {counted}: each pays up to {worth} a day beyond that",
                f"每天多 {many} 个班次，已计工资 {counted}：除此之外，每个班次每天至多值 {worth}",
            )
        return Text(
            f"{shifts} less a day, wages counted {counted}: it pays when each saves more than {worth} a day "
            "beyond that" if self.saved < 0 else
            f"{shifts} less a day, wages counted {counted}: it pays at any wage",
            f"每天少 {many} 个班次，已计工资 {counted}：每个班次每天另省 {worth} 以上才划算" if self.saved < 0 else
            f"每天少 {many} 个班次，已计工资 {counted}：无论工资多少都划算",
        )  # fmt: skip
