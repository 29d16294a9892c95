"""Reading days from files, and writing them."""

from __future__ import annotations

from scheduler.loaders.desk import Reject
from scheduler.loaders.json_day import json_of, write_json
from scheduler.loaders.load import Loaded, load, load_with_rejects
from scheduler.loaders.policies import policy_names, policy_path, read_policy
from scheduler.loaders.raw import Source
from scheduler.loaders.write import write_day

__all__ = [
    "Loaded",
    "Reject",
    "Source",
    "json_of",
    "load",
    "load_with_rejects",
    "policy_names",
    "policy_path",
    "read_policy",
    "write_day",
    "write_json",
]  # fmt: skip
