"""Options that belong together are one value of the verb."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from pkgutil import iter_modules

import pytest

from scheduler.cli.main import verbs
from scheduler.cli.options import VALUES
from scheduler.cli.values import expanded
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment


def words() -> list[str]:
    """All verbs, those of two words with a dot between them."""
    modules = {name: import_module(f"scheduler.cli.verbs.{name}") for name in verbs()}
    inner = {
        name: [word.name for word in iter_modules(getattr(module, "__path__", ()))] for name, module in modules.items()
    }
    return [name for name in modules if not inner[name]] + [f"{name}.{word}" for name in inner for word in inner[name]]


def function(verb: str) -> Callable[..., None]:
    module, name = import_module(f"scheduler.cli.verbs.{verb}"), verb.rpartition(".")[2]
    found: Callable[..., None] = getattr(module, f"{name}_" if iskeyword(name) else name)
    return found


def test_a_verb_gets_the_value_of_the_options_of_its_fields() -> None:
    got = []

    def verb(source: DaySource, moment: Moment, limit: int = 3) -> None:
        got.append((source, moment, limit))

    shown = inspect.signature(expanded(verb)).parameters
    assert list(shown) == [*VALUES[DaySource], *VALUES[Moment], "limit", "language"]
    assert shown["day"].default is inspect.Parameter.empty and shown["at"].default is None
    given = {name: parameter.default for name, parameter in shown.items()} | {"day": Path("d"), "at": "11:20"}
    expanded(verb)(**given)
    assert got == [(DaySource(Path("d")), Moment(at="11:20"), 3)]


def test_a_verb_may_describe_a_field_itself() -> None:
    def verb(moment: Moment, log: str) -> None:
        assert (moment, log) == (Moment(at="7:00"), "mine")

    shown = inspect.signature(expanded(verb)).parameters
    assert shown["log"].annotation is str
    given = dict.fromkeys(shown) | {"at": "7:00", "log": "mine"}
    expanded(verb)(**given)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_every_option_of_a_value_is_a_field_of_it(kind: type) -> None:
    assert set(VALUES[kind]) <= set(inspect.signature(kind).parameters)


@pytest.mark.parametrize("name", words())
def test_no_verb_has_more_than_ten_parameters_of_its_own(name: str) -> None:
    """What several verbs share is a value; what only one has stays readable. Every verb has --language."""
    shared = {"Language", *(kind.__name__ for kind in VALUES)}
    parameters = inspect.signature(function(name)).parameters.values()
    own = [parameter.name for parameter in parameters if parameter.annotation not in shared]
    assert len(own) <= 10, own
