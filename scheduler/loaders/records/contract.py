"""The tables of a records folder, as data: reading, messages, writing and documentation follow from it."""

# ruff: noqa: E501 - a column a line reads as the table it is

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.records.entities import BREACHES, CAUSES, COURSES, DECISIONS, PRESENCE, REASONS, SOURCES
from scheduler.loaders.contract.column import Column, Table

SETTINGS_FILE = "records.yaml"
"""Keys ``name`` and ``timezone``; in a workbook the sheet ``settings`` with the columns key and value."""

ALSO = {
    "visit_id": "visit", "ticket_id": "ticket", "engineer_id": "engineer", "rating_id": "rating",
    "territory_id": "territory", "customer_id": "customer", "shift_id": "shift", "territories": "territory",
}  # fmt: skip
"""Headings of a day that mean the same here."""


@dataclass(frozen=True)
class RecordTable(Table):
    """A table of records: headings of a day (``engineer_id``) are understood as well."""

    @cached_property
    def headings(self) -> dict[str, str]:
        """Every heading that is understood (lower case) -> name of the column."""
        also = {heading: name for heading, name in ALSO.items() if name in self.column}
        return also | super().headings


YES = ("yes", "no", "是", "否", "true", "false", "1", "0")
"""Words of a yes or no."""

VISIT = Column("visit", "上门号", "text", "a visit of the visits table", "V-1042", required=True)
ENGINEER = Column("engineer", "工程师号", "text", "the engineer", "E07", required=True)


STAFF = RecordTable(
    "engineers", "工程师",
    "Who the records speak of; the engineers table of a day is one. Without it nobody's tier is known.",
    (
        ENGINEER,
        Column("name", "姓名", "text", "for people", "王伟"),
        Column("tier", "级别", "tier", "junior, intermediate or senior; empty = junior", "senior"),
        Column("territory", "区域", "names", "the territory worked in, the first where there are several", "north"),
        Column("since", "任职起", "time", "first day in this tier", "2024-04-01"),
    ),
)  # fmt: skip

TICKETS_KNOWN = RecordTable(
    "tickets", "工单",
    "Tickets of the period, visited or not: a promise that nobody came for counts as broken once it is due.",
    (
        Column("ticket", "工单号", "text", "names the ticket; no two rows share it", "T-1042", required=True),
        Column("created", "创建", "time", "the customer's request", "2026-09-01 08:12"),
        Column("respond_by", "响应期限", "until", "somebody is on site by then", "2026-09-01 12:12"),
        Column("resolve_by", "解决期限", "until", "it runs again by then", "2026-09-02 08:12"),
        Column("work_type", "工作类型", "text", "kind of work", "leak"),
        Column("territory", "区域", "text", "where", "north"),
        Column("priority", "优先级", "integer", "1 is most urgent; empty = 3", "2", least=1, most=9),
        Column("tier", "最低级别", "tier", "least tier of the engineer; empty = junior", "intermediate"),
        Column("customer", "客户号", "text", "who called", "C117"),
    ),
)  # fmt: skip

CUSTOMERS = RecordTable(
    "customers", "客户",
    "Customers with a wish of their own.",
    (
        Column("customer", "客户号", "text", "names the customer", "C117", required=True),
        Column("do_not_call", "不接电话回访", "choice", "yes: never drawn for a call; empty = no", "yes", choices=YES),
    ),
)  # fmt: skip

