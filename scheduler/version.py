"""The version of the product, also the part of a run's key that says which program made it."""

from __future__ import annotations

VERSION = "0.1.0"
