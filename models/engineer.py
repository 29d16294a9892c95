"""Engineers: who can be sent, when, and what that costs."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from models.clock import Instant
from models.entity import Entity
from models.interval import Interval
from models.money import Price
from models.place import END_ANYWHERE, EndPlace, Place, StartPlace
from models.text import Text


class TierLevel(IntEnum):
    """Tiers of the regulation, lowest first."""

    JUNIOR = 1
    INTERMEDIATE = 2
    SENIOR = 3

    @property
    def label(self) -> str:
        """``junior``, ``intermediate`` or ``senior``."""
        return self.name.lower()

    @property
    def label_zh(self) -> str:
        """``初级``, ``中级`` or ``高级``."""
        return ("初级", "中级", "高级")[self - 1]


TIER_NAMES = {"初级": 1, "中级": 2, "高级": 3} | {tier.label: int(tier) for tier in TierLevel}


def _read_tier(value: Any) -> Any:
    if isinstance(value, str):
        text = value.strip().lower()
        if text in TIER_NAMES:
            return TierLevel(TIER_NAMES[text])
        if text in {"1", "2", "3"}:
            return TierLevel(int(text))
        raise ValueError(f"{value!r} is no tier. Maybe one of junior, intermediate, senior (初级, 中级, 高级).")
    return value


Tier = Annotated[
    TierLevel,
    BeforeValidator(_read_tier),
    PlainSerializer(lambda tier: TierLevel(tier).label, when_used="json"),
    WithJsonSchema({"enum": [tier.label for tier in TierLevel]}),
]

Standing = Literal["active", "warned", "suspended", "dismissed"]


class Skill(Entity):
    """A skill somebody has, at a level, for a time."""

    skill: str = Field(min_length=1)
    level: int = Field(1, ge=1, le=9, description="1 = basic; higher is better")
    valid_from: Instant | None = Field(None, description="first moment it counts; none = always has")
    valid_to: Instant | None = Field(None, description="moment from which it no longer counts; none = never lapses")

    def valid_at(self, time: int) -> bool:
        """Does the skill count at ``time`` [s]?"""
        return (self.valid_from is None or self.valid_from <= time) and (self.valid_to is None or time < self.valid_to)


class Certificate(Entity):
    """An electronic certificate for one technical field."""

    certificate: str = Field(min_length=1)
    issued: Instant | None = Field(None, description="moment from which it is valid; none = long ago")
    expires: Instant | None = Field(None, description="moment from which it is no longer valid; none = never")


class Absence(Interval):
    """Time in which the engineer is away: neither driving nor serving."""

    kind: str = Field("absence", description="for people: leave, ill, private")


class Training(Interval):
    """Protected training time: neither driving nor serving."""

    title: str = Field("training", description="for people")


class Break(Entity):
    """A break somebody takes within a window, between visits; of length 0 it says that there is none."""

    length: int = Field(ge=0, description="[s]; 0 = no break, not even the policy's")
    earliest: Instant = Field(description="earliest start")
    latest: Instant = Field(description="latest start")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.earliest > self.latest:
            raise ValueError("the break's earliest start is after its latest start. Maybe the two are swapped.")
        return self


class Shift(Interval):
    """One engineer's working time on one day."""

    id: str = Field(min_length=1, description="unique over all engineers, for instance E07@2026-11-24")
    rest: Break | None = Field(None, description="the break of this shift; none = the policy's, if it has one")
    start_place: StartPlace | None = Field(None, description="none = the engineer's start place")
    end_place: EndPlace | None = Field(None, description="none = the engineer's end place")


class ScoreBasis(Entity):
    """What a performance score stands on, so that whoever asks can be told."""

    ratings: int = Field(ge=0, description="customers' ratings behind it")
    since: date = Field(description="first day of what was observed")
    as_of: date = Field(description="last day of it")
    policy: str = Field("", description="name and version of the policy it was made under")
    calibration: str = Field("", description="short hash of the quarter's calibration")

    @property
    def said(self) -> Text:
        """In a few words.

        >>> ScoreBasis(ratings=118, since=date(2026, 3, 1), as_of=date(2026, 5, 29)).said
        '118 ratings, since 2026-03-01'
        """
        return Text(f"{self.ratings} ratings, since {self.since}", f"{self.ratings} 条评价，自 {self.since} 起")


class Engineer(Entity):
    """Somebody who can be sent to customers."""

    id: str = Field(min_length=1)
    name: str = ""
    tier: Tier = TierLevel.JUNIOR
    skills: tuple[Skill, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    points: int = Field(0, ge=0, description="certification points")
    performance: float | None = Field(None, ge=0, le=100, description="performance score, 100 = best; none = unknown")
    basis: ScoreBasis | None = Field(None, description="what the performance score stands on; none = nobody said")
    standing: Standing = Field("active", description="follows from the record; suspended or dismissed: not dispatched")
    start: StartPlace = Field(
        default_factory=Place, description="where the day starts; the id anywhere = at the first customer"
    )
    end: EndPlace | None = Field(
        None, description="where the day ends; none = where it starts; the id anywhere = at the last customer"
    )
    territories: tuple[str, ...] = Field((), description="territories served; empty = all")
    shifts: tuple[Shift, ...] = ()
    absences: tuple[Absence, ...] = ()
    trainings: tuple[Training, ...] = ()
    overtime: int | None = Field(None, ge=0, description="[s] longest overtime of a shift; none = the policy's")
    pay: Literal["shift", "worked"] = Field("shift", description="shift: paid anyway; worked: paid by time worked")
    cost_per_hour: Price | None = Field(None, description="[currency/h] of worked time; none = the policy's")
    cost_per_overtime_hour: Price | None = Field(None, description="[currency/h]; none = the policy's")
    cost_per_travel_hour: Price | None = Field(None, description="[currency/h] driving; none = the policy's")
    cost_per_km: Price | None = Field(None, description="[currency/km] driving; none = the policy's")
    max_visits: int | None = Field(None, ge=0, description="most visits of a shift; none = the policy's")
    max_travel: int | None = Field(None, ge=0, description="[s] most driving of a shift; none = the policy's")
    max_work: int | None = Field(
        None, ge=0, description="[s] longest time from departure to return; none = the policy's"
    )
    capacity: int | None = Field(None, ge=0, description="load units the van holds; none = no limit")
    van: dict[str, int] = Field(default_factory=dict, description="parts on the van: part -> pieces")
    speed: dict[str, int] = Field(
        default_factory=dict, description="[%] of the normal duration at a skill: 80 = a fifth faster; missing = 100"
    )

    @property
    def end_place(self) -> Place:
        """Where the day ends unless the shift says otherwise."""
        return self.end or (END_ANYWHERE if self.start.anywhere else self.start)

    def level(self, skill: str, time: int) -> int:
        """Highest level of ``skill`` that counts at ``time`` [s]; 0 = does not have it."""
        return max((s.level for s in self.skills if s.skill == skill and s.valid_at(time)), default=0)

    def shown(self) -> str:
        """Id and name for people."""
        return f"{self.id} {self.name}".strip()
