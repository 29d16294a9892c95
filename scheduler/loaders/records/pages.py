"""The tables of records as documentation: ``python -m scheduler.loaders.records.pages`` brings the pages up to date."""

from __future__ import annotations

from pathlib import Path

from scheduler.loaders.pages import KINDS
from scheduler.loaders.records.contract import RECORD_TABLES

BEGIN = "<!-- generated from the contract of records: python -m scheduler.loaders.records.pages -->"
END = "<!-- end of the generated part -->"


def records_page(chinese: bool = False) -> str:
    """Every table with every column."""
    parts = [BEGIN, ""]
    for table in RECORD_TABLES:
        if chinese:
            parts += [f"### {table.chinese} {table.name}（{'必需' if table.required else '可选'}）", ""]
            parts += ["| 中文标题 | 列 | | 例 |", "|---|---|---|---|"]
        else:
            parts += [
                f"### {table.name} ({table.chinese}) - {'needed' if table.required else 'optional'}",
                "",
                table.meaning,
            ]
            parts += ["", "| column | 中文 | | kind | meaning | example |", "|---|---|---|---|---|---|"]
        for column in table.columns:
            example = f"`{column.example}`" if column.example else ""
            if chinese:
                parts.append(
                    f"| {column.chinese} | `{column.name}` | {'必填' if column.required else ''} | {example} |"
                )
                continue
            kind = " / ".join(f"`{choice}`" for choice in column.choices) or KINDS[column.kind]
            need = "needed" if column.required else ""
            parts.append(f"| `{column.name}` | {column.chinese} | {need} | {kind} | {column.meaning} | {example} |")
        parts.append("")
    return "\n".join([*parts, END])


def main(root: Path) -> None:
    """Write the generated part of both pages below the root of a checkout."""
    for name, chinese in (("regulation.md", False), ("zh/regulation.md", True)):
        path = root / "docs" / name
        before, rest = path.read_text(encoding="utf-8").split(BEGIN, 1)
        path.write_text(before + records_page(chinese) + rest.split(END, 1)[1], encoding="utf-8")


if __name__ == "__main__":
    main(Path(__file__).parents[3])
