"""Random days with every field of every entity, for round trips."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from models.clock import DAY, Clock
from models.engineer import Absence, Break, Certificate, Engineer, Shift, Skill, TierLevel, Training
from models.interval import FOREVER
from models.place import Place
from models.policy import Policy
from models.problem import Problem, places_of
from models.territory import Territory
from models.ticket import Named, Pin, Predecessor, SkillNeed, Ticket, Window
from scheduler.travel import estimate

# Any text a cell can hold: cells are trimmed, so names do not begin or end with white space.
words = (
    st.text(st.sampled_from("aZ09 ;；:：@[]\"',，/~至-–中文空调\n#é"), min_size=1, max_size=8)
    .map(str.strip)
    .filter(bool)
)
times = st.integers(-DAY, 3 * DAY)
moments = st.none() | times
spans = st.tuples(times, st.integers(1, DAY)).map(lambda pair: (pair[0], pair[0] + pair[1]))
money = st.none() | st.integers(0, 10**7)
seconds = st.none() | st.integers(0, 10**5)
counts = st.dictionaries(words, st.integers(0, 99), max_size=3)
AREAS = ("north", "south;2")
PEOPLE = ("E1", "E 2", "王:3")


def _unique(strategy: st.SearchStrategy, key, size: int = 3) -> st.SearchStrategy:  # type: ignore[no-untyped-def,type-arg]
    return st.lists(strategy, max_size=size, unique_by=key).map(tuple)


degrees = st.floats(1, 80).map(lambda value: round(value, 6))


@st.composite
def places(draw: st.DrawFn) -> Place:
    """Somewhere; one name is one place."""
    lat, lon, id = draw(degrees), draw(degrees), draw(st.just("") | words)
    return Place(lat=lat, lon=lon, id=f"{id} {lat} {lon}" if id else "", address=draw(st.just("") | words))


named = _unique(st.builds(Named, engineer=st.sampled_from(PEOPLE), until=moments), lambda one: one.engineer)
skills = st.builds(Skill, skill=words, level=st.integers(1, 9), valid_from=st.none(), valid_to=st.none())
lapsing = spans.flatmap(
    lambda span: st.builds(
        Skill, skill=words, level=st.integers(1, 9), valid_from=st.just(span[0]), valid_to=st.just(span[1])
    )
)
certificates = spans.flatmap(
    lambda span: st.builds(
        Certificate, certificate=words, issued=st.none() | st.just(span[0]), expires=st.none() | st.just(span[1])
    )
)


@st.composite
def shifts(draw: st.DrawFn, engineer: str) -> tuple[Shift, ...]:
    """Up to two shifts on two days."""
    made = []
    for day in range(draw(st.integers(0, 2))):
        start = day * DAY + draw(st.integers(0, DAY // 2))
        rest = draw(st.none() | st.just(Break(length=1800, earliest=start + 60, latest=start + 7000)))
        id = draw(st.just("") | words) or f"shift of day {day}"
        made.append(
            Shift(
                start=start, end=start + draw(st.integers(3600, DAY // 2)), id=f"{engineer}/{day}/{id}", rest=rest,
                start_place=draw(st.none() | places()), end_place=draw(st.none() | places()),
            )
        )  # fmt: skip
    return tuple(made)


@st.composite
def engineers(draw: st.DrawFn, id: str) -> Engineer:
    """An engineer with anything."""
    return Engineer(id=id, name=draw(st.just("") | words), tier=draw(st.sampled_from(TierLevel))).but(
        skills=draw(st.lists(skills | lapsing, max_size=3).map(tuple)),
        certificates=draw(st.lists(certificates, max_size=2).map(tuple)),
        points=draw(st.integers(0, 999)), performance=draw(st.none() | st.floats(0, 100)),
        standing=draw(st.sampled_from(("active", "warned", "suspended", "dismissed"))),
        start=draw(places()), end=draw(st.none() | places()),
        territories=draw(st.lists(st.sampled_from(AREAS), unique=True).map(tuple)),
        shifts=draw(shifts(id)),
        absences=tuple(Absence(start=a, end=b, kind=draw(words)) for a, b in draw(st.lists(spans, max_size=2))),
        trainings=tuple(Training(start=a, end=b, title=draw(words)) for a, b in draw(st.lists(spans, max_size=2))),
        overtime=draw(seconds), pay=draw(st.sampled_from(("shift", "worked"))), cost_per_hour=draw(money),
        cost_per_overtime_hour=draw(money), cost_per_travel_hour=draw(money), cost_per_km=draw(money),
        max_visits=draw(st.none() | st.integers(0, 20)), max_travel=draw(seconds), max_work=draw(seconds),
        capacity=draw(st.none() | st.integers(0, 99)), van=draw(counts),
        speed=draw(st.dictionaries(words, st.integers(1, 300), max_size=2)),
    )  # fmt: skip


@st.composite
def tickets(draw: st.DrawFn, id: str, others: tuple[str, ...]) -> Ticket:
    """A ticket with anything."""
    before = draw(st.lists(st.sampled_from(others), unique=True, max_size=2)) if others else []
    starts = sorted(draw(st.lists(st.integers(0, 40), unique=True, max_size=3)))
    windows = tuple(Window(start=3600 * one, end=3600 * one + draw(st.integers(1, 3600))) for one in starts)
    if draw(st.booleans()):
        windows = draw(st.sampled_from(((Window(start=60, end=FOREVER),), (Window(start=-FOREVER, end=60),))))
    return Ticket(id=id).but(
        title=draw(st.just("") | words), customer=draw(st.just("") | words), place=draw(places()),
        territory=draw(st.none() | st.sampled_from(AREAS)), work_type=draw(st.just("") | words),
        skills=draw(_unique(st.builds(SkillNeed, skill=words, level=st.integers(1, 9)), lambda one: one.skill)),
        tier=draw(st.sampled_from(TierLevel)), certificates=draw(st.lists(words, max_size=2).map(tuple)),
        windows=windows, respond_by=draw(moments), resolve_by=draw(moments), priority=draw(st.integers(1, 4)),
        created=draw(moments), duration=draw(st.integers(1, 10**5)), load=draw(st.integers(0, 99)), parts=draw(counts),
        parts_ready=draw(moments), preferred=draw(named), required=draw(named), excluded=draw(named),
        served_before=draw(st.lists(st.sampled_from(PEOPLE), max_size=3).map(tuple)),
        crew_size=draw(st.integers(1, 3)),
        predecessors=tuple(
            Predecessor(ticket=one, least_lag=draw(st.integers(0, 9)), most_lag=draw(st.none() | st.integers(9, 999)))
            for one in before
        ),
        pin=draw(st.none() | st.builds(Pin, engineer=st.sampled_from(PEOPLE), start=moments)),
        status=draw(st.sampled_from(("open", "planned", "finished"))),
        extra=draw(st.dictionaries(st.sampled_from(("asset", "备注 x", "site")), words, max_size=2)),
    )  # fmt: skip


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A whole day; also one on which the clocks change."""
    zone = ZoneInfo(draw(st.sampled_from(("Asia/Shanghai", "Europe/Berlin", "UTC"))))
    clock = Clock(datetime(2026, 10, 24, tzinfo=zone))
    people = tuple(draw(engineers(id)) for id in PEOPLE)
    ids = ("T1", "T;2")
    wanted = tuple(draw(tickets(id, tuple(one for one in ids if one != id))) for id in ids)
    parameters = st.none() | st.floats(1.25, 3).map(lambda value: round(value, 3))
    areas = tuple(
        Territory(id=id, name=draw(words), road_factor=draw(parameters), speed_kmh=draw(parameters)) for id in AREAS
    )
    travel = estimate(places_of(people, wanted))
    return Problem(people, wanted, travel, Policy.from_mapping({}), clock, areas, draw(st.integers(-99, 99)))
