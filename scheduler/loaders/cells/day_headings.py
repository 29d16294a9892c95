"""Headings that are days: rosters have a column a day, ``11月24日``, ``Tue 24/11``, ``24``, ``周二``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.written import MONTHS, plain, written

WEEKDAYS = (
    ("monday", "mon", "周一", "星期一", "礼拜一", "一"),
    ("tuesday", "tues", "tue", "周二", "星期二", "礼拜二", "二"),
    ("wednesday", "wed", "周三", "星期三", "礼拜三", "三"),
    ("thursday", "thurs", "thur", "thu", "周四", "星期四", "礼拜四", "四"),
    ("friday", "fri", "周五", "星期五", "礼拜五", "五"),
    ("saturday", "sat", "周六", "星期六", "礼拜六", "六"),
    ("sunday", "sun", "周日", "周天", "星期日", "星期天", "礼拜天", "日"),
)
_WEEKDAY_OF = {name: day for day, names in enumerate(WEEKDAYS) for name in names}
_WEEKDAY = re.compile(
    r"(?:周|星期|礼拜)[一二三四五六日天]|[(\[]\s*[一二三四五六日]\s*[)\]]|(?<![\d年月])[一二三四五六日](?![\d月])"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
)
_MONTH = rf"(?P<name>{'|'.join(MONTHS)})[a-z]*\.?"
_FORMS = (
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})日?(?:\s+00:00(?::00)?)?",
    r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4}|\d{2})",
    r"(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]?",
    r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})\.?",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*{_MONTH}(?:[\s,-]*(?P<year>\d{{4}}))?",
    rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:[\s,]+(?P<year>\d{{4}}))?",
    r"(?P<day>\d{1,2})\s*[日号]?",
)
_HEADINGS = tuple(re.compile(form) for form in _FORMS)
_PRINTED = re.compile(r"(?:打印|制表|导出|生成|printed|exported|created|generated|as of|run)[^\d]{0,20}[\d年月日/.-]+")
LONGEST = 62
"""No roster spans more days."""


@dataclass(frozen=True)
class Month:
    """What the title of a roster says of its time; None where it says nothing."""

    year: int | None = None
    month: int | None = None


def month_in(text: str) -> Month:
    """The month, or the year, that a title speaks of.

    >>> month_in("2026年11月 维修部排班表") == month_in("Roster November 2026") == month_in("roster_2026-11")
    True
    >>> month_in("roster_2026-11"), month_in("Roster")
    (Month(year=2026, month=11), Month(year=None, month=None))
    """
    simple = plain(text)
    if found := re.search(r"(20\d{2})\s*[-/.年_]?\s*(1[0-2]|0?[1-9])(?!\d)", simple):
        return Month(int(found[1]), int(found[2]))
    if found := re.search(rf"\b{_MONTH}\s*,?\s*(?P<year>20\d{{2}})", simple):
        return Month(int(found["year"]), MONTHS.index(found["name"][:3]) + 1)
    if found := re.search(r"(?<!\d)(20\d{2})(?!\d)", simple):
        return Month(int(found[1]))
    return Month()


def date_in(text: str) -> date | None:
    """The one full date that a text names, wherever it stands in it; None where it names none, or two.

    When something was printed or exported does not count.

    >>> date_in("维保计划 2026年11月24日 派单"), date_in("Service Calls 11-24-2026"), date_in("Roster November 2026")
    (datetime.date(2026, 11, 24), datetime.date(2026, 11, 24), None)
    """
    simple, found = _PRINTED.sub(" ", plain(text)), set()
    for pattern in (
        r"\d{4}\s*[-/.年_]\s*\d{1,2}\s*[-/.月_]\s*\d{1,2}",
        r"(?<!\d)20\d{6}(?!\d)",
        r"(?<![\d.])\d{1,2}[/.-]\d{1,2}[/.-]\d{4}",
    ):
        for match in re.findall(pattern, simple):
            try:
                day = written(match.replace("_", "-"))
            except Bad:
                continue
            if day is not None and day.date is not None:
                found.add(day.date)
    return found.pop() if len(found) == 1 else None


def days_of(headings: Iterable[str], when: Month, strict: bool = True) -> dict[str, date | int]:
    """Heading -> its date, or the weekday (0 = Monday) where headings name nothing else; empty where they are no days.

    Of two readings (day or month first) the one counts whose days lie together.

    Parameters
    ----------
    strict
        A weekday beside a date must be the date's.

    Examples
    --------
    >>> days_of(["Name", "23/11", "24/11"], Month(2026))
    {'23/11': datetime.date(2026, 11, 23), '24/11': datetime.date(2026, 11, 24)}
    >>> days_of(["姓名", "周一", "周二", "周三", "周四", "周五"], Month())["周二"]
    1
    """
    found = [(heading, parts) for heading in headings if (parts := _parts(heading)) is not None]
    if not found:
        return {}
    if all(set(parts) == {"weekday"} for _, parts in found):
        return {heading: int(parts["weekday"]) for heading, parts in found} if len(found) >= 5 else {}
    dated = [(heading, parts) for heading, parts in found if set(parts) != {"weekday"}]
    numbers = all(set(parts) <= {"day", "weekday"} for _, parts in dated)
    if len(dated) < (5 if numbers else 2):
        return {}
    orders = (_dated(dated, when, month_first, strict) for month_first in (False, True))
    readings = [days for days in orders if days]
    best = min(readings, key=_width) if readings else {}
    return dict(best)


def _width(days: Mapping[str, date]) -> timedelta:
    return max(days.values()) - min(days.values())


def looks_like_a_day(heading: str) -> bool:
    """May this be the heading of a day?"""
    return _parts(heading) is not None


def _parts(heading: str) -> dict[str, str] | None:
    """Year, month, day, weekday as far as a heading says them; ``first`` and ``second`` where the order is open."""
    text = plain(heading)
    if not text or len(text) > 30:
        return None
    weekday = _WEEKDAY.search(text)
    named = {} if weekday is None else {"weekday": str(_weekday(weekday[0]))}
    rest = _WEEKDAY.sub("", text).strip(" ,，()[]") if weekday is not None else text
    if not rest:
        return named or None
    for form in _HEADINGS:
        if match := form.fullmatch(rest):
            return {key: value for key, value in match.groupdict().items() if value} | named
    return None


def _weekday(text: str) -> int:
    word = text.strip("()[] .")
    return _WEEKDAY_OF.get(word, next((day for name, day in _WEEKDAY_OF.items() if word.startswith(name)), 0))


def _dated(found: list[tuple[str, dict[str, str]]], when: Month, month_first: bool, strict: bool) -> dict[str, date]:
    """Every heading with its date; empty where one is no date, names another weekday, or they lie too far apart."""
    days: dict[str, date] = {}
    month, last = when.month, 0
    if month is not None and (first := [int(p["day"]) for _, p in found if set(p) <= {"day", "weekday"}]):
        month -= 1 if first[0] > first[-1] else 0  # from the 26th to the 25th of the month in the title
    for heading, parts in found:
        year = int(parts["year"]) if "year" in parts else when.year
        if "first" in parts:
            pair = int(parts["first"]), int(parts["second"])
            number, day = pair if month_first else (pair[1], pair[0])
        else:
            day = int(parts["day"])
            number = _month_of(parts, month) or 0
            if set(parts) <= {"day", "weekday"} and month is not None:
                month += 1 if day < last else 0
                number, last = month, day
        if year is None or not number:
            return {}
        year += -1 if number == 0 else 1 if number > 12 else 0
        year += 2000 if year < 100 else 0
        try:
            days[heading] = date(year, (number - 1) % 12 + 1, day)
        except ValueError:
            return {}
        if strict and "weekday" in parts and days[heading].weekday() != int(parts["weekday"]):
            return {}
    return days if days and _width(days) < timedelta(days=LONGEST) else {}


def _month_of(parts: dict[str, str], month: int | None) -> int | None:
    if "name" in parts:
        return MONTHS.index(parts["name"][:3]) + 1
    return int(parts["month"]) if "month" in parts else month
