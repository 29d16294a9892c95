"""The table of tickets."""

# ruff: noqa: E501 - a column a line reads as the table it is

from __future__ import annotations

from scheduler.loaders.contract.column import COORD_SYS, SETUP, Column, Table, place_columns

STATUSES = ("open", "planned", "travelling", "started", "finished", "cancelled")

TICKETS = Table(
    "tickets", "工单",
    "What customers asked for, one row per ticket. Columns that are not listed here are kept with the ticket as they are.",
    (
        Column("ticket_id", "工单号", "text", "names the ticket; no two rows share it", "T-1042", required=True),
        Column("title", "标题", "text", "a few words for people", "空调不制冷"),
        Column("customer_id", "客户号", "text", "the customer; continuity looks at it", "C-88"),
        Column("contact", "联系人", "text", "whom to ask for", "王女士"),
        Column("phone", "电话", "text", "telephone of the contact, kept as it is written", "138 0000 0000"),
        Column("note", "备注", "text", "what the engineer should know", "后门进"),
        *place_columns("", "", "the visit"),
        COORD_SYS,
        SETUP,
        Column("territory_id", "区域", "text", "a territory of the territories table", "north"),
        Column("work_type", "工作类型", "text", "kind of work", "repair"),
        Column("duration_min", "时长", "minutes", "work on site at normal speed; 0 = a hand-over, planned as one second", "90", required=True, unit="min", least=0),
        Column("skills", "所需技能", "levels", "skills it needs, each with its least level (1 when not given)", "NET:2;FIBER"),
        Column("min_tier", "最低级别", "tier", "least tier of the engineer", "senior"),
        Column("certificates", "所需认证", "names", "certificates it needs, all valid at the visit", "F-GAS;HV"),
        Column("window_start", "最早开始", "time", "first moment the visit may start; a span such as 2026-11-24 9:00-12:00 fills window_end too", "2026-11-24 09:00", span_end="window_end"),
        Column("window_end", "最晚开始", "until", "the visit starts before this moment", "2026-11-24 12:00"),
        Column(
            "windows", "时间窗", "spans", "more spans in which the visit may start, instead of window_start and window_end",
            "2026-11-24 09:00/2026-11-24 11:00;2026-11-24 14:00/2026-11-24 16:00",
        ),
        Column("booked", "已约时段", "spans", "what was agreed with the customer, within the windows: one span", "2026-11-24 09:00/2026-11-24 11:00"),
        Column("respond_by", "响应期限", "until", "response SLA: the visit starts by then", "2026-11-24 13:00"),
        Column("resolve_by", "解决期限", "until", "resolution SLA: the visit ends by then", "2026-11-25 18:00"),
        Column("priority", "优先级", "integer", "1 = most urgent, 4 = least; empty = 3", "2", least=1, most=4),
        Column("created_at", "创建时间", "time", "when the customer asked", "2026-11-23 16:20"),
        Column("load", "载荷", "integer", "load units it takes from the van's capacity", "1", least=0),
        Column("parts", "备件", "pieces", "parts it uses, with pieces (1 when not given)", "PCB-7:1;FILTER:2"),
        Column("parts_ready_at", "备件到货", "time", "the visit cannot start before its parts arrive", "2026-11-24 10:00"),
        Column("preferred_engineers", "优选工程师", "named", "engineers the customer likes; after @ until when", "E07;E11@2026-12-31"),
        Column("required_engineers", "指定工程师", "named", "one of these must go; after @ until when", "E07"),
        Column("excluded_engineers", "排除工程师", "named", "none of these may go; after @ until when", "E03@2026-12-31"),
        Column("served_before", "曾服务工程师", "names", "engineers who served this customer before, latest last", "E02;E07"),
        Column("crew_size", "人数", "integer", "engineers at the same time; empty = 1", "1", least=1),
        Column(
            "predecessors", "前置工单", "lags",
            "tickets that come first, with least and most minutes from their finish to this start", "T-1041:30:240",
        ),
        Column("pinned_engineer", "锁定工程师", "text", "a dispatcher fixed the person", "E07"),
        Column("pinned_start", "锁定开始", "time", "a dispatcher fixed the start", "2026-11-24 10:30"),
        Column("set_aside", "搁置原因", "text", "why it is planned by hand and nobody is sent; empty = it is planned", "crew of 2"),
        Column("status", "状态", "choice", "where the ticket stands; empty = open", "open", choices=STATUSES),
    ),
    required=True,
    either=(("lat", "lon"), ("place_id",), ("address",)),
)  # fmt: skip
