"""Documentation and JSON Schema that follow from the code.

``python -m scheduler.loaders.pages`` brings ``docs/formats.md``, its Chinese page and ``data/schema`` up to date; a
test says when they are not.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from models.entity import Entity
from models.events import EVENTS, Event
from models.plan import Plan
from scheduler.loaders.contract import ADDRESS_SETTINGS, DAY, TABLE, TABLES, TRAVEL_SETTINGS, Column, Table
from scheduler.loaders.formats.events_table import EVENTS as EVENTS_TABLE
from scheduler.loaders.formats.json_day import JsonDay
from scheduler.loaders.inventory import inventory_page
from scheduler.loaders.mapping import mapping_names, read_mapping

BEGIN = "<!-- generated from the contract: python -m scheduler.loaders.pages -->"
END = "<!-- end of the generated part -->"
KINDS = {
    "text": "text", "number": "number", "integer": "whole number", "minutes": "length of time", "money": "money",
    "time": "time", "until": "time", "start": "time", "choice": "word", "tier": "tier", "zone": "time zone",
    "names": "list", "levels": "list with levels", "pieces": "list with pieces", "percents": "list with percent",
    "named": "list, each until", "spans": "list of spans", "lags": "list with lags", "settings": "keys",
}  # fmt: skip


def contract_page() -> str:
    """The generated part of ``docs/formats.md``: every table with every column, and the ready mappings."""
    parts = [BEGIN, ""]
    for table in (*TABLES, DAY, TRAVEL_SETTINGS, ADDRESS_SETTINGS):
        parts += _section(table)
    parts += ["### Ready mappings", "", "| name | for | tables |", "|---|---|---|"]
    for name in mapping_names():
        mapping = read_mapping(name)
        parts.append(f"| `{name}` | {mapping.title} | {', '.join(mapping.tables)} |")
    parts.append("")
    for name in mapping_names():
        parts += inventory_page(read_mapping(name))
    return "\n".join([*parts, END])


def contract_page_zh() -> str:
    """The generated part of ``docs/zh/formats.md``: every table with every column by both its headings."""
    parts = [BEGIN, ""]
    for table in (*TABLES, DAY, TRAVEL_SETTINGS):
        parts += [f"### {table.chinese} {table.name}（{'必需' if table.required else '可选'}）", ""]
        parts += ["| 中文标题 | 列 | | 例 |", "|---|---|---|---|"]
        for column in table.columns:
            example = f"`{column.example}`" if column.example else ""
            parts.append(f"| {column.chinese} | `{column.name}` | {'必填' if column.required else ''} | {example} |")
        parts.append("")
    return "\n".join([*parts, END])


def events_page() -> str:
    """The generated part of ``docs/events.md``: every kind with its fields, and every column of the table."""
    parts = [BEGIN, "", "| kind | 中文 | fields | what it means |", "|---|---|---|---|"]
    for event in EVENTS:
        fields = ", ".join(f"`{name}`" for name in event.model_fields if name not in Event.model_fields)
        meaning = " ".join((event.__doc__ or "").split("\n\n")[0].split())
        decided = " (a decision)" if event.decides else ""
        parts.append(
            f"| `{event.kind}` | {event.label[1]} | {fields} | {meaning[:1].lower()}{meaning[1:-1]}{decided} |"
        )
    parts += ["", "### Columns", "", "| column | 中文 | kind | meaning | example |", "|---|---|---|---|---|"]
    tickets = {column.name for column in TABLE["tickets"].columns}
    for column in EVENTS_TABLE.columns:
        if column.name not in tickets:
            example = f"`{column.example}`" if column.example else ""
            kind = "kind" if column.name == "kind" else _kind(column)
            parts.append(f"| `{column.name}` | {column.chinese} | {kind} | {column.meaning} | {example} |")
    return "\n".join([*parts, "", END])


def _section(table: Table) -> list[str]:
    need = "needed" if table.required else "optional"
    lines = [f"### {table.name} ({table.chinese}) - {need}", "", table.meaning, ""]
    if table.either:
        choices = " or ".join(", ".join(f"`{name}`" for name in group) for group in table.either)
        lines += [f"Every row needs {choices}.", ""]
    lines += ["| column | 中文 | | kind | meaning | example |", "|---|---|---|---|---|---|"]
    return [*lines, *map(_line, table.columns), ""]


def _line(column: Column) -> str:
    example = f"`{column.example}`" if column.example else ""
    need = "needed" if column.required else ""
    return f"| `{column.name}` | {column.chinese} | {need} | {_kind(column)} | {column.meaning} | {example} |"


def _kind(column: Column) -> str:
    text = KINDS[column.kind]
    if column.choices:
        return " / ".join(f"`{choice}`" for choice in column.choices)
    if column.unit:
        text += f" [{column.unit}]"
    least = None if column.least is None or 0 < column.least < 0.1 else column.least
    if least is not None and column.most is not None:
        return f"{text}, {least:g} to {column.most:g}"
    return f"{text}, at least {least:g}" if least is not None else text


def schemas() -> dict[str, dict[str, Any]]:
    """File name -> JSON Schema of our own JSON formats."""
    models: dict[str, type[Entity]] = {"day": JsonDay, "plan": Plan}
    return {
        f"{name}.json": {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        | model.model_json_schema(by_alias=True)
        for name, model in models.items()
    }


def with_generated_part(text: str, part: str) -> str:
    """A page with its generated part replaced."""
    before, rest = text.split(BEGIN, 1)
    return before + part + rest.split(END, 1)[1]


def main(root: Path) -> None:
    """Write both below the root of a checkout."""
    pages = {"formats.md": contract_page(), "zh/formats.md": contract_page_zh(), "events.md": events_page()}
    for page, part in pages.items():
        path = root / "docs" / page
        path.write_text(with_generated_part(path.read_text(encoding="utf-8"), part), encoding="utf-8")
    for name, schema in schemas().items():
        path = root / "data" / "schema" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(__file__).parents[2])
