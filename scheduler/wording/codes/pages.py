"""Pages of the codes: for the command line and for ``docs/reasons``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble, nearest
from scheduler.wording.codes import CODES
from scheduler.wording.codes.code import Code, Kind

__all__ = ["CODES", "as_dict", "index", "page", "write_pages"]

HEADS: dict[Kind, str] = {
    "reason": "Why a ticket is where it is",
    "engineer": "What keeps an engineer from it",
    "remedy": "Changes that would serve it",
    "verdict": "What forcing it to an engineer does",
    "change": "Why a re-plan changes a visit",
    "move": "What a change by hand is, and whether it is allowed",
}


def named(code: str) -> Code:
    """The code.

    Raises
    ------
    InputError
        When there is none; the nearest name is offered.
    """
    if code not in CODES:
        raise InputError(
            Trouble("is no code", field="CODE", value=code, rule="unknown-code", maybe=nearest(code, CODES))
        )
    return CODES[code]


def as_dict(code: str) -> dict[str, Any]:
    """Plain data of one code."""
    entry = named(code)
    return {"code": code, "kind": entry.kind, "sentence": entry.en, "sentence_zh": entry.zh, "about": entry.about,
            "about_zh": entry.about_zh, "fix": entry.fix, "data": list(entry.names)}  # fmt: skip


def index(*, markdown: bool = False) -> str:
    """All codes by kind."""
    if not markdown:
        width = max(map(len, CODES))
        return "\n".join(f"{code:<{width}}  {entry.kind:<8}  {entry.en}" for code, entry in CODES.items())
    lines = ["# Reasons: all codes", "", "Made from the codes by `paigong reasons --out docs/reasons`.", ""]
    for kind, head in HEADS.items():
        lines += [f"## {head}", "", "| code | what it says |", "|---|---|"]
        lines += [f"| [{code}]({code}.md) | {entry.en} |" for code, entry in CODES.items() if entry.kind == kind]
        lines.append("")
    return "\n".join(lines).rstrip()


def page(code: str, *, markdown: bool = False) -> str:
    """The page of one code."""
    entry = named(code)
    sections = {"Meaning": f"{entry.about}\n\n{entry.about_zh}", "What to do": entry.fix}
    if not markdown:
        parts = [f"{code} ({entry.kind})", entry.en, entry.zh]
        parts += [f"{head}\n" + "\n".join(f"  {line}" if line else "" for line in text.splitlines())
                  for head, text in sections.items()]  # fmt: skip
        return "\n\n".join(parts)
    said = f"> {entry.en}\n>\n> {entry.zh}"
    data = ", ".join(f"`{name}`" for name in entry.names)
    return "\n\n".join(
        [f"# {code}", f"*{HEADS[entry.kind]}.*", said]
        + [f"## {head}\n\n{text}" for head, text in sections.items()]
        + ([f"## Data\n\n{data}"] if data else [])
    )


def write_pages(folder: Path) -> int:
    """One Markdown file per code and a README with the list; returns how many files."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {"README": index(markdown=True)} | {code: page(code, markdown=True) for code in CODES}
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text + "\n", encoding="utf-8")
    return len(pages)
