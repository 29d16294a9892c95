"""The report of a study: one HTML file with its pictures inside, readable without a network and without scripts."""

from __future__ import annotations

from scheduler.compare.report.page import html, write_report

__all__ = ["html", "write_report"]
