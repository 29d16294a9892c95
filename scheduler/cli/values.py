"""Options that belong together are one value: a verb asks for the value, the command line shows its options."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

from scheduler.cli.options import VALUES


def expanded(verb: Callable[..., None]) -> Callable[..., None]:
    """The verb with one option for each field of the values it asks for.

    A parameter of a type in :data:`scheduler.cli.options.VALUES` is replaced by that type's fields; the call makes the
    value of them again. A field that the verb has a parameter of its own for is left to the verb.
    """
    hints = get_type_hints(verb, include_extras=True)
    parameters = inspect.signature(verb).parameters
    groups = {name: hints[name] for name in parameters if hints[name] in VALUES}
    own = {name for name in parameters if name not in groups}
    shown = {name: _fields(kind, own) for name, kind in groups.items()}
    options = []
    for name, parameter in parameters.items():
        options += shown[name] if name in groups else [parameter.replace(annotation=hints[name])]

    @functools.wraps(verb)
    def called(**given: Any) -> None:
        values = {
            name: kind(**{option.name: given.pop(option.name) for option in shown[name]})
            for name, kind in groups.items()
        }
        verb(**given, **values)

    del called.__wrapped__  # whoever looks through it would see the verb's parameters again
    described: Any = called
    described.__signature__ = inspect.Signature([one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in options])
    described.__annotations__ = {option.name: option.annotation for option in options}
    return called


def _fields(kind: type, own: set[str]) -> list[inspect.Parameter]:
    """A parameter for each field of a value that is an option and no parameter of the verb's own."""
    annotations: Mapping[str, Any] = VALUES[kind]
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=annotations[field.name],
        )
        for field in fields(kind)
        if field.name in annotations and field.name not in own
    ]
