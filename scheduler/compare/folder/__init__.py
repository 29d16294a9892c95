"""The study folder: what a study leaves behind, complete or not at all."""

from __future__ import annotations

from scheduler.compare.folder.write import FORMAT, cell_cache, check_study_target, write_study

__all__ = ["FORMAT", "cell_cache", "check_study_target", "write_study"]
