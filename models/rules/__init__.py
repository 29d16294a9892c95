"""The rule book: one rule, one file; this list is the only other place a rule stands in."""

from __future__ import annotations

from models.rules.absence import AbsenceRule
from models.rules.appointment_window import AppointmentWindow
from models.rules.broken_promise import BrokenPromise
from models.rules.certificate import CertificateRule
from models.rules.certification_points import CertificationPoints
from models.rules.change_budget import ChangeBudget
from models.rules.continuity import Continuity
from models.rules.crew_and_order import CrewAndOrder
from models.rules.kept_order import KeptOrder
from models.rules.longest_overtime import LongestOvertime
from models.rules.named_engineers import NamedEngineers
from models.rules.not_before_asked import NotBeforeAsked
from models.rules.not_before_promised import NotBeforePromised
from models.rules.over_qualification import OverQualification
from models.rules.overtime_cost import OvertimeCost
from models.rules.parts_ready import PartsReady
from models.rules.pay import Pay
from models.rules.performance_score import PerformanceScore
from models.rules.pinned_engineer import PinnedEngineer
from models.rules.pinned_time import PinnedTime
from models.rules.plan_change import PlanChange
from models.rules.preferred_engineer import PreferredEngineer
from models.rules.promised_time import PromisedTime
from models.rules.resolution_sla import ResolutionSla
from models.rules.response_sla import ResponseSla
from models.rules.rest_between_shifts import RestBetweenShifts
from models.rules.rest_break import RestBreak
from models.rules.road import Road
from models.rules.senior_reserve import SeniorReserve
from models.rules.set_aside import SetAside
from models.rules.skill_level import SkillLevel
from models.rules.standing import Standing
from models.rules.stock import Stock
from models.rules.territory import TerritoryRule
from models.rules.tier_scope import TierScope
from models.rules.training import TrainingRule
from models.rules.travel_cost import TravelCost
from models.rules.travel_limit import TravelLimit
from models.rules.unserved_cost import UnservedCostRule
from models.rules.van_capacity import VanCapacity
from models.rules.van_parts import VanParts
from models.rules.visit_limit import VisitLimit
from models.rules.work_limit import WorkLimit
from models.rules.working_hours import WorkingHours
from models.shapes import Rule

RULES: tuple[type[Rule], ...] = (
    # who may go
    SkillLevel,
    TierScope,
    CertificateRule,
    Standing,
    TerritoryRule,
    NamedEngineers,
    PinnedEngineer,
    Road,
    # when
    AppointmentWindow,
    WorkingHours,
    PartsReady,
    NotBeforeAsked,
    PinnedTime,
    KeptOrder,
    NotBeforePromised,
    AbsenceRule,
    TrainingRule,
    RestBreak,
    RestBetweenShifts,
    # how much in one shift
    LongestOvertime,
    VisitLimit,
    TravelLimit,
    WorkLimit,
    VanCapacity,
    VanParts,
    # together
    CrewAndOrder,
    SetAside,
    Stock,
    # what a plan costs
    UnservedCostRule,
    ResponseSla,
    ResolutionSla,
    TravelCost,
    OvertimeCost,
    Pay,
    OverQualification,
    PreferredEngineer,
    PerformanceScore,
    CertificationPoints,
    Continuity,
    SeniorReserve,
    # what a re-plan costs
    PlanChange,
    PromisedTime,
    BrokenPromise,
    ChangeBudget,
)
