"""The tables about the world: territories, places, travel; and the keys of ``day.yaml``."""

# ruff: noqa: E501 - a column a line reads as the table it is

from __future__ import annotations

from models.clock import MOST_DAYS
from scheduler.loaders.contract.column import COORD_SYS, SETUP, Column, Table, place_columns

TERRITORIES = Table(
    "territories", "区域",
    "Service areas, one row per territory.",
    (
        Column("territory_id", "区域号", "text", "names the territory; no two rows share it", "north", required=True),
        Column("name", "名称", "text", "for people", "浦东北"),
        Column("road_factor", "绕路系数", "number", "road distance over straight line; empty = the day's", "1.4", least=1, most=5),
        Column("speed_kmh", "车速", "number", "mean driving speed; empty = the day's", "28", unit="km/h", least=1, most=200),
        Column("stop_min", "停车时间", "number", "parking and walking per stop; empty = the day's", "4", unit="min", least=0, most=60),
        Column("timezone", "时区", "zone", "IANA name, zone of its times without an offset; empty = the day's", "Asia/Shanghai"),
    ),
)  # fmt: skip

PLACES = Table(
    "places", "地点",
    "Places with names, for days whose tickets or engineers refer to places by name.",
    (
        Column("place_id", "地点号", "text", "names the place; no two rows share it", "P-17", required=True),
        *(column for column in place_columns("", "", "the place") if column.name != "place_id"),
        COORD_SYS,
        SETUP,
    ),
    either=(("lat", "lon"),),
)  # fmt: skip

TRAVEL = Table(
    "travel", "行程",
    "A travel matrix in long form: one row per directed pair of places.",
    (
        Column("from", "起点", "text", "place_id, or lat,lon with six decimals", "P-17", required=True),
        Column("to", "终点", "text", "place_id, or lat,lon with six decimals", "P-18", required=True),
        Column("seconds", "秒", "number", "driving time; empty = there is no road; a pair without a row is one nobody knows", "540", unit="s", least=0, most=10**7),
        Column("metres", "米", "number", "driving distance; empty = estimated", "4200", unit="m", least=0, most=10**8),
    ),
)  # fmt: skip

DAY = Table(
    "day", "日期",
    "day.yaml (in a workbook: the sheet day with the columns key and value): what concerns the whole day.",
    (
        Column("name", "名称", "text", "for people and files; empty = the folder's name", "shanghai-hvac"),
        Column("start", "开始", "start", "first day of the horizon; empty = day of the earliest shift", '"2026-11-24"'),
        Column("days", "天数", "integer", "days of the horizon; shifts outside are left out, with a note; empty = all, a year at most", "1", least=1, most=MOST_DAYS),
        Column("timezone", "时区", "zone", "IANA name, zone of times without an offset; empty = UTC, with a note", "Asia/Shanghai"),
        Column("now", "当前", "start", "moment of planning; nothing starts before it; empty = the start", '"2026-11-23T20:00"'),
        Column("policy", "策略", "text", "name of a packaged policy, or a file beside this one; empty = default", "sla-first"),
        Column("coord_sys", "坐标系", "choice", "system of all coordinates that do not name theirs", "wgs84", choices=("wgs84", "gcj02", "bd09")),
        Column("travel", "行程", "settings", "how travel is found: the keys of travel below", "{model: estimate}"),
        Column("ignore", "忽略", "settings", "columns of a table, and under files CSV files beside it, that are known and not needed, each with a reason", "{engineers: {shoe_size: for the outfitter}}"),
        Column("addresses", "地址", "settings", "where tickets without coordinates are found: the keys of addresses below", "{file: addresses.csv}"),
    ),
)  # fmt: skip

ADDRESS_SETTINGS = Table(
    "day.addresses", "地址设置",
    "The keys under addresses in day.yaml. A ticket without coordinates is sought in the address book, then among other visits of its customer, then with the geocoder.",
    (
        Column("file", "文件", "text", "address book beside day.yaml (address, lat, lon, source; WGS-84); what is found is added; empty = none", "addresses.csv"),
        Column("url", "地址", "text", "address of a geocoder; empty = none is asked", "http://localhost:8080"),
        Column("form", "形式", "choice", "how it is asked: nominatim, or amap (its GCJ-02 is converted); empty = nominatim", "amap", choices=("nominatim", "amap")),
        Column("key_env", "密钥变量", "text", "environment variable with the key it asks for; empty = none", "AMAP_KEY"),
        Column("guess", "估计", "choice", "territory: where nobody knows, the centre of the territory, marked as a guess, never behind a promised time; empty = none", "territory", choices=("none", "territory")),
    ),
)  # fmt: skip

TRAVEL_SETTINGS = Table(
    "day.travel", "行程设置",
    "The keys under travel in day.yaml.",
    (
        Column(
            "model", "模型", "choice", "estimate: great circle, calibrated; matrix: a file; osrm: a road server", "estimate",
            choices=("estimate", "matrix", "osrm"),
        ),
        Column("road_factor", "绕路系数", "number", "estimate: road distance over straight line; empty = 1.35", "1.4", least=1, most=5),
        Column("speed_kmh", "车速", "number", "estimate: speed once out of the side streets; empty = 40", "36", unit="km/h", least=1, most=200),
        Column("stop_min", "停车时间", "number", "estimate: parking and walking per stop; empty = 3", "4", unit="min", least=0, most=60),
        Column("hop_min", "短途附加", "number", "estimate: what side streets cost a long leg; short hops pay their part; empty = 4", "4", unit="min", least=0, most=60),
        Column("hop_km", "短途距离", "number", "estimate: road distance after which most of hop_min is paid; empty = 2", "2", unit="km", least=0.01, most=100),
        Column("file", "文件", "text", "matrix: CSV or JSON beside day.yaml; empty = travel.csv", "travel.csv"),
        Column("url", "地址", "text", "osrm: address of the server", "http://localhost:5000"),
        Column("profile", "模式", "text", "osrm: profile of the server; empty = driving", "driving"),
        Column("timeout_s", "超时", "number", "osrm: longest wait for one answer; empty = 30", "30", unit="s", least=0.01, most=600),
        Column("fallback", "备用", "choice", "matrix: what to do about places and pairs it does not name (never about pairs without a road); osrm: about a server that does not answer; empty = error", "estimate", choices=("error", "estimate")),
    ),
)  # fmt: skip
