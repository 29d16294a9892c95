"""A day of a few lines, written as a user writes it."""

from __future__ import annotations

from pathlib import Path

HOME = "31.20,121.40"
DAY = 'start: "2026-11-24"\ntimezone: Asia/Shanghai\n'


def small_day(
    folder: Path,
    tickets: str = "ticket_id,lat,lon,duration_min\nT1,31.21,121.41,60\n",
    shifts: str = "engineer_id,start,end\nE1,2026-11-24 08:00,2026-11-24 17:00\n",
    engineers: str = f"engineer_id,lat,lon\nE1,{HOME}\n",
    day: str = DAY,
    **others: str,
) -> Path:
    """The folder with these files; further ones as ``places="..."``."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {"tickets": tickets, "shifts": shifts, "engineers": engineers, **others}
    for name, text in files.items():
        (folder / (name if "." in name else f"{name}.csv")).write_text(text, encoding="utf-8")
    (folder / "day.yaml").write_text(day, encoding="utf-8")
    return folder
