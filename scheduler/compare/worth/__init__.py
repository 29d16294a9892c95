"""What people and time are worth: one more engineer, one more hour, one more skill or certificate."""

from __future__ import annotations

from scheduler.compare.worth.offers import Offer, offers
from scheduler.compare.worth.value import Value, Worth, value

__all__ = ["Offer", "Value", "Worth", "offers", "value"]
