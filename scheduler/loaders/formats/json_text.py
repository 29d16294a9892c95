"""JSON text, strictly: equal keys and numbers that are none are refused, with their line."""

from __future__ import annotations

import json
from typing import Any

from models.errors import InputError, Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.decode import decode
from scheduler.loaders.guard import sound, too_deep


class _Twice(ValueError):
    pass


def _no_double(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        double = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _Twice(double)
    return found


def _no_constant(text: str) -> Any:
    raise Bad("json", f"{text} is not a number", "leave the field out.")


def parse_json(data: bytes, file: str) -> Any:
    """What the JSON says.

    Raises
    ------
    InputError
        When it is not JSON, or a key stands twice in one object.
    """
    try:
        found = json.loads(decode(data)[0], object_pairs_hook=_no_double, parse_constant=_no_constant)
        return sound(found, file)
    except Bad as bad:
        trouble = Trouble(bad.message, file, rule=bad.rule, maybe=bad.maybe)
    except _Twice as error:
        trouble = Trouble("the key stands twice in one object", file, None, str(error), rule="json-duplicate-key",
                          maybe="delete or rename one of the two.")  # fmt: skip
    except json.JSONDecodeError as error:
        maybe = (
            "a comma, a quotation mark or a bracket is missing just before." if data.strip() else "the file is empty."
        )
        trouble = Trouble(
            f"is not JSON: {error.msg} in column {error.colno}", file, error.lineno, rule="json", maybe=maybe
        )
    except RecursionError:
        trouble = too_deep(file)
    except InputError:
        raise
    except ValueError as error:  # a number of more digits than Python reads
        trouble = Trouble(f"holds a number that cannot be read: {error}", file, rule="json", maybe="it is mistyped.")
    raise InputError(trouble)
