"""What a policy says besides its rules: one section, one file; this list is the only other place it stands in."""

from __future__ import annotations

from models.section import Section
from models.sections.replanning import Replanning
from models.sections.uncertainty import Uncertainty
from models.sections.urgent import Urgent

SECTIONS: tuple[type[Section], ...] = (Replanning, Uncertainty, Urgent)
