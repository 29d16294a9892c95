"""YAML without its traps.

YAML 1.1 reads ``18:30`` as the number 1110, ``NO`` as false and ``010`` as 8, and of two equal keys silently keeps the
last. Here such text is refused, with its line.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from models.errors import InputError, Trouble
from scheduler.loaders.bad import Bad
from scheduler.loaders.cells.decode import decode
from scheduler.loaders.guard import MOST_DEPTH, MOST_SETTINGS, sound, too_deep

_SEXAGESIMAL = re.compile(r"[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?")
_DEEP = re.compile(rf"(?:[\[{{]\s*|- ){{{MOST_DEPTH + 1}}}")
_OCTAL = re.compile(r"[-+]?0\d+")
_YES_NO = {"yes", "no"}


class Strict(yaml.SafeLoader):
    """Refuses what YAML 1.1 would read as something nobody meant; collects all of it."""

    troubles: list[tuple[int, str, str, str, str]]

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.troubles = []

    def trap(self, node: yaml.Node, rule: str, value: str, message: str, maybe: str) -> None:
        """Remember a trap with its line."""
        self.troubles.append((node.start_mark.line + 1, rule, value, message, maybe))

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A dict; equal keys are a trap."""
        seen: set[str] = set()
        for key, _ in node.value:
            text = str(getattr(key, "value", ""))
            if key.tag == "tag:yaml.org,2002:bool" and text.lower() not in _YES_NO:
                self.trap(
                    key,
                    "yaml-bool",
                    text,
                    f"without quotes YAML reads the key {text} as a truth value",
                    f'write "{text}".',
                )
            if text in seen and text != "<<":
                self.trap(key, "yaml-duplicate-key", text, "the key stands twice", "one of the two has another name.")
            seen.add(text)
        return super().construct_mapping(node, deep)


def _scalar(loader: Strict, node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    kind = node.tag.rsplit(":", 1)[-1]
    if kind in ("int", "float") and _SEXAGESIMAL.fullmatch(text):
        seen = "a number" if kind == "float" else str(yaml.SafeLoader.construct_yaml_int(loader, node))
        loader.trap(node, "yaml-time", text, f"without quotes YAML reads {text} as {seen}", f'write "{text}".')
        return text
    if kind == "int" and _OCTAL.fullmatch(text):
        loader.trap(node, "yaml-octal", text, f"without quotes YAML reads {text} in base 8", f'write "{text}".')
        return text
    if kind == "bool" and text.lower() in _YES_NO:
        hint = f'write "{text}" when it is a name, on or off when it is a switch.'
        loader.trap(node, "yaml-bool", text, f"without quotes YAML reads {text} as {text.lower() == 'yes'}", hint)
        return text
    if kind == "timestamp" and len(text) > 10:
        loader.trap(node, "yaml-time", text, "a time without quotes loses its offset in YAML", f'write "{text}".')
        return text
    constructors = {
        "int": yaml.SafeLoader.construct_yaml_int,
        "float": yaml.SafeLoader.construct_yaml_float,
        "bool": yaml.SafeLoader.construct_yaml_bool,
        "timestamp": yaml.SafeLoader.construct_yaml_timestamp,
    }
    try:
        return constructors[kind](loader, node)
    except ValueError as error:
        loader.trap(node, "yaml-value", text, str(error), f'write "{text}".')
        return text


for _kind in ("int", "float", "bool", "timestamp"):
    Strict.add_constructor(f"tag:yaml.org,2002:{_kind}", _scalar)


def parse_yaml(data: bytes | str, file: str) -> Any:
    """What the YAML says.

    Raises
    ------
    InputError
        With every trap, or with the place where it is no YAML.

    Examples
    --------
    >>> parse_yaml('open: "18:30"\\nprice: 1.5', "x.yaml")
    {'open': '18:30', 'price': 1.5}
    >>> parse_yaml("open: 18:30", "x.yaml")
    Traceback (most recent call last):
    models.errors.InputError: x.yaml:1: '18:30': without quotes YAML reads 18:30 as 1110 [yaml-time]
      Maybe write "18:30".
    """
    try:
        text = data if isinstance(data, str) else decode(data)[0]
    except Bad as bad:
        raise InputError(Trouble(bad.message, file, rule=bad.rule, maybe=bad.maybe)) from None
    if _DEEP.search(text):  # the reader takes a minute to find that out
        raise InputError(too_deep(file))
    try:
        loader = Strict(text)
        value = loader.get_single_data()
    except yaml.YAMLError as error:
        raise InputError(_broken(error, file)) from None
    except RecursionError:
        raise InputError(too_deep(file)) from None
    except (ValueError, TypeError, OverflowError) as error:
        message = f"holds a value that cannot be read: {error}"
        raise InputError(Trouble(message, file, rule="yaml-value", maybe="put it in quotes.")) from None
    if loader.troubles:
        raise InputError(
            Trouble(message, file, line, repr(value) if value else "", "", rule, maybe)
            for line, rule, value, message, maybe in loader.troubles
        )
    return sound(value, file, MOST_SETTINGS)


def parse_mapping(data: bytes | str, file: str) -> dict[str, Any]:
    """The same, which must be a mapping with texts as keys; an empty file is an empty mapping."""
    value = parse_yaml(data, file)
    if value is None:
        return {}
    if not isinstance(value, dict):
        message = f"the file holds {type(value).__name__}, not keys with values"
        raise InputError(
            Trouble(message, file, rule="yaml-shape", maybe="write lines such as timezone: Asia/Shanghai.")
        )
    return {str(key): item for key, item in value.items()}


def _broken(error: yaml.YAMLError, file: str) -> Trouble:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    maybe = "replace tabs by spaces." if "\\t" in str(problem) else "an indent, a colon or a quotation mark is wrong."
    return Trouble(f"is not YAML: {problem}", file, mark.line + 1 if mark else None, rule="yaml", maybe=maybe)
