"""The contract of the file formats, as data."""

from __future__ import annotations

from scheduler.loaders.contract.column import Column, Table
from scheduler.loaders.contract.engineers import CERTIFICATES, ENGINEERS, SCORES, SKILLS, VANS
from scheduler.loaders.contract.tickets import TICKETS
from scheduler.loaders.contract.working_time import ABSENCES, SHIFTS, TRAININGS
from scheduler.loaders.contract.world import ADDRESS_SETTINGS, DAY, PLACES, TERRITORIES, TRAVEL, TRAVEL_SETTINGS

TABLES: tuple[Table, ...] = (
    TICKETS, ENGINEERS, SHIFTS, SKILLS, CERTIFICATES, SCORES, VANS, ABSENCES, TRAININGS, TERRITORIES, PLACES, TRAVEL,
)  # fmt: skip
"""Every table of a day, in the order in which people should read about them."""

TABLE: dict[str, Table] = {table.name: table for table in TABLES}

__all__ = [
    "ABSENCES",
    "ADDRESS_SETTINGS",
    "CERTIFICATES",
    "DAY",
    "ENGINEERS",
    "PLACES",
    "SCORES",
    "SHIFTS",
    "SKILLS",
    "TABLE",
    "TABLES",
    "TERRITORIES",
    "TICKETS",
    "TRAININGS",
    "TRAVEL",
    "TRAVEL_SETTINGS",
    "VANS",
    "Column",
    "Table",
]
