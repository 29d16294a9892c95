"""What a policy says besides its rules: one section, one file; this list is the only other place it stands in."""

from __future__ import annotations

from models.section import Section
from models.sections.call_backs import CallBacks
from models.sections.development import Development
from models.sections.early_warning import EarlyWarning
from models.sections.evaluation import Evaluation
from models.sections.following import Following
from models.sections.incentives import Incentives
from models.sections.replanning import Replanning
from models.sections.standing_ladder import StandingLadder
from models.sections.uncertainty import Uncertainty
from models.sections.urgent import Urgent

SECTIONS: tuple[type[Section], ...] = (
    Replanning,
    Uncertainty,
    Urgent,
    Following,
    Evaluation,
    CallBacks,
    StandingLadder,
    Development,
    Incentives,
    EarlyWarning,
)
