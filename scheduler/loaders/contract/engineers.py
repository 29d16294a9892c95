"""The tables about engineers: who they are, what they can do, what is on their vans."""

# ruff: noqa: E501 - a column a line reads as the table it is

from __future__ import annotations

from scheduler.loaders.contract.column import COORD_SYS, Column, Table, place_columns

ENGINEER_ID = Column("engineer_id", "工程师号", "text", "an engineer of the engineers table", "E07", required=True)

ENGINEERS = Table(
    "engineers", "工程师",
    "Who can be sent, one row per engineer.",
    (
        Column("engineer_id", "工程师号", "text", "names the engineer; no two rows share it", "E07", required=True),
        Column("name", "姓名", "text", "for people", "王伟"),
        Column("tier", "级别", "tier", "junior, intermediate or senior; empty = junior", "intermediate"),
        Column("skills", "技能", "levels", "skills with levels (1 when not given); see also the skills table", "NET:3;FIBER"),
        Column("certificates", "认证", "named", "certificates; after @ the last day of validity", "F-GAS@2027-03-31;HV"),
        Column("points", "认证积分", "integer", "certification points", "120", least=0),
        Column("performance", "绩效分", "number", "performance score, 100 = best; empty = unknown", "87.5", least=0, most=100),
        Column(
            "standing", "状态", "choice", "suspended or dismissed: not dispatched; empty = active", "active",
            choices=("active", "warned", "suspended", "dismissed"),
        ),
        *place_columns("", "", "the start of the day", "the day starts at the first customer"),
        *place_columns("end_", "终点", "the end of the day, when it is not the start", "the day ends at the last customer"),
        COORD_SYS,
        Column("territories", "区域", "names", "territories served; empty = all", "north;west"),
        Column("overtime_min", "最长加班", "minutes", "longest overtime of a shift; empty = the policy's", "60", unit="min", least=0),
        Column(
            "pay", "计酬方式", "choice", "shift: paid anyway; worked: paid by time worked; empty = shift", "shift",
            choices=("shift", "worked"),
        ),
        Column("cost_per_hour", "每小时成本", "money", "worked time; empty = the policy's", "60", unit="currency/h", least=0),
        Column("cost_per_overtime_hour", "加班每小时", "money", "overtime; empty = the policy's", "90", unit="currency/h", least=0),
        Column("cost_per_travel_hour", "行驶每小时", "money", "driving; empty = the policy's", "40", unit="currency/h", least=0),
        Column("cost_per_km", "每公里成本", "money", "driving; empty = the policy's", "0.8", unit="currency/km", least=0),
        Column("max_visits", "最多上门数", "integer", "most visits of a shift; empty = the policy's", "8", least=0),
        Column("max_travel_min", "最长行驶", "minutes", "most driving of a shift; empty = the policy's", "180", unit="min", least=0),
        Column(
            "max_work_min", "最长工作", "minutes", "longest time from departure to return; empty = the policy's", "600",
            unit="min", least=0,
        ),
        Column("capacity", "载荷上限", "integer", "load units the van holds; empty = no limit", "20", least=0),
        Column("van", "随车备件", "pieces", "parts on the van with pieces; see also the vans table", "PCB-7:2;FILTER:6"),
        Column("speed", "速度", "percents", "percent of the normal duration at a skill: 80 = a fifth faster", "NET:80"),
    ),
    required=True,
    either=(("lat", "lon"), ("place_id",)),
)  # fmt: skip

SKILLS = Table(
    "skills", "技能",
    "Skills in long form, one row per engineer and skill: for skills that count from or until a day.",
    (
        ENGINEER_ID,
        Column("skill", "技能", "text", "name of the skill", "NET", required=True),
        Column("level", "等级", "integer", "1 = basic, higher is better; empty = 1", "3", least=1, most=9),
        Column("valid_from", "生效", "time", "first moment it counts", "2026-01-01", span_end="valid_to"),
        Column("valid_to", "失效", "until", "it counts until then; a date alone counts to its end", "2027-12-31"),
    ),
    key=("skill",),
)  # fmt: skip

CERTIFICATES = Table(
    "certificates", "认证",
    "Electronic certificates in long form, one row per engineer and certificate.",
    (
        ENGINEER_ID,
        Column("certificate", "认证", "text", "name of the certificate", "F-GAS", required=True),
        Column("issued", "颁发", "time", "valid from then", "2025-04-01", span_end="expires"),
        Column("expires", "到期", "until", "valid until then; a date alone counts to its end", "2027-03-31"),
    ),
    key=("certificate",),
)  # fmt: skip

SCORES = Table(
    "scores", "绩效评分",
    "What records say of engineers, as `paigong people score` writes it; it stands instead of the engineers table's own word.",
    (
        ENGINEER_ID,
        Column("performance", "绩效分", "number", "performance score; empty = nothing was observed", "74.5", least=0, most=100),
        Column("ratings", "评价数", "integer", "customers' ratings behind it", "118", least=0),
        Column("since", "起算日", "time", "first day of what was observed", "2026-08-26"),
        Column("as_of", "截至日", "time", "last day of it", "2026-11-23"),
        Column("policy", "策略", "text", "policy it was made under", "default 1"),
        Column("calibration", "校准", "text", "short hash of the quarter's calibration", "6022df99ec13"),
        Column("points", "认证积分", "integer", "certification points valid then; empty = the engineers table's", "120", least=0),
        Column(
            "standing", "状态", "choice", "standing by confirmed entries; empty = the engineers table's", "warned",
            choices=("active", "warned", "suspended", "dismissed"),
        ),
        Column("name", "姓名", "text", "for people", "王伟"),
        Column("tier", "级别", "text", "for people", "senior"),
        Column("low", "区间下限", "number", "for people: lower end of the 90 % interval", "66.0"),
        Column("high", "区间上限", "number", "for people: upper end", "80.5"),
        Column("reliability", "本人占比", "number", "for people: share of the score that is the engineer's own", "0.61"),
    ),
)  # fmt: skip

VANS = Table(
    "vans", "随车备件",
    "Parts on vans in long form, one row per engineer and part.",
    (
        ENGINEER_ID,
        Column("part", "备件", "text", "name of the part", "PCB-7", required=True),
        Column("pieces", "数量", "integer", "pieces on the van; empty = 1", "2", least=0),
    ),
    key=("part",),
)  # fmt: skip
