"""Keys of other systems' JSON: what becomes of each, and slips that look like one that is meant."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from models.errors import Trouble
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.ledger import KeyList, keys_of


def account_keys(content: Any, file: str, known: KeyList, desk: InputIssues) -> None:
    """Every key of the file ends in the ledger; those that are not needed are said together, the others one by one."""
    said = desk.ledger.keys(file, keys_of(content), known)
    needless = [trouble.field for trouble in said if trouble.rule == "key-ignored"]
    if needless:
        message = f"{len(needless)} keys are known and not needed: {', '.join(needless)}"
        desk.note(Trouble(message, file, rule="keys-ignored"))
    for trouble in said:
        if trouble.rule != "key-ignored":
            desk.note(trouble)


def say_slips(items: Sequence[Mapping[str, Any]], known: Collection[str], file: str, desk: InputIssues) -> None:
    """A key that is nearly one that counts is an error of its item: what it restricts would be lost."""
    for row, item in enumerate(items, 1):
        for key in item:
            close = get_close_matches(str(key), known, n=1, cutoff=0.75) if key not in known else []
            if close:
                message = f"the key {key!r} is not known; what it says would be lost"
                desk.wrong(Trouble(message, file, row, str(key), str(item.get("id", "")), "unknown-key",
                                   f"you mean {close[0]!r}."))  # fmt: skip


def things(content: Mapping[str, Any], key: str, file: str, desk: InputIssues) -> list[dict[str, Any]]:
    """The objects of a list; a list that is none, and items that are none, are said."""
    value = content.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        desk.wrong(Trouble("must be a list", file, field=key, value=str(value)[:40], rule="json-shape",
                           maybe="write it in square brackets."))  # fmt: skip
        return []
    for row, item in enumerate(value, 1):
        if not isinstance(item, dict):
            desk.wrong(Trouble("is not an object", f"{file}[{key}]", row, key, str(item)[:40], "json-shape",
                               "write it in curly brackets."))  # fmt: skip
    return [item if isinstance(item, dict) else {} for item in value]
