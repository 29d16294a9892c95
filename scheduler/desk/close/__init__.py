"""Closing a day: records of what happened, and the day that what is left goes on with."""

from __future__ import annotations

from scheduler.desk.close.close import Closing, close
from scheduler.desk.close.write import write_closing

__all__ = ["Closing", "close", "write_closing"]
