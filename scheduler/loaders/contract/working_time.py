"""The tables about time: shifts, absences, trainings."""

# ruff: noqa: E501 - a column a line reads as the table it is

from __future__ import annotations

from scheduler.loaders.contract.column import COORD_SYS, Column, Table, place_columns
from scheduler.loaders.contract.engineers import ENGINEER_ID

SHIFTS = Table(
    "shifts", "班次",
    "Working time, one row per engineer and day.",
    (
        ENGINEER_ID,
        Column("start", "开始", "time", "the shift begins; a span such as 2026-11-24 8:30-17:30 fills end too", "2026-11-24 08:30", required=True, span_end="end"),
        Column("end", "结束", "until", "the shift ends; later is overtime", "2026-11-24 17:30", required=True),
        Column("shift_id", "班次号", "text", "names the shift; empty = engineer@date", "E07@2026-11-24"),
        Column("break_min", "休息时长", "minutes", "length of the break; 0 = none on this shift; empty = the policy's", "45", unit="min", least=0),
        Column("break_earliest", "休息最早", "time", "earliest start of the break", "2026-11-24 11:30", span_end="break_latest"),
        Column("break_latest", "休息最晚", "time", "latest start of the break", "2026-11-24 13:30"),
        *place_columns("start_", "起点", "this shift's start, when it is not the engineer's", "at the first customer"),
        *place_columns("end_", "终点", "this shift's end, when it is not the engineer's", "at the last customer"),
        COORD_SYS,
    ),
    required=True,
    key=("start", "end"),
)  # fmt: skip

ABSENCES = Table(
    "absences", "缺勤",
    "Time in which an engineer is away: neither driving nor serving.",
    (
        ENGINEER_ID,
        Column("start", "开始", "time", "away from then; a span fills end too", "2026-11-24 13:00", required=True, span_end="end"),
        Column("end", "结束", "until", "back from then; a date alone counts to its end", "2026-11-24 15:00", required=True),
        Column("kind", "类型", "text", "for people", "leave"),
    ),
    key=("start", "end", "kind"),
)  # fmt: skip

TRAININGS = Table(
    "trainings", "培训",
    "Protected training time: neither driving nor serving.",
    (
        ENGINEER_ID,
        Column("start", "开始", "time", "begins; a span fills end too", "2026-11-24 14:00", required=True, span_end="end"),
        Column("end", "结束", "until", "ends; a date alone counts to its end", "2026-11-24 16:00", required=True),
        Column("title", "主题", "text", "for people", "变频器维修"),
    ),
    key=("start", "end", "title"),
)  # fmt: skip
