"""Every rule of rosters; one rule, one file, and this list is the only other place it stands in."""

from __future__ import annotations

from models.roster.rules.contract_days import ContractDays
from models.roster.rules.day_off_a_week import DayOffAWeek
from models.roster.rules.fair_share import FairShare
from models.roster.rules.in_standing import InStanding
from models.roster.rules.monthly_overtime import MonthlyOvertime
from models.roster.rules.published_duty import PublishedDuty
from models.roster.rules.rest_between import RestBetween
from models.roster.rules.senior_there import SeniorThere
from models.roster.rules.shielded import Shielded
from models.roster.rules.smooth_weeks import SmoothWeeks
from models.roster.rules.standby_there import StandbyThere
from models.roster.rules.weekly_time import WeeklyTime
from models.roster.rules.wishes import Wishes
from models.roster.shapes import RosterRule

ROSTER_RULES: tuple[type[RosterRule], ...] = (
    ContractDays,
    Shielded,
    InStanding,
    RestBetween,
    DayOffAWeek,
    WeeklyTime,
    MonthlyOvertime,
    SeniorThere,
    StandbyThere,
    Wishes,
    PublishedDuty,
    SmoothWeeks,
    FairShare,
)
