"""Reading and writing records: visits, ratings, attendance and what else figures about people are made from."""

from __future__ import annotations

from scheduler.loaders.records.contract import RECORD_TABLES, SETTINGS_FILE
from scheduler.loaders.records.load import LoadedRecords, load_records, load_records_with_rejects

__all__ = ["RECORD_TABLES", "SETTINGS_FILE", "LoadedRecords", "load_records", "load_records_with_rejects"]
