"""The public Python interface: ``import scheduler as pg``."""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import scheduler as pg


def test_the_names_are_sorted_and_each_has_a_home() -> None:
    assert pg.__all__ == sorted(pg.__all__)
    assert dir(pg) == pg.__all__
    assert set(pg.__all__) == set(pg._HOME) | {"__version__"}


@pytest.mark.parametrize("name", sorted(set(pg.__all__) - {"__version__"}))
def test_every_name_is_the_thing_itself_and_documented(name: str) -> None:
    thing = getattr(pg, name)
    assert not isinstance(thing, ModuleType)
    assert thing is getattr(importlib.import_module(pg._HOME[name]), name)
    assert thing.__doc__


def test_importing_a_package_of_the_same_name_does_not_hide_the_function() -> None:
    importlib.import_module("scheduler.explain")
    importlib.import_module("scheduler.generate")
    assert callable(pg.explain)
    assert callable(pg.generate)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'solve_everything'"):
        _ = pg.solve_everything  # type: ignore[attr-defined]


def test_the_version_is_that_of_the_distribution() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == pg.__version__
