"""What people look at: one HTML file, CSV tables, a workbook with a sheet for everybody's day."""

from __future__ import annotations

from scheduler.report.html import html, write_html
from scheduler.report.proof import Proof
from scheduler.report.tables import write_csv
from scheduler.report.workbook import write_xlsx
from scheduler.wording.reason import Reason

__all__ = ["Proof", "Reason", "html", "write_csv", "write_html", "write_xlsx"]
