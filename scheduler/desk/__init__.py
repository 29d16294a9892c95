"""A day that is running, on its event log: who is where now, what is decided, what is left for tomorrow."""

from __future__ import annotations

from scheduler.desk.now_words import now_lines

__all__ = ["now_lines"]
