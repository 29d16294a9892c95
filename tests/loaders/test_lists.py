"""Cells that hold several things: every form that is read, and every slip by its rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.lists import counted, items, lags, named, names, once, spans, write

CLOCK = {"9": 9, "10": 10, "12": 12}


def time(text: str) -> int:
    return CLOCK[text]


def minute(text: str) -> int:
    hours, minutes = text.split()[-1].split(":")
    return int(hours) * 60 + int(minutes)


READ: dict[str, tuple[Callable[[], Any], Any]] = {
    "items": (lambda: items(" a ;b；; c"), ("a", "b", "c")),
    "items of JSON": (lambda: items('["a;b", ["c", 2], 3]'), (("a;b",), ("c", 2), ("3",))),
    "nothing": (lambda: items(""), ()),
    "names": (lambda: names("E07; E11；E12"), ("E07", "E11", "E12")),
    "names of JSON": (lambda: names('["E;7", ["E8"]]'), ("E;7", "E8")),
    "counts": (lambda: counted("NET:2;FIBER；X：9", 1, 9), (("NET", 2), ("FIBER", 1), ("X", 9))),
    "counts with another default": (lambda: counted("NET", 0, None, default=0), (("NET", 0),)),
    "the least and the most": (lambda: counted("a:1;b:9", 1, 9), (("a", 1), ("b", 9))),
    "counts without a most": (lambda: counted("a:0;b:1000000", 0, None), (("a", 0), ("b", 1_000_000))),
    "a name with a colon": (lambda: counted("a:b:2", 1, 9), (("a:b", 2),)),
    "counts of JSON": (lambda: counted('[["a:b", 2], "c"]', 1, 9), (("a:b", 2), ("c", 1))),
    "once": (lambda: once((("a", 1), ("b", 2))), {"a": 1, "b": 2}),
    "named": (lambda: named("E07@9;E11", time), (("E07", 9), ("E11", None))),
    "named in JSON": (lambda: named('[["a@b", "9"], ["c"]]', time), (("a@b", 9), ("c", None))),
    "spans": (lambda: spans("9:00-12:00; 14:00/15:30", minute, minute), ((540, 720), (840, 930))),
    "spans of JSON": (lambda: spans('[["9", "12"]]', time, time), ((9, 12),)),
    "lags": (lambda: lags("T-1;T-2:30;T-3:30:240"), (("T-1", 0, None), ("T-2", 1800, None), ("T-3", 1800, 14_400))),
    "a most lag without a least": (lambda: lags("T-1::240"), (("T-1", 0, 14_400),)),
    "least and most alike": (lambda: lags("T-1：30：30"), (("T-1", 1800, 1800),)),
    "a negative lag": (lambda: lags("T-1:-30"), (("T-1", -1800, None),)),
    "lags of JSON": (lambda: lags('[["T:1", 30, 240], ["T:2"], ["T:3", null, 5]]'),
                     (("T:1", 1800, 14_400), ("T:2", 0, None), ("T:3", 0, 300))),
    "empty lags": (lambda: lags("T-1: :"), (("T-1", 0, None),)),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_a_list_is_read(case: str) -> None:
    read, expected = READ[case]
    assert read() == expected


SLIPS: dict[str, tuple[Callable[[], Any], str, str]] = {
    "JSON that is none": (lambda: items("[a"), "list", "brackets"),
    "a name with a value": (lambda: names('[["E7", 3]]'), "list", "inner brackets"),
    "a number without a name": (lambda: counted(":2", 1, 9), "list", "NET:2"),
    "a name that needs a number": (lambda: counted("plc", 1, 1000, default=None), "list", "plc:80"),
    "below the least": (lambda: counted("a:0", 1, 9), "range", ""),
    "above the most": (lambda: counted("a:10", 1, 9), "range", ""),
    "half a piece": (lambda: counted("a:1.5", 1, 9), "integer", "2"),
    "twice": (lambda: counted("a:1;b;a:2", 1, 9), "list-twice", "leave one"),
    "three parts": (lambda: counted('[["a", 1, 2]]', 1, 9), "list", "one value"),
    "no part": (lambda: counted("[[]]", 1, 9), "list", "one value"),
    "a moment without a name": (lambda: named("@9", time), "list", "E07@"),
    "named twice": (lambda: named("E7;E7@9", time), "list-twice", "leave one"),
    "no span": (lambda: spans("soon", minute, minute), "list", "2026-11-24 09:00/"),
    "one no span among others": (lambda: spans("9:00-12:00;soon", minute, minute), "list", "2026-11-24 09:00/"),
    "a span of nothing": (lambda: spans('[["9", "9"]]', time, time), "window-order", "swapped"),
    "a span backwards": (lambda: spans('[["10", "9"]]', time, time), "window-order", "swapped"),
    "a span of three": (lambda: spans('[["9", "10", "12"]]', time, time), "list", "2026-11-24 09:00/"),
    "a span of one": (lambda: spans('["9"]', time, time), "list", "2026-11-24 09:00/"),
    "four parts of a lag": (lambda: lags("T-1:1:2:3"), "list", "T-1041:30:240"),
    "a lag without a ticket": (lambda: lags(":30"), "list", "T-1041:30:240"),
    "a lag of nothing": (lambda: lags("[[]]"), "list", "T-1041:30:240"),
    "the most below the least": (lambda: lags("T-1:30:29"), "lag-order", "swapped"),
    "two lags of one ticket": (lambda: lags("T-1;T-1:30"), "list-twice", "leave one"),
}  # fmt: skip


@pytest.mark.parametrize("case", SLIPS)
def test_a_slip_is_refused_by_its_rule_with_a_way_out(case: str) -> None:
    read, rule, maybe = SLIPS[case]
    with pytest.raises(Bad) as bad:
        read()
    assert bad.value.rule == rule and maybe in bad.value.maybe


def test_the_item_that_is_no_span_is_the_one_that_is_named() -> None:
    with pytest.raises(Bad, match="'soon'"):
        spans("9:00-12:00;soon", minute, minute)


WRITTEN = {
    "plain": ([("NET", 2), ("FIBER", None)], ":", "NET:2;FIBER"),
    "moments": ([("E7", "2026-11-24"), ("E8", None)], "@", "E7@2026-11-24;E8"),
    "a gap": ([("T-1", None, 240)], ":", "T-1::240"),
    "nothing": ([], ":", ""),
    "only a name": ([("a",)], ":", "a"),
    "a name with a sign": ([("a;b", 2), ("c", None)], ":", '[["a;b", 2], "c"]'),
    "a name with a dash between blanks": ([("a - b",)], ":", '["a - b"]'),
    "a name with a dash": ([("a-b",)], ":", "a-b"),
    "a name in Chinese": ([("从至到",)], ":", '["从至到"]'),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_a_list_is_written_so_that_it_can_be_read(case: str) -> None:
    parts, sign, cell = WRITTEN[case]
    assert write(parts, sign) == cell
