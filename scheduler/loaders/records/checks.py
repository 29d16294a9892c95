"""What has to hold between the rows of records; every breach is said, none stops the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.clock import Clock
from models.errors import nearest
from models.text import Text
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.build.rows import Row
from scheduler.loaders.records.make import attendance_day, scale

Rows = dict[str, list[Row]]

KEYS: dict[str, tuple[str, ...]] = {
    "engineers": ("engineer",), "tickets": ("ticket",), "customers": ("customer",), "visits": ("visit",),
    "reopens": ("ticket", "reopened"), "ratings": ("rating",), "surveys": ("visit",), "callbacks": ("visit", "month"),
    "attendance": ("engineer", "shift"), "breaches": ("breach",), "courses": ("engineer", "course", "passed", "points"),
    "decisions": ("decision",),
}  # fmt: skip
"""What names a row of each table."""


def check(rows: Rows, given: set[str], clock: Clock, desk: InputIssues) -> None:
    """Run every check; ``given`` are the tables that the company has."""
    for name, key in KEYS.items():
        _copies(rows[name], key)
    _values(rows, clock)
    visits = _known(rows["visits"], "visit")
    _visit_references(rows, given, desk)
    _visit_times(rows)
    _overlaps(rows)
    _references(rows, given, visits, desk)
    for check_rows in (_ratings, _reopens, _surveys, _courses):
        check_rows(rows, visits)
    _second_ratings(rows["ratings"])


def _fine(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if not row.left_out]


def _known(rows: list[Row], column: str) -> dict[str, Row]:
    """Id -> row; bad ones too: what is wrong with them is said once, where they stand."""
    found: dict[str, Row] = {}
    for row in rows:
        if row.get(column) is not None:
            found.setdefault(row.get(column), row)
    return found


def _copies(rows: list[Row], key: tuple[str, ...]) -> None:
    """A row that repeats another is left out, and said; one that says something else under the same name is refused."""
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        name = tuple(row.get(column) for column in key)
        if None in name[:1] or first.setdefault(name, row) is row:
            continue
        other = first[name]
        if row.values == other.values:
            row.left_out = "repeats an earlier row"
            message = Text(f"repeats row {other.number}; one of them counts", f"与第 {other.number} 行相同；只计一次")
            row.note(key[0], "copy", message)
        else:
            message = Text(f"row {other.number} has the same name and says something else",
                           f"第 {other.number} 行同名，内容却不同")  # fmt: skip
            maybe = Text("one of the two is a mistake, or has another name.", "其中一行有误，或应另取名称。")
            row.wrong(key[0], "duplicate-id", message, maybe)


def _values(rows: Rows, clock: Clock) -> None:
    """What a single cell of these tables has to keep besides its kind."""
    for row in rows["ratings"]:
        found = scale(row.get("scale"))
        if found is None:
            message = Text("is no scale", "不是量表")
            row.wrong(
                "scale", "scale", message, Text("write lowest and highest grade, 1-5.", "写最低分与最高分，如 1-5。")
            )
        elif row.get("score") is not None and not found[0] <= row.get("score") <= found[1]:
            low, high = found
            message = Text(f"is outside the scale {low:g}-{high:g}", f"超出量表 {low:g}-{high:g}")
            row.wrong("score", "outside-scale", message, Text("the scale is another; name it.", "量表不同时请注明。"))
    for row in rows["attendance"]:
        if row.get("shift") is not None and attendance_day(row, clock) is None:
            message = Text("the shift has no day", "班次没有日期")
            maybe = Text(
                "fill the column day, or name the shift E07@2026-09-01.", "填写日期列，或将班次命名为 E07@2026-09-01。"
            )
            row.wrong("day", "missing-value", message, maybe)
        if row.get("kind") in ("present", "absent", "excused") and (row.get("minutes_late") or 0) > 0:
            late = Text(f"is {row.get('minutes_late')} although the kind is {row.get('kind')}",
                        f"为 {row.get('minutes_late')}，类型却是 {row.get('kind')}")  # fmt: skip
            row.wrong("minutes_late", "contradiction", late, Text("the kind is late.", "类型应为 late。"))
    for row in rows["decisions"]:
        if row.get("entry") is None and row.get("step") is None:
            message = Text("names neither an entry nor a step", "既无事项号也无步骤")
            row.wrong("entry", "missing-value", message, Text("fill one of the two.", "请填写其中之一。"))
    for row in rows["callbacks"]:
        month = row.get("month")
        if month is not None and not _month(month):
            row.wrong(
                "month", "month", Text("is no month", "不是月份"), Text("write it like 2026-09.", "写成 2026-09。")
            )


def _month(text: str) -> bool:
    year, _, month = text.partition("-")
    return year.isdigit() and len(year) == 4 and month.isdigit() and len(month) == 2 and 1 <= int(month) <= 12


@dataclass(frozen=True)
class _Kind:
    """A kind of thing that rows refer to."""

    name: str
    zh: str
    ids: frozenset[str]
    aside: frozenset[str]


def _visit_references(rows: Rows, given: set[str], desk: InputIssues) -> None:
    """Engineers and tickets of visits exist, where the company lists them."""
    if "engineers" in given:
        _refer(rows["visits"], "engineer", _kind("engineer", "工程师", rows["engineers"], desk.reject_bad_rows))
    if "tickets" in given:
        _refer(rows["visits"], "ticket", _kind("ticket", "工单", rows["tickets"], desk.reject_bad_rows))


def _references(rows: Rows, given: set[str], visits: dict[str, Row], desk: InputIssues) -> None:
    """Everything that is named exists; after the visits' own checks, so that bad ones are known to be."""
    reject = desk.reject_bad_rows
    if "engineers" in given:
        people = _kind("engineer", "工程师", rows["engineers"], reject)
        for name in ("attendance", "courses", "breaches", "decisions"):
            _refer(rows[name], "engineer", people)
    _refer(rows["reopens"], "ticket", _kind("ticket", "工单", rows["visits"], reject))
    seen = _kind("visit", "上门记录", rows["visits"], reject)
    for name in ("ratings", "surveys", "callbacks", "reopens", "breaches"):
        _refer(rows[name], "visit", seen)
    for row in _fine(rows["reopens"]):
        visit = visits.get(row.get("visit") or "")
        if visit is not None and visit.get("ticket") != row.get("ticket"):
            message = Text(f"the visit served {visit.get('ticket')}", f"该上门服务的是 {visit.get('ticket')}")
            row.wrong("visit", "other-ticket", message, Text("one of the two is mistyped.", "其中一个写错了。"))
    for row in _fine(rows["breaches"]):
        visit = visits.get(row.get("visit") or "")
        if visit is not None and visit.get("engineer") != row.get("engineer"):
            message = Text(f"the visit was {visit.get('engineer')}'s", f"该上门由 {visit.get('engineer')} 完成")
            row.wrong("visit", "other-engineer", message, Text("one of the two is mistyped.", "其中一个写错了。"))


