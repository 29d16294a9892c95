"""A proposed mapping as a YAML file that a person reads: what was found, what was assumed, what is not used."""

from __future__ import annotations

from typing import Any

import yaml

from scheduler.loaders.contract import TABLE
from scheduler.loaders.recognise.propose import MappingProposal
from scheduler.loaders.recognise.sheet import CompanySheet

ZH = "zh"


def text_of(proposal: MappingProposal, answers: dict[str, str], language: str = "en") -> str:
    """The file: comments say where each column came from, and which of theirs is not used."""
    zh = language == ZH
    data = proposal.data
    head = [
        "# 由 paigong mapping 根据文件生成；请检查后使用。"
        if zh
        else "# Written by paigong mapping from the files; read it before the first night."
    ]
    if proposal.remarks:
        head.append("# 假定：" if zh else "# Assumed:")
        head += [f"#   {remark.chinese if zh else remark.text}" for remark in proposal.remarks]
    if answers:
        head.append("# 回答：" if zh else "# Answered:")
        head += [f"#   {id}: {answer}" for id, answer in answers.items()]
    open_now = [question for question in proposal.questions if question.id not in answers]
    if open_now:
        head.append("# 未确认，暂按默认：" if zh else "# Not confirmed, taken for now:")
        head += [f"#   {q.id}: {q.default}  ({q.chinese if zh else q.text})" for q in open_now]
    lines = [*head, f"name: {flow(data['name'])}", f"title: {flow(data['title'])}"]
    for key in ("timezone", "day", "other_tables"):
        if data.get(key):
            lines.append(f"{key}: {flow(data[key])}")
    lines.append("tables:")
    for table, spec in data["tables"].items():
        sheet = proposal.tables.sheet.get(table) or proposal.tables.sheet["engineers"]
        lines += _table(table, spec, sheet, zh)
    return "\n".join(lines) + "\n"


def flow(value: Any) -> str:
    """A value on one line."""
    text: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**6)
    return text.removesuffix("\n").removesuffix("\n...").strip()


def _table(table: str, spec: dict[str, Any], sheet: CompanySheet, zh: bool) -> list[str]:
    place = f"{sheet.file}：第 {sheet.heading} 行为表头，{sheet.size} 行数据" if zh else (
        f"{sheet.file}: headings in row {sheet.heading}, {sheet.size} rows")  # fmt: skip
    lines = [
        f"  {table}:  # {TABLE[table].chinese}; {place}" if not zh else f"  {table}:  # {TABLE[table].chinese}；{place}"
    ]
    lines += [f"    {key}: {flow(value)}" for key, value in spec.items() if key != "columns"]
    lines.append("    columns:")
    for column, entry in spec["columns"].items():
        lines.append(f"      {column}: {flow(entry)}{_sample(entry, sheet, zh)}")
    used = {name for entry in spec["columns"].values() for name in _headings(entry)}
    left = [heading for heading in sheet.columns if heading not in used]
    if left:
        fate = ("随工单保留：" if table == "tickets" else "未使用：") if zh else (
            "kept with the ticket as they are: " if table == "tickets" else "not used: ")  # fmt: skip
        lines.append(f"    # {fate}{', '.join(left)}")
    return lines


def _sample(entry: Any, sheet: CompanySheet, zh: bool) -> str:
    """The comment behind a column: an example, and how many rows have one."""
    names = [name for name in _headings(entry) if name in sheet.columns]
    if not names:
        return ""
    cells = sheet.cells(names[0])
    if not cells:
        return "  # 空列" if zh else "  # empty"
    example = " ".join(str(cells[0]).split())[:30]
    part = "" if len(cells) == sheet.size else f", {len(cells)}/{sheet.size}"
    return f"  # {'如' if zh else 'e.g.'} {example}{part}"


def _headings(entry: Any) -> list[str]:
    """Their columns in an entry."""
    if isinstance(entry, str):
        return [entry]
    if isinstance(entry, list):
        return [name for part in entry for name in _headings(part)]
    return [entry[key] for key in ("column", "date", "unit_column") if isinstance(entry.get(key), str)]
