"""One key figure: never the ratio alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kpi:
    """A key figure with what it was made from.

    Parameters
    ----------
    id
        Stable name, for instance ``sla-response-p1``.
    title_en, title_zh
        A few words for people.
    numerator, denominator
        Counts, hours or minutes, as the figure's page says.
    value
        The figure in ``unit``; None where the denominator is zero, because then there is nothing to measure.
    unit
        ``%``, ``h``, ``min`` or ``1`` (a plain number).
    higher_is_better
        Which way is good; None = neither.
    """

    id: str
    title_en: str
    title_zh: str
    numerator: float
    denominator: float
    value: float | None
    unit: str
    higher_is_better: bool | None

    def as_dict(self) -> dict[str, Any]:
        """Plain data for manifests and tables."""
        return {
            "id": self.id,
            "value": self.value,
            "unit": self.unit,
            "numerator": self.numerator,
            "denominator": self.denominator,
        }


def ratio(
    id: str,
    title: tuple[str, str],
    numerator: float,
    denominator: float,
    unit: str = "1",
    better: bool | None = None,
) -> Kpi:
    """The figure ``numerator / denominator``; a percentage when the unit says so.

    >>> ratio("served", ("Served", "已安排"), 3, 4, "%").value, ratio("served", ("Served", "已安排"), 0, 0, "%").value
    (75.0, None)
    """
    scale = 100 if unit == "%" else 1
    value = scale * numerator / denominator if denominator else None
    numerator, denominator = (round(float(part), 6) for part in (numerator, denominator))
    return Kpi(id, *title, numerator, denominator, None if value is None else round(value, 6), unit, better)