def _kind(name: str, zh: str, rows: list[Row], reject: bool) -> _Kind:
    every = frozenset(row.get(name) for row in rows if row.get(name) is not None)
    good = frozenset(row.get(name) for row in rows if row.get(name) is not None and row.good)
    return _Kind(name, zh, good, every - good) if reject else _Kind(name, zh, every, frozenset())


def _refer(rows: list[Row], column: str, kind: _Kind) -> None:
    for row in rows:
        id = row.get(column)
        if id is None or row.left_out or id in kind.ids:
            continue
        if id in kind.aside:
            message = Text(f"the row of {kind.name} {id} is set aside", f"{kind.zh} {id} 所在的行已搁置")
            row.wrong(column, f"{kind.name}-set-aside", message, Text("mend that row.", "请修正该行。"))
        else:
            message = Text(f"no {kind.name} is named {id!r}", f"没有名为 {id!r} 的{kind.zh}")
            row.wrong(column, f"unknown-{kind.name}", message, nearest(id, kind.ids))


def _later(row: Row, column: str, first: object, message: Text, rule: str) -> None:
    """Refuse a time that lies before something it has to follow."""
    second = row.get(column)
    if isinstance(first, int) and second is not None and second < first:
        row.wrong(column, rule, message, Text("one of the two times is mistyped.", "其中一个时间写错了。"))


