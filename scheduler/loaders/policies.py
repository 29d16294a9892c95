"""Policies: packaged ones by name, anybody's by path."""

from __future__ import annotations

from pathlib import Path

from models.errors import InputError, Trouble, nearest
from models.policy import Policy
from scheduler.loaders.formats.yaml_file import parse_mapping
from scheduler.loaders.guard import beside, file_bytes

PACKAGED = Path(__file__).parent.parent / "policies"


def policy_names() -> tuple[str, ...]:
    """Names of the packaged policies."""
    return tuple(sorted(path.stem for path in PACKAGED.glob("*.yaml")))


def _is_file(name: str) -> bool:
    """Is it the name of a file, and not of a packaged policy?"""
    return name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name


def policy_path(name_or_path: str | Path, home: Path | None = None) -> Path:
    """The file of a policy: a path (also relative to ``home``), else the packaged one of that name.

    Raises
    ------
    InputError
        When there is none; the nearest name is offered.
    """
    text = str(name_or_path)
    if _is_file(text):
        found = next((path for path in (Path(text), *([home / text] if home else [])) if path.is_file()), None)
        if found is None:
            raise InputError(
                Trouble("the file does not exist", text, rule="missing-file", maybe="the path is mistyped.")
            )
        return found
    if text not in policy_names():
        message = f"no policy is named {text!r}"
        raise InputError(Trouble(message, field="policy", rule="unknown-policy", maybe=nearest(text, policy_names())))
    return PACKAGED / f"{text}.yaml"


def own_policy(name: str, home: Path, file: str, *, outside: bool) -> Path:
    """The file of the policy that a day names: beside it, else a packaged one.

    Raises
    ------
    InputError
        There is none, or it lies outside the day's folder without leave.
    """
    if not _is_file(name):
        return policy_path(name)
    path = beside(home, name, file, "policy", outside=outside)
    if not path.is_file():
        raise InputError(Trouble("the file does not exist", name, rule="missing-file", maybe="the path is mistyped."))
    return path


def read_policy(name_or_path: str | Path, home: Path | None = None) -> Policy:
    """The policy of a packaged name (``default``, ``sla-first``, ...) or of a YAML file.

    Raises
    ------
    InputError
        With every unknown key and every wrong value.
    """
    path = policy_path(name_or_path, home)
    try:
        data = file_bytes(path)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise InputError(Trouble(message, str(path), rule="unreadable", maybe="permissions.")) from None
    return Policy.from_mapping(parse_mapping(data, path.name), path.name)