VISITS = RecordTable(
    "visits", "上门记录",
    "Visits that took place, one row each.",
    (
        Column("visit", "上门号", "text", "names the visit; no two rows share it", "V-1042", required=True),
        Column("ticket", "工单号", "text", "the ticket it served", "T-1042", required=True),
        ENGINEER,
        Column("arrived", "到达", "time", "on site from then", "2026-09-01 10:05", required=True),
        Column("finished", "完成", "time", "work ended", "2026-09-01 11:20", required=True),
        Column("visit_no", "第几次上门", "integer", "1 = first visit of the ticket", "1", least=1),
        Column("planned_start", "计划开始", "time", "as the plan had it", "2026-09-01 10:00"),
        Column("respond_by", "响应期限", "until", "somebody was to be on site by then", "2026-09-01 12:12"),
        Column("resolve_by", "解决期限", "until", "it was to run again by then", "2026-09-02 08:12"),
        Column("created", "创建", "time", "the customer's request; empty = the tickets table's", "2026-09-01 08:12"),
        Column("work_type", "工作类型", "text", "kind of work", "leak"),
        Column("territory", "区域", "text", "where", "north"),
        Column("priority", "优先级", "integer", "1 is most urgent; empty = 3", "2", least=1, most=9),
        Column("tier", "最低级别", "tier", "least tier of the ticket; empty = junior", "intermediate"),
        Column("fixed", "已修复", "choice", "did it run when the engineer left; empty = unknown", "yes", choices=YES),
        Column("reason", "未修复原因", "choice", "why it did not run", "part", choices=REASONS),
        Column("parts", "更换备件", "text", "for people", "PCB-7"),
        Column("customer", "客户号", "text", "who was visited", "C117"),
        Column("remote", "远程", "choice", "served without a drive; empty = no", "no", choices=YES),
    ),
    required=True,
)  # fmt: skip

REOPENS = RecordTable(
    "reopens", "返修",
    "Finished tickets that came back.",
    (
        Column("ticket", "工单号", "text", "the ticket", "T-1042", required=True),
        Column("reopened", "返修时间", "time", "when the customer called again", "2026-09-10 09:00", required=True),
        Column("visit", "返修的上门号", "text", "the visit that is called back; empty = the last before", "V-1042"),
        Column("cause", "原因", "choice", "same fault, other fault, the customer's misuse; empty = same", "same", choices=CAUSES),
    ),
)  # fmt: skip

RATINGS = RecordTable(
    "ratings", "评价",
    "What was said of visits.",
    (
        Column("rating", "评价号", "text", "names the rating; no two rows share it", "R-118", required=True),
        VISIT,
        Column("source", "来源", "choice", "message survey, telephone call, mystery customer", "survey", required=True, choices=SOURCES),
        Column("given", "评价时间", "time", "when it was given", "2026-09-01 18:30", required=True),
        Column("score", "评分", "number", "the grade", "5", required=True),
        Column("asked", "询问时间", "time", "when the customer was asked", "2026-09-01 11:25"),
        Column("channel", "渠道", "text", "sms, phone, app", "sms"),
        Column("device", "设备", "choice", "whose device it was given on", "customer", choices=("customer", "engineer")),
        Column("scale", "量表", "text", "lowest and highest grade; empty = 1-5", "1-5"),
        Column("fixed", "客户认为已修复", "choice", "does the customer say that it runs", "yes", choices=YES),
        Column("comment", "意见", "text", "in the customer's words", "很准时"),
        Column("dimensions", "分项", "text", "grades of single points, for people", "punctual:5;clean:4"),
    ),
)  # fmt: skip

SURVEYS = RecordTable(
    "surveys", "问卷",
    "Messages that asked for a rating; without them the response rate is unknown.",
    (
        VISIT,
        Column("sent", "发送时间", "time", "when it was sent", "2026-09-01 11:25", required=True),
        Column("channel", "渠道", "text", "sms, app", "sms"),
        Column("answered", "回复时间", "time", "when it was answered; empty = never", "2026-09-01 18:30"),
    ),
)  # fmt: skip

CALLBACKS = RecordTable(
    "callbacks", "电话回访",
    "Visits drawn for a call, and what came of it.",
    (
        VISIT,
        Column("month", "月份", "text", "month of the draw", "2026-09", required=True),
        Column("stratum", "层", "choice", "drawn among visits whose survey was answered or not", "unanswered", choices=("answered", "unanswered")),
        Column("attempts", "拨打次数", "integer", "calls tried", "2", least=0, most=99),
        Column("outcome", "结果", "choice", "empty = open", "answered", choices=("open", "answered", "refused", "not-reached")),
    ),
)  # fmt: skip

