"""From the errors of pydantic to troubles."""

from __future__ import annotations

from pydantic import ValidationError

from models.errors import Trouble


def troubles_of(error: ValidationError, file: str, row: int | None = None) -> list[Trouble]:
    """One trouble per error of pydantic; a "Maybe" inside a message becomes the trouble's own."""
    found = []
    for detail in error.errors():
        message, _, maybe = detail["msg"].removeprefix("Value error, ").partition(" Maybe ")
        field = ".".join(str(part) for part in detail["loc"])
        shown = "" if isinstance(detail["input"], dict | list) else str(detail["input"])[:60]
        if detail["type"] == "extra_forbidden":
            message, maybe = "is not known here", "the name is mistyped; docs/formats.md lists the names."
        found.append(
            Trouble(message, file, row, field, shown, "value", maybe or "look the field up in the JSON Schema.")
        )
    return found
