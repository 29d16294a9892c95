"""Policies: which rules are on, with their parameters and prices; named, versioned, with dates and territories."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Self, TypeVar

from pydantic import BeforeValidator, Field, ValidationError

from models.entity import Entity
from models.errors import InputError, Trouble, nearest
from models.facts import Kind
from models.rules import RULES
from models.section import Section
from models.sections import SECTIONS
from models.shapes import Rule, for_one_visit


def _who_may(value: Any) -> Any:
    """A list of rules means that anybody may waive them."""
    wanted = dict.fromkeys(value, ()) if isinstance(value, list | tuple) else value
    if not isinstance(wanted, Mapping):
        raise ValueError("is no mapping of rules to people. Maybe write skill-level: [dispatcher].")
    for id in wanted:
        if id not in BY_ID:
            raise ValueError(f"there is no rule {id}. Maybe {nearest(str(id), BY_ID)}")
        if not for_one_visit(BY_ID[id]):
            may = [rule.id for rule in RULES if for_one_visit(rule)]
            raise ValueError(f"the rule {id} is never waived for a visit. Maybe one of: {', '.join(may)}.")
    return {id: (who,) if isinstance(who, str) else who for id, who in wanted.items()}


WhoMayWaive = Annotated[dict[str, tuple[str, ...]], BeforeValidator(_who_may)]
"""Id of a hard rule -> names or roles of those who may waive it for one visit; empty = anybody who decides."""

BY_ID: dict[str, type[Rule]] = {rule.id: rule for rule in RULES}
SomeSection = TypeVar("SomeSection", bound=Section)
Parametrised = TypeVar("Parametrised", bound=Entity)
BY_NAME: dict[str, type[Section]] = {section.name: section for section in SECTIONS}


class Policy(Entity):
    """Rules with their parameters, in the order of :data:`models.rules.RULES`, and what is said besides them."""

    name: str = Field("default", min_length=1)
    version: str = "1"
    currency: str = Field("CNY", pattern=r"^[^\x00-\x1f<>&\"']{0,12}$", description="the one unit of money, ISO 4217")
    effective_from: date | None = Field(None, description="first day it applies; none = always")
    effective_to: date | None = Field(None, description="first day it no longer applies; none = never ends")
    territories: tuple[str, ...] = Field((), description="where it applies; empty = everywhere")
    description: str = ""
    approved_by: str = Field("", description="who signed it")
    approved_on: date | None = Field(None, description="when")
    made_known_on: date | None = Field(
        None, description="when everybody concerned was told; nothing counts against a person before"
    )
    may_waive: WhoMayWaive = Field(
        default_factory=dict,
        description="hard rule -> who may waive it for one visit, by name or role; empty = anybody",
    )
    sections: tuple[Any, ...] = Field(
        default_factory=lambda: tuple(section() for section in SECTIONS),
        description="one of each of :data:`models.sections.SECTIONS`, in their order",
    )
    rules: tuple[Any, ...] = Field(default=(), description="instances of rules, each at most once")

    def of(self, shape: type[Kind]) -> tuple[Kind, ...]:
        """The policy's rules of a shape, or of a role such as :class:`models.shapes.Promise`."""
        if shape not in self.by_shape:
            self.by_shape[shape] = tuple(rule for rule in self.rules if isinstance(rule, shape))
        return self.by_shape[shape]

    @cached_property
    def by_shape(self) -> dict[type[Any], tuple[Any, ...]]:
        """Answers of :meth:`of` that were given before: it is asked for every visit of a plan."""
        return {}

    def but(self, **changes: Any) -> Self:
        """The same policy with some fields changed."""
        made = super().but(**changes)
        made.__dict__.pop("by_shape", None)  # the copy has answers of its own
        return made

    def rule(self, id: str) -> Any:
        """The rule with this id, or None when the policy has it off."""
        return next((rule for rule in self.rules if rule.id == id), None)

    def usual(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The rules of a kind as the policy has them; those that are off as they are when nobody says anything.

        What a rule means (which start keeps a promise, who has to be told) is known also where it forbids nothing.
        """
        return tuple(self.rule(rule.id) or rule() for rule in RULES if issubclass(rule, kind))

    def section(self, kind: type[SomeSection]) -> SomeSection:
        """What the policy says in this section."""
        return next((section for section in self.sections if isinstance(section, kind)), None) or kind()

    def with_section(self, section: Section) -> Self:
        """The same policy with this section instead of its namesake."""
        return self.but(sections=tuple(section if kind is type(section) else self.section(kind) for kind in SECTIONS))

    def with_rule(self, rule: Rule) -> Self:
        """The same policy with this rule, instead of its namesake where there is one."""
        rules = {known.id: known for known in self.rules} | {rule.id: rule}
        order = {**dict.fromkeys(id for id in BY_ID if id in rules), **dict.fromkeys(rules)}  # others come last
        return self.but(rules=tuple(rules[id] for id in order))

    def without_rule(self, *ids: str) -> Self:
        """The same policy with these rules off."""
        return self.but(rules=tuple(rule for rule in self.rules if rule.id not in ids))

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any], file: str = "") -> Self:
        """The policy that a file's mapping describes.

        ``rules`` maps rule ids to ``on``/``off`` or to parameters. Rules that are not named are on with their defaults
        when they are hard, and off when they are priced: a price that nobody wrote down is not charged.

        Raises
        ------
        InputError
            With every unknown key (the nearest known name offered) and every wrong value.
        """
        troubles: list[Trouble] = []
        heads = {key: value for key, value in data.items() if key not in {"rules", *BY_NAME}}
        known = (set(cls.model_fields) - {"sections"}) | set(BY_NAME)
        for key in set(heads) - known:
            troubles.append(_unknown(file, str(key), "unknown-policy-key", known))
            heads.pop(key)
        named = data.get("rules") or {}
        if not isinstance(named, Mapping):
            raise InputError(Trouble("rules must map rule names to on, off or parameters", file=file, field="rules"))
        for key in set(named) - set(BY_ID):
            troubles.append(_unknown(file, f"rules.{key}", "unknown-rule", set(BY_ID)))
        rules = [made for id, rule in BY_ID.items() if (made := _rule(rule, named.get(id), file, troubles))]
        sections = [_section(section, data.get(name), file, troubles) for name, section in BY_NAME.items()]
        try:
            policy = cls.model_validate({**heads, "rules": ()})
        except ValidationError as error:
            troubles += _troubles(error, file, "")
        if troubles:
            raise InputError(troubles)
        return policy.but(rules=tuple(rules), sections=tuple(sections))

    def to_mapping(self) -> dict[str, Any]:
        """The mapping of a policy file; :meth:`from_mapping` reads it back."""
        heads = self.model_dump(mode="json", exclude={"rules", "sections"})
        said = (self.section(kind) for kind in SECTIONS)
        if not self.may_waive:
            heads.pop("may_waive")
        heads |= {section.name: section.model_dump(mode="json") for section in said if section != type(section)()}
        on: dict[str, Any] = {rule.id: rule.model_dump(mode="json") or "on" for rule in self.rules}
        return {**heads, "rules": {id: on.get(id, "off") for id in BY_ID}}


def _rule(rule: type[Rule], value: Any, file: str, troubles: list[Trouble]) -> Rule | None:
    """The configured rule, or None when it is off or wrong (then with troubles added)."""
    if value is None:
        value = rule.hard
    if isinstance(value, str) and value.lower() in ("on", "off"):
        value = value.lower() == "on"
    if value is False:
        return None
    field = f"rules.{rule.id}"
    if value is not True and not isinstance(value, Mapping):
        troubles.append(
            Trouble("a rule is on, off, or a mapping of its parameters", file, None, field, str(value), "rule-value")
        )
        return None
    return _made(rule, {} if value is True else dict(value), file, field, troubles)


def _section(section: type[Section], value: Any, file: str, troubles: list[Trouble]) -> Section | None:
    """The section as the file has it; None when it is wrong (then with troubles added)."""
    if value is not None and not isinstance(value, Mapping):
        message = "a section of a policy is a mapping of its keys"
        troubles.append(Trouble(message, file, None, section.name, str(value), "section-value"))
        return None
    return _made(section, dict(value or {}), file, section.name, troubles)


def _made(
    kind: type[Parametrised], parameters: dict[str, Any], file: str, field: str, troubles: list[Trouble]
) -> Parametrised | None:
    """A rule or section with these parameters; None when some are wrong (then with troubles added)."""
    for key in set(parameters) - set(kind.model_fields):
        troubles.append(_unknown(file, f"{field}.{key}", "unknown-parameter", set(kind.model_fields)))
        parameters.pop(key)
    try:
        return kind.model_validate(parameters)
    except ValidationError as error:
        troubles += _troubles(error, file, field + ".")
        return None


def _unknown(file: str, field: str, rule: str, known: set[str]) -> Trouble:
    return Trouble(
        "is not known here", file=file, field=field, rule=rule, maybe=nearest(field.rsplit(".", 1)[-1], known)
    )


def _troubles(error: ValidationError, file: str, prefix: str) -> list[Trouble]:
    """One trouble per pydantic error; a "Maybe" inside a message becomes the trouble's own."""
    found = []
    for wrong in error.errors():
        message, _, maybe = wrong["msg"].removeprefix("Value error, ").partition(" Maybe ")
        field = prefix + ".".join(str(part) for part in wrong["loc"])
        found.append(
            Trouble(message, file=file, field=field, value=str(wrong["input"]), rule="policy-value", maybe=maybe)
        )
    return found
