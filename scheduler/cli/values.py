"""Options that belong together are one value: a verb asks for the value, the command line shows its options."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

from scheduler.cli.options import VALUES, Speaking
from scheduler.wording.language import Language, speak

SPEAKING = inspect.Parameter("language", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Speaking)


def expanded(verb: Callable[..., None]) -> Callable[..., None]:
    """The verb with one option for each field of the values it asks for.

    A parameter of a type in :data:`scheduler.cli.options.VALUES` is replaced by that type's fields; the call makes the
    value of them again. A field that the verb has a parameter of its own for is left to the verb. Every verb has the
    option ``--language`` at its end; one that has a parameter ``language`` is given it, or that of the locale.
    """
    hints = get_type_hints(verb, include_extras=True)
    parameters = inspect.signature(verb).parameters
    groups = {name: hints[name] for name in parameters if hints[name] in VALUES}
    own = {name for name in parameters if name not in groups}
    shown = {name: _fields(kind, own) for name, kind in groups.items()}
    options = []
    for name, parameter in parameters.items():
        if hints[name] is not Language:
            options += shown[name] if name in groups else [parameter.replace(annotation=hints[name])]
    if "language" not in own or hints["language"] is Language:
        options.append(SPEAKING)

    @functools.wraps(verb)
    def called(**given: Any) -> None:
        asked = given.get("language")
        language = asked if isinstance(asked, Language) else Language.of_locale(os.environ)
        speak(language)
        values: dict[str, Any] = {
            name: kind(**{option.name: given.pop(option.name) for option in shown[name]})
            for name, kind in groups.items()
        }
        if hints.get("language") is Language:
            given["language"] = language
        elif "language" not in own:
            del given["language"]
        verb(**given, **values)

    del called.__wrapped__  # whoever looks through it would see the verb's parameters again
    described: Any = called
    described.__signature__ = inspect.Signature(
        [option.replace(kind=inspect.Parameter.KEYWORD_ONLY) for option in options]
    )
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
