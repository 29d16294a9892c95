"""The analyst's desk: scenarios as small overlays, compared fairly over days and seeds."""

from __future__ import annotations
