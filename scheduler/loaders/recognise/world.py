"""What the coordinates and the language of the headings say about time zone and datum."""

from __future__ import annotations

from statistics import median

from scheduler.loaders.recognise import kinds
from scheduler.loaders.recognise.question import OpenQuestion, one_of, zone
from scheduler.loaders.recognise.specs import Notes
from scheduler.loaders.recognise.tables import Tables

BOXES: tuple[tuple[str, float, float, float, float], ...] = (
    ("Asia/Hong_Kong", 22.15, 22.56, 113.8, 114.4), ("Asia/Taipei", 21.8, 25.4, 119.9, 122.1),
    ("Asia/Seoul", 33.0, 38.7, 125.8, 129.7), ("Asia/Tokyo", 30.0, 45.6, 129.7, 146.0),
    ("Asia/Singapore", 1.15, 1.48, 103.6, 104.1), ("Asia/Shanghai", 18.0, 53.6, 73.5, 135.1),
    ("Asia/Kolkata", 6.5, 35.5, 68.0, 97.5), ("Europe/London", 49.8, 60.9, -8.7, 1.8),
    ("Europe/Dublin", 51.3, 55.4, -10.7, -5.9), ("Europe/Madrid", 36.0, 43.8, -9.4, 3.4),
    ("Europe/Paris", 42.3, 51.1, -5.2, 8.3), ("Europe/Amsterdam", 50.7, 53.6, 3.3, 7.3),
    ("Europe/Berlin", 47.2, 55.1, 5.8, 15.1), ("Europe/Rome", 36.6, 47.1, 6.6, 18.6),
    ("Europe/Warsaw", 49.0, 54.9, 14.1, 24.2), ("America/New_York", 24.4, 47.5, -83.0, -66.9),
    ("America/Chicago", 25.8, 49.4, -97.0, -83.0), ("America/Denver", 31.3, 49.0, -111.0, -97.0),
    ("America/Los_Angeles", 32.5, 49.0, -124.8, -114.0), ("Australia/Sydney", -37.5, -28.0, 141.0, 153.7),
)  # fmt: skip
"""Rough boxes, only to propose a zone; a person confirms it."""


def centre(found: Tables) -> tuple[float, float] | None:
    """The middle of all coordinates in the files."""
    lats, lons = [], []
    for table, columns in found.columns.items():
        sheet = found.sheet[table]
        if "lat" in columns and "lon" in columns:
            lats += kinds.numbers(sheet.cells(columns["lat"]))
            lons += kinds.numbers(sheet.cells(columns["lon"]))
        elif "coordinates" in columns:
            for first, second in kinds.pairs(sheet.cells(columns["coordinates"])):
                lats.append(second if abs(first) > 90 else first)
                lons.append(first if abs(first) > 90 else second)
    if not lats or not lons:
        return None
    lat, lon = median(lats), median(lons)
    return (lon, lat) if abs(lat) > 90 >= abs(lon) else (lat, lon)


def chinese(found: Tables) -> bool:
    """Are most headings Chinese?"""
    headings = [heading for sheet in found.sheet.values() for heading in sheet.columns]
    return sum(1 for text in headings if any("一" <= letter <= "鿿" for letter in text)) * 2 > len(headings)


def time_zone(found: Tables, notes: Notes) -> str:
    """The zone of times without an offset: China is plain from headings and places, else it is asked."""
    where = centre(found)
    near = next(
        (name for name, *box in BOXES if where and box[0] <= where[0] <= box[1] and box[2] <= where[1] <= box[3]), ""
    )
    if chinese(found) and near in ("", "Asia/Shanghai") and "timezone" not in notes.answers:
        notes.assume("times are those of Asia/Shanghai", "时间按北京时间（Asia/Shanghai）")
        return "Asia/Shanghai"
    question = OpenQuestion(
        "timezone", "Time zone of the times in the files?", "文件中时间的时区？", near or "UTC", zone
    )
    return notes.ask(question)


def coord_sys(found: Tables, notes: Notes) -> str:
    """Coordinates in mainland China may be shifted by half a kilometre: asked there, nowhere else."""
    where = centre(found)
    box = next(
        (name for name, *box in BOXES if where and box[0] <= where[0] <= box[1] and box[2] <= where[1] <= box[3]), ""
    )
    if box != "Asia/Shanghai":
        return ""
    question = OpenQuestion(
        "coord_sys", "Which system are the coordinates in: gcj02 (Amap, Tencent), bd09 (Baidu), wgs84 (GPS)?",
        "坐标属于哪种坐标系：gcj02（高德、腾讯）、bd09（百度）、wgs84（GPS）？", "gcj02",
        one_of("gcj02", "bd09", "wgs84"), grave=False,
    )  # fmt: skip
    return notes.ask(question)