def _visit_times(rows: Rows) -> None:
    tickets = _known(rows["tickets"], "ticket")
    for row in _fine(rows["visits"]):
        arrived, finished = row.get("arrived"), row.get("finished")
        if arrived is not None and finished is not None and finished <= arrived:
            maybe = Text("the two are swapped, or the finish is on the next day.", "两者颠倒，或完成在次日。")
            row.wrong("finished", "order", Text("is not after the arrival", "不晚于到达时间"), maybe)
        elif arrived is not None and finished is not None and finished - arrived > 24 * 3600:
            maybe = Text("the day of one of the two is wrong.", "其中一个的日期有误。")
            row.wrong("finished", "too-long", Text("is more than a day after the arrival", "比到达晚一天以上"), maybe)
        ticket = tickets.get(row.get("ticket") or "")
        created = row.get("created") if row.get("created") is not None else ticket.get("created") if ticket else None
        _later(row, "arrived", created, Text("is before the ticket was created", "早于工单创建时间"), "before-created")


def _overlaps(rows: Rows) -> None:
    """Nobody is at two customers at once; the row that begins later is wrong."""
    timed = [row for row in _fine(rows["visits"]) if row.good and row.get("engineer")]
    by_engineer: dict[str, list[Row]] = {}
    for row in timed:
        by_engineer.setdefault(row.get("engineer"), []).append(row)
    for mine in by_engineer.values():
        mine.sort(key=lambda row: (row.get("arrived"), row.get("finished"), row.number))
        last: Row | None = None
        for row in mine:
            if last is not None and row.get("arrived") < last.get("finished"):
                message = Text(f"overlaps visit {last.get('visit')} of the same engineer (row {last.number})",
                               f"与同一工程师的上门 {last.get('visit')}（第 {last.number} 行）重叠")  # fmt: skip
                maybe = Text("a time or the engineer of one of the two is wrong.", "其中一行的时间或工程师有误。")
                row.wrong("arrived", "visit-overlap", message, maybe)
            if last is None or row.get("finished") > last.get("finished"):
                last = row


def _ratings(rows: Rows, visits: dict[str, Row]) -> None:
    for row in _fine(rows["ratings"]):
        visit = visits.get(row.get("visit") or "")
        if visit is not None:
            _later(row, "given", visit.get("arrived"), Text("is before the visit", "早于上门"), "before-visit")
        _later(row, "given", row.get("asked"), Text("is before anybody asked", "早于询问时间"), "before-asked")


def _reopens(rows: Rows, visits: dict[str, Row]) -> None:
    first: dict[str, int] = {}
    for visit in visits.values():
        finished, ticket = visit.get("finished"), visit.get("ticket")
        if finished is not None and ticket is not None:
            first[ticket] = min(finished, first.get(ticket, finished))
    for row in _fine(rows["reopens"]):
        named = visits.get(row.get("visit") or "")
        finish = named.get("finished") if named is not None else first.get(row.get("ticket") or "")
        _later(row, "reopened", finish, Text("is before the visit was finished", "早于上门完成时间"), "before-finish")


def _surveys(rows: Rows, visits: dict[str, Row]) -> None:
    for row in _fine(rows["surveys"]):
        visit = visits.get(row.get("visit") or "")
        if visit is not None:
            _later(row, "sent", visit.get("arrived"), Text("is before the visit", "早于上门"), "before-visit")
        _later(
            row, "answered", row.get("sent"), Text("is before the survey was sent", "早于问卷发送时间"), "before-sent"
        )


def _courses(rows: Rows, visits: dict[str, Row]) -> None:
    for row in _fine(rows["courses"]):
        message = Text("is before the exam", "早于考试日期")
        _later(row, "valid_until", row.get("passed"), message, "order")
        if (row.get("points") or 0) < 0 and not row.get("reason"):
            message = Text("takes points away without a reason", "扣除积分却没有理由")
            row.wrong("reason", "missing-value", message, Text("say why.", "请写明理由。"))


def _second_ratings(rows: list[Row]) -> None:
    """Of two ratings of a visit from one source the latest counts, and that is said."""
    latest: dict[tuple[str, str], Row] = {}
    for row in _fine(rows):
        key = row.get("visit"), row.get("source")
        if not row.good or None in key:
            continue
        other = latest.get(key)
        if other is None:
            latest[key] = row
            continue
        old, new = sorted((other, row), key=lambda rated: (rated.get("given"), rated.get("rating")))
        latest[key] = new
        old.left_out = "a later rating of the same visit and source counts"
        message = Text(f"{new.get('rating')} is a later rating of the same visit and source; it counts instead",
                       f"{new.get('rating')} 是同一上门、同一来源的更晚评价；以它为准")  # fmt: skip
        old.note("rating", "second-rating", message)
