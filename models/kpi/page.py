"""The documentation of the key figures, made from their docstrings."""

from __future__ import annotations

import inspect

from models.kpi import KPIS

HEAD = """# Key figures

Every figure is reported with its numerator and its denominator, in the report, the manifest and the tables. A figure
whose denominator is zero has no value. Made from the docstrings in `models/kpi/`; change it there.
"""


def page() -> str:
    """The page ``docs/kpis.md`` as Markdown."""
    return "\n".join([HEAD, *(_section(inspect.getdoc(figure) or "") for figure in KPIS)])


def _section(doc: str) -> str:
    """One docstring as a section: its first sentence is the heading and the definition."""
    first, _, rest = doc.partition("\n\n")
    title, _, meaning = " ".join(first.split()).partition(":")
    meaning = meaning.strip() or title
    body = "\n".join(_bold_label(line) for line in rest.split("\n"))
    return f"## {title.rstrip('.')}\n\n{meaning[0].upper()}{meaning[1:]}\n\n{body}\n"


LABELS = ("Id", "Ids", "Numerator", "Denominator", "Clock")


def _bold_label(line: str) -> str:
    label, colon, text = line.partition(":")
    return f"**{label}:**{text}" if colon and label in LABELS else line


if __name__ == "__main__":
    print(page(), end="")
