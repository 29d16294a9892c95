"""A small folder of records whose tables a test may change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SETTINGS = "name: small\ntimezone: Asia/Shanghai\n"
TABLES: dict[str, list[str]] = {
    "engineers": ["engineer,name,tier,territory", "E1,Wang Wei,senior,north", "E2,Li Na,junior,north"],
    "tickets": ["ticket,created,respond_by", "T1,2026-09-01 08:00,2026-09-01 12:00", "T2,2026-09-01 08:30,"],
    "visits": [
        "visit,ticket,engineer,arrived,finished,work_type,fixed",
        "V1,T1,E1,2026-09-01 09:00,2026-09-01 10:00,leak,yes",
        "V2,T2,E1,2026-09-01 10:30,2026-09-01 11:00,leak,no",
    ],
    "reopens": ["ticket,reopened,visit,cause", "T1,2026-09-05 09:00,V1,same"],
    "ratings": [
        "rating,visit,source,given,score,scale",
        "R1,V1,survey,2026-09-01 18:00,5,",
        "R2,V2,callback,2026-09-03 18:00,9,0-10",
    ],
    "surveys": ["visit,sent,answered", "V1,2026-09-01 10:05,2026-09-01 18:00"],
    "callbacks": ["visit,month,stratum,attempts,outcome", "V2,2026-09,unanswered,1,answered"],
    "attendance": ["engineer,shift,kind,minutes_late", "E1,E1@2026-09-01,present,", "E2,E2@2026-09-01,late,12"],
    "breaches": ["breach,engineer,day,kind,serious,visit", "B1,E1,2026-09-02,safety,yes,V2"],
    "courses": ["engineer,course,passed,points,valid_until,reason", "E1,VRF,2026-08-01,20,2028-07-31,"],
    "decisions": ["decision,entry,kind,by,on,heard", "D1,breach:B1,confirm,Zhao Lei,2026-09-12,yes"],
    "customers": ["customer,do_not_call", "C1,yes"],
}


def write(folder: Path, extra: Mapping[str, list[str]] | None = None, settings: str = SETTINGS) -> Path:
    """Write the folder; ``extra`` are rows behind those of a table, or a whole table where the first begins with =."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "records.yaml").write_text(settings, encoding="utf-8")
    for name, lines in TABLES.items():
        more = list((extra or {}).get(name, ()))
        rows = [more[0].removeprefix("="), *more[1:]] if more and more[0].startswith("=") else [*lines, *more]
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder
