"""The rule book, made from the rules themselves: docstrings, shapes, parameters."""

from __future__ import annotations

import inspect
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble, nearest
from models.rules import RULES
from models.section import Section
from models.sections import SECTIONS
from models.shapes import SHAPES, Rule

__all__ = ["RULES", "SECTIONS", "RuleEntry", "entry", "index", "page", "rule_named", "write_pages"]


@dataclass(frozen=True)
class Parameter:
    """One parameter of a rule or section; ``default`` as a policy file has it."""

    name: str
    default: Any
    description: str

    @property
    def shown(self) -> str:
        """The default as it stands in a policy file; ``null`` = none."""
        return json.dumps(self.default, ensure_ascii=False)


@dataclass(frozen=True)
class RuleEntry:
    """One rule, or one section of a policy, as people read about it.

    Parameters
    ----------
    shape
        Name of the shape it fills, see ``models/shapes.py``; empty for a section.
    about
        The first sentence of its docstring.
    sections
        Heading -> text: Why, Example, Fix.
    """

    id: str
    title: str
    title_zh: str
    hard: bool
    shape: str
    about: str
    sections: dict[str, str]
    parameters: tuple[Parameter, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def rule_named(id: str) -> type[Rule | Section]:
    """The rule of this id, or the section of this name.

    Raises
    ------
    InputError
        When there is none; the nearest name is offered.
    """
    known: dict[str, type[Rule | Section]] = {section.name: section for section in SECTIONS}
    known |= {rule.id: rule for rule in RULES}
    if id not in known:
        raise InputError(Trouble("is no rule", field="RULE", value=id, rule="unknown-rule", maybe=nearest(id, known)))
    return known[id]


def entry(rule: type[Rule | Section]) -> RuleEntry:
    """What is to be read about a rule or a section."""
    about, sections = _sections(inspect.getdoc(rule) or "")
    defaults = rule().model_dump(mode="json")
    return RuleEntry(
        id=rule.id if issubclass(rule, Rule) else rule.name,
        title=rule.title[0],
        title_zh=rule.title[1],
        hard=issubclass(rule, Rule) and rule.hard,
        shape=next((shape.__name__ for shape in SHAPES if issubclass(rule, shape)), ""),
        about=about,
        sections=sections,
        parameters=tuple(
            Parameter(name, defaults[name], field.description or "") for name, field in rule.model_fields.items()
        ),
    )


def _sections(doc: str) -> tuple[str, dict[str, str]]:
    """The text before the first heading, and the text under each (a heading is a line above dashes)."""
    lines = doc.splitlines()
    heads = [i for i in range(len(lines) - 1) if lines[i].strip() and set(lines[i + 1].strip()) == {"-"}]
    ends = [*heads[1:], len(lines)]
    about = "\n".join(lines[: heads[0] if heads else len(lines)]).strip()
    return about, {lines[i].strip(): "\n".join(lines[i + 2 : end]).strip() for i, end in zip(heads, ends, strict=True)}


def index(entries: Sequence[RuleEntry], *, markdown: bool = False) -> str:
    """All rules, hard ones first."""
    if not markdown:
        width = max(len(entry.id) for entry in entries)
        return "\n".join(
            f"{entry.id:<{width}}  {'hard  ' if entry.hard else 'priced'}  {entry.title}  {entry.title_zh}"
            for entry in entries
        )
    lines = ["# The rule book", "", "Made from the rules by `paigong rules --out docs/rules`.", ""]
    for hard, head in ((True, "Must hold"), (False, "Costs money")):
        lines += [f"## {head}", "", "| rule | what it says |", "|---|---|"]
        lines += [
            f"| [{entry.id}]({entry.id}.md) | {entry.title} {entry.title_zh} |"
            for entry in entries
            if entry.hard is hard
        ]
        lines.append("")
    lines += ["## Said besides the rules", "", "| section of a policy | what it says |", "|---|---|"]
    lines += [f"| [{section.name}]({section.name}.md) | {' '.join(section.title)} |" for section in SECTIONS]
    return "\n".join(lines).rstrip()


def page(entry: RuleEntry, *, markdown: bool = False) -> str:
    """The page of one rule."""
    kind = (
        f"{'must hold' if entry.hard else 'costs money'}; shape {entry.shape}" if entry.shape else "section of a policy"
    )
    if not markdown:
        parts = [f"{entry.id}: {entry.title} {entry.title_zh} ({kind})", entry.about]
        parts += [f"{head}\n{_indented(text)}" for head, text in entry.sections.items()]
        parts += (
            ["Parameters\n" + "\n".join(_indented(line) for line in _parameters(entry))] if entry.parameters else []
        )
        return "\n\n".join(parts)
    parts = [f"# {entry.id}", f"*{entry.title} · {entry.title_zh}* — {kind}.", _code(entry.about)]
    parts += [f"## {head}\n\n{_code(text)}" for head, text in entry.sections.items()]
    if entry.parameters:
        rows = [f"| `{p.name}` | `{p.shown}` | {p.description} |" for p in entry.parameters]
        parts.append("## Parameters\n\n" + "\n".join(["| name | default | meaning |", "|---|---|---|", *rows]))
    return "\n\n".join(parts)


def write_pages(folder: Path) -> int:
    """One Markdown file per rule and section, and a README with the list; returns how many files."""
    folder.mkdir(parents=True, exist_ok=True)
    rules, sections = [entry(rule) for rule in RULES], [entry(section) for section in SECTIONS]
    pages = {entry.id: page(entry, markdown=True) for entry in (*rules, *sections)}
    pages["README"] = index(rules, markdown=True)
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text + "\n", encoding="utf-8")
    return len(pages)


def _parameters(entry: RuleEntry) -> list[str]:
    return [f"{p.name} = {p.shown}   {p.description}".rstrip() for p in entry.parameters]


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.splitlines())


def _code(text: str) -> str:
    """Docstring quotes become Markdown's."""
    return text.replace("``", "`")
