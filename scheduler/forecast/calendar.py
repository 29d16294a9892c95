"""What kind of day a day is: weekday, holiday, make-up working day, the days before and after a break."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from models.errors import InputError, Trouble
from models.text import Text

KINDS = ("working", "weekend", "holiday", "make-up", "bridge", "after", "before-1", "before-2", "before-3")
"""``make-up`` = a Saturday or Sunday that is worked for a long holiday; ``after`` = first working day after a break of
three days or more; ``before-n`` = n days before such a break; ``bridge`` = one working day between days off."""

LONG = 3
"""Days off in a row that make a long break."""


@dataclass(frozen=True)
class Calendar:
    """The days off of a company.

    Parameters
    ----------
    off, worked
        Public holidays by name, and weekend days that are worked.
    known_until
        The last day for which holidays are known; what lies beyond is provisional. None = all are.
    """

    off: Mapping[date, str] = field(default_factory=dict)
    worked: frozenset[date] = frozenset()
    known_until: date | None = None

    @classmethod
    def of(cls, country: str, years: Iterable[int], known_until: date | None = None) -> Calendar:
        """The public holidays of a country (ISO 3166 code) from the package ``holidays``; none for an empty code.

        Raises
        ------
        InputError
            The package does not know the country.
        """
        if not country:
            return cls()
        import holidays

        known = holidays.list_supported_countries()
        if country not in known:
            message = Text(f"holidays of {country} are not known", f"未知国家 {country} 的节假日")
            maybe = Text(
                "write the ISO code, CN or US, or give a calendar of your own.",
                "请写 ISO 代码，如 CN、US，或提供自己的日历。",
            )
            if country.upper() in known:
                maybe = Text(f"you mean {country.upper()!r}.", f"您是指 {country.upper()!r}。")
            raise InputError(Trouble(message, field="--country", value=country, rule="unknown-country", maybe=maybe))
        found = holidays.country_holidays(country, years=list(years), language="en_US")
        worked = frozenset(getattr(found, "weekend_workdays", ()) or ())
        return cls(dict(found), worked, known_until)

    def without(self, kinds: Mapping[date, str]) -> Calendar:
        """The same calendar with a company's own days: ``holiday``, ``working`` or ``make-up`` each."""
        off, worked = dict(self.off), set(self.worked)
        for day, kind in kinds.items():
            off.pop(day, None)
            worked.discard(day)
            if kind == "holiday":
                off[day] = off.get(day, kind)
            elif day.weekday() >= 5:
                worked.add(day)
        return Calendar(off, frozenset(worked), self.known_until)

    def is_off(self, day: date) -> bool:
        """Does nobody work?"""
        return day not in self.worked and (day in self.off or day.weekday() >= 5)

    def provisional(self, day: date) -> bool:
        """Are the holidays of this day not announced yet?"""
        return self.known_until is not None and day > self.known_until

    def kind(self, day: date) -> str:
        """One of :data:`KINDS`.

        >>> calendar = Calendar({date(2026, 10, 1): "National Day", date(2026, 10, 2): "National Day"})
        >>> [calendar.kind(date(2026, 10, k)) for k in (1, 3, 5)], calendar.kind(date(2026, 9, 30))
        (['holiday', 'weekend', 'after'], 'before-1')
        """
        if day in self.worked:
            return "make-up"
        if day in self.off:
            return "holiday"
        if day.weekday() >= 5:
            return "weekend"
        if self.is_off(day - timedelta(days=1)) and self._long(day - timedelta(days=1)):
            return "after"
        if self.is_off(day - timedelta(days=1)) and self.is_off(day + timedelta(days=1)):
            return "bridge"
        for ahead in (1, 2, 3):
            if self.is_off(day + timedelta(days=ahead)) and self._long(day + timedelta(days=ahead)):
                return f"before-{ahead}"
        return "working"

    def _long(self, day: date) -> bool:
        """Does a day off belong to a long break with a holiday in it?"""
        return any(day in span for span in self._breaks)

    @cached_property
    def _breaks(self) -> tuple[frozenset[date], ...]:
        """Long breaks around the public holidays."""
        found: list[frozenset[date]] = []
        for holiday in sorted(self.off):
            if self.is_off(holiday) and not any(holiday in span for span in found):
                span = {holiday}
                for step in (-1, 1):
                    day = holiday + timedelta(days=step)
                    while self.is_off(day):
                        span.add(day)
                        day += timedelta(days=step)
                if len(span) >= LONG:
                    found.append(frozenset(span))
        return tuple(found)
