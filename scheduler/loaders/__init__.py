"""Reading days from files, and writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.loaders.build.input_issues import Reject
from scheduler.loaders.load import Loaded, load, load_with_rejects
from scheduler.loaders.policies import policy_names, policy_path, read_policy
from scheduler.loaders.raw import Source

if TYPE_CHECKING:
    from scheduler.loaders.formats.json_day import json_of, write_json
    from scheduler.loaders.formats.write import write_day

__all__ = [
    "Loaded", "Reject", "Source", "json_of", "load", "load_with_rejects", "policy_names", "policy_path", "read_policy",
    "write_day", "write_json",
]  # fmt: skip

_LATER = {"json_of": "formats.json_day", "write_json": "formats.json_day", "write_day": "formats.write"}


def __getattr__(name: str) -> Any:
    """Writing is imported when it is first used: reading should start at once."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
