"""From the errors of pydantic to troubles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from models.errors import Trouble, nearest

UNKNOWN = "unknown-key"


def troubles_of(
    error: ValidationError, file: str, row: int | None = None, entity: type[BaseModel] | None = None
) -> list[Trouble]:
    """One trouble per error of pydantic; a "Maybe" inside a message becomes the trouble's own.

    Parameters
    ----------
    entity
        What was to be made; its fields are offered for a name that is not known.
    """
    found = []
    for detail in error.errors():
        message, _, maybe = detail["msg"].removeprefix("Value error, ").partition(" Maybe ")
        field, rule = ".".join(str(part) for part in detail["loc"]), "value"
        shown = "" if isinstance(detail["input"], dict | list) else str(detail["input"])[:60]
        if detail["type"] == "extra_forbidden":
            message, rule = "is not known here", UNKNOWN
            known = _fields_at(entity, detail["loc"][:-1]) if entity is not None else ()
            maybe = nearest(str(detail["loc"][-1]), known) or "the name is mistyped; docs/formats.md lists the names."
        maybe = maybe or "look the field up in the JSON Schema."
        found.append(Trouble(message, file, row, field, shown, rule, maybe))
    return found


def _fields_at(entity: type[BaseModel], path: Sequence[int | str]) -> Iterable[str]:
    """Names of the fields of the part of an entity to which a path leads; none where that is no entity."""
    here: type[BaseModel] | None = entity
    for name in (part for part in path if isinstance(part, str)):
        by_name = {} if here is None else {field.alias or key: field for key, field in here.model_fields.items()}
        here = _entity_in(by_name[name].annotation) if name in by_name else None
    return () if here is None else [field.alias or key for key, field in here.model_fields.items()]


def _entity_in(annotation: Any) -> type[BaseModel] | None:
    """The entity that a field holds, or holds a list of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _entity_in(part)) is not None), None)