ATTENDANCE = RecordTable(
    "attendance", "考勤",
    "One row per engineer and shift.",
    (
        ENGINEER,
        Column("shift", "班次号", "text", "names the shift", "E07@2026-09-01", required=True),
        Column("kind", "类型", "choice", "came, came late, stayed away, was excused", "present", required=True, choices=PRESENCE),
        Column("minutes_late", "迟到分钟", "integer", "how late", "12", unit="min", least=0, most=1440),
        Column("day", "日期", "time", "day of the shift; empty = the day in its name after @", "2026-09-01"),
    ),
)  # fmt: skip

BREACH_TABLE = RecordTable(
    "breaches", "违规",
    "Breaches of the rules.",
    (
        Column("breach", "违规号", "text", "names the breach; no two rows share it", "B-7", required=True),
        ENGINEER,
        Column("day", "日期", "time", "when", "2026-09-03", required=True),
        Column("kind", "类型", "choice", "what", "safety", required=True, choices=BREACHES),
        Column("serious", "严重", "choice", "is it an entry of the standing ladder; empty = no", "yes", choices=YES),
        Column("visit", "上门号", "text", "at which visit", "V-1042"),
        Column("found_by", "发现人", "text", "who says so", "Li Na"),
    ),
)  # fmt: skip

COURSE_TABLE = RecordTable(
    "courses", "课程",
    "Courses and exams with their points; a correction is a row with negative points and a reason.",
    (
        ENGINEER,
        Column("course", "课程号", "text", "names the course", "VRF-2", required=True),
        Column("passed", "日期", "time", "day of the exam", "2026-08-20", required=True),
        Column("points", "积分", "integer", "certification points; empty = 0", "20", least=-10_000, most=10_000),
        Column("valid_until", "有效至", "time", "last day on which the points count; empty = the policy's months", "2028-08-19"),
        Column("field", "领域", "text", "technical field, or the certificate it gives", "VRF"),
        Column("kind", "类别", "choice", "empty = product", "product", choices=COURSES),
        Column("result", "结果", "choice", "empty = passed", "passed", choices=("passed", "failed")),
        Column("hours", "学时", "number", "length", "4", unit="h", least=0, most=1000),
        Column("reason", "理由", "text", "of a correction", "entered twice"),
    ),
)  # fmt: skip

DECISION_TABLE = RecordTable(
    "decisions", "决定",
    "What named persons decided: about an entry of the ladder, a step, or a rating.",
    (
        Column("decision", "决定号", "text", "names the decision; no two rows share it", "D-3", required=True),
        Column("entry", "事项号", "text", "entry of the ladder, or the rating", "run:R-118"),
        Column("step", "步骤", "text", "the step that is decided on", "E07/suspended/2026-09-04"),
        Column("kind", "类型", "choice", "what was decided", "confirm", required=True, choices=DECISIONS),
        Column("by", "决定人", "text", "a name", "Zhao Lei", required=True),
        Column("on", "日期", "time", "day of the decision", "2026-09-11", required=True),
        Column("reason", "理由", "text", "why", "heard on 9 September"),
        Column("heard", "已听取", "choice", "was the engineer heard", "yes", choices=YES),
        Column("engineer", "工程师号", "text", "whom it concerns", "E07"),
    ),
    either=(("entry",), ("step",)),
)  # fmt: skip

RECORD_TABLES: tuple[RecordTable, ...] = (
    STAFF, TICKETS_KNOWN, CUSTOMERS, VISITS, REOPENS, RATINGS, SURVEYS, CALLBACKS, ATTENDANCE, BREACH_TABLE,
    COURSE_TABLE, DECISION_TABLE,
)  # fmt: skip
"""Every table of a records folder, in the order in which they are read."""

RECORD_TABLE: dict[str, RecordTable] = {table.name: table for table in RECORD_TABLES}
