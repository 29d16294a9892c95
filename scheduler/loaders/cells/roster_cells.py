"""What stands in a cell of a roster: hours, a word for a day off, or a letter for a shift."""

from __future__ import annotations

import re

from scheduler.loaders.cells.written import plain

OFF = frozenset({
    "", "off", "rest", "rdo", "day off", "leave", "annual leave", "sick", "sick leave", "holiday", "vacation", "pto",
    "al", "sl", "ph", "h", "v", "x", "o", "-", "/", "0", "n/a", "none", "absent", "休", "休息", "公休", "轮休", "调休",
    "补休", "年休", "年假", "假", "病假", "事假", "婚假", "产假", "请假", "休假",
    "放假", "节假日", "法定假", "无", "否", "不上班",
})  # fmt: skip
"""Nobody comes on a day with one of these."""
USUAL = {
    "早": "08:00-16:00", "早班": "08:00-16:00", "中": "16:00-24:00", "中班": "16:00-24:00", "晚": "16:00-24:00",
    "晚班": "16:00-24:00", "夜": "00:00-08:00", "夜班": "00:00-08:00", "白": "08:30-17:30", "白班": "08:30-17:30",
    "正": "08:30-17:30", "正常班": "08:30-17:30", "日": "08:30-17:30", "全": "08:30-17:30", "班": "08:30-17:30",
    "√": "08:30-17:30", "1": "08:30-17:30", "上": "08:30-17:30", "上午": "08:30-12:00", "下午": "13:00-17:30",
    "d": "08:00-17:00", "day": "08:00-17:00", "e": "07:00-15:00", "early": "07:00-15:00", "l": "13:00-21:00",
    "late": "13:00-21:00", "n": "22:00-06:00", "night": "22:00-06:00", "m": "07:00-15:00", "a": "13:00-21:00",
    "am": "08:00-12:00", "pm": "13:00-17:00", "w": "08:00-17:00", "y": "08:00-17:00", "on": "08:00-17:00",
}  # fmt: skip
"""What such a letter means as a rule: proposed, never taken in silence."""
_CLOCK = r"(\d{1,2})(?:[:.点h](\d{2})?|(\d{2}))?\s*(半)?\s*([ap]m?\b)?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|~|至|到|to)\s*(?:次日|\+)?\s*{_CLOCK}")
_LEFT = re.compile(r"[a-z\u4e00-\u9fff()\[\]\s,/;、+&|:]*")


def off(text: str) -> bool:
    """Does the cell say that nobody comes?"""
    return plain(text).strip("()[] ") in OFF


def hours_of(text: str) -> tuple[str, ...]:
    """The spans of a cell as ``08:00-17:00``; empty where it holds none, or something else besides.

    A bare ``8-5`` ends in the afternoon.

    >>> hours_of("8-17"), hours_of("早 8:00～16:00"), hours_of("8-12/13-17:30"), hours_of("0700-1530"), hours_of("22-6")
    (('08:00-17:00',), ('08:00-16:00',), ('08:00-12:00', '13:00-17:30'), ('07:00-15:30',), ('22:00-06:00',))
    >>> hours_of("8-5"), hours_of("9am-5:30pm"), hours_of("7a-3:30p"), hours_of("早"), hours_of("3-4711")
    (('08:00-17:00',), ('09:00-17:30',), ('07:00-15:30',), (), ())
    """
    simple = plain(text)
    found = list(_SPAN.finditer(simple))
    if not found or not _LEFT.fullmatch(_SPAN.sub("", simple)):
        return ()
    spans = [_span(match) for match in found]
    return () if None in spans else tuple(span for span in spans if span)


def _span(match: re.Match[str]) -> str | None:
    start, end = (_minutes(match.groups()[at : at + 5]) for at in (0, 5))
    if start is None or end is None:
        return None
    bare = not any(match[at] for at in (2, 3, 4, 5, 7, 8, 9, 10))
    if bare and 5 * 60 <= start <= 12 * 60 and end <= start and end <= 12 * 60:
        end += 12 * 60
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def _minutes(parts: tuple[str | None, ...]) -> int | None:
    hour, minute = int(parts[0] or 0), int(parts[1] or parts[2] or (30 if parts[3] else 0))
    if parts[4]:
        hour = hour % 12 + (12 if parts[4].startswith("p") else 0)
    return hour * 60 + minute if hour <= 24 and minute < 60 and (hour < 24 or minute == 0) else None


def legend(text: str) -> dict[str, str]:
    """Letter -> hours, as the title or the foot of a roster explains them.

    >>> legend("早:8:00-16:00 中：16:00-24:00 休=休息"), legend("E = 07:00-15:00, L = 13:00-21:00")
    ({'早': '08:00-16:00', '中': '16:00-24:00'}, {'e': '07:00-15:00', 'l': '13:00-21:00'})
    """
    found = {}
    for match in re.finditer(r"([a-z\u4e00-\u9fff√]{1,4}\d?)\s*[:=(\[ ]\s*(\d[^a-z\u4e00-\u9fff=,;]*)", plain(text)):
        spans = hours_of(match[2].strip(" )]"))
        if spans:
            found[match[1]] = "/".join(spans)
    return found
