"""Prices by question: trade-offs people can answer become the prices of a policy."""

from __future__ import annotations

from scheduler.compare.prices.answers import answered, readings
from scheduler.compare.prices.dead import DeadRange, dead_range
from scheduler.compare.prices.questions import QUESTIONS, PriceQuestion, question_named

__all__ = ["QUESTIONS", "DeadRange", "PriceQuestion", "answered", "dead_range", "question_named", "readings"]
