"""From records into the day: the one step between loading and planning; it keeps what everything stands on."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

from models.errors import InputError, Trouble
from models.problem import Problem
from models.text import Text
from scheduler.loaders.formats.csv_table import write_csv
from scheduler.loaders.guard import file_bytes


def apply_to_day(day: Path, scores: Path, trainings: Path | None, out: Path) -> tuple[int, list[Text]]:
    """Write a copy of a folder of CSV files with the scores beside its tables; returns what changed, in words.

    Scores of people who are not in the day are left out, and said; trainings are added to the day's own.

    Raises
    ------
    InputError
        The day is no folder, a file is missing, or the day cannot be read with them.
    """
    from scheduler.loaders import load

    before = load(day)
    if not day.is_dir():
        maybe = Text("convert it to a folder first.", "请先转换为文件夹。")
        raise InputError(
            Trouble(Text("is no folder of CSV files", "不是 CSV 文件夹"), str(day), rule="unknown-format", maybe=maybe)
        )
    shutil.copytree(day, out, dirs_exist_ok=True)
    known = {engineer.id for engineer in before.engineers}
    said = _copy(scores, out / "scores.csv", known, False)
    _give_way(out)
    if trainings is not None:
        said += _copy(trainings, out / "trainings.csv", known, True)
    return _changes(before, load(out), said)


def _copy(source: Path, target: Path, known: set[str], added: bool) -> list[Text]:
    """The rows of people of the day; ``added`` = behind the rows that are there."""
    if not source.is_file():
        raise InputError(Trouble("does not exist", str(source), rule="missing-file"))
    rows = list(csv.DictReader(io.StringIO(file_bytes(source).decode("utf-8-sig"))))
    kept = [row for row in rows if row.get("engineer_id") in known]
    old = (
        list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig")))) if added and target.is_file() else []
    )
    names = list(dict.fromkeys(name for row in [*old, *(kept or rows)] for name in row))
    target.write_bytes(write_csv(names, ([row.get(name) or "" for name in names] for row in [*old, *kept])))
    left = len(rows) - len(kept)
    return (
        [
            Text(
                f"{left} rows of {source.name} are of people who are not in this day",
                f"{source.name} 中 {left} 行属于不在当日的人",
            )
        ]
        if left
        else []
    )


def _give_way(out: Path) -> None:
    """The engineers table says no more of what the scores say, so that nothing is said twice."""
    path = out / "engineers.csv"
    scored = {
        row["engineer_id"] for row in csv.DictReader(io.StringIO((out / "scores.csv").read_text(encoding="utf-8-sig")))
    }
    rows = list(csv.DictReader(io.StringIO(file_bytes(path).decode("utf-8-sig")))) if path.is_file() else []
    if rows and "engineer_id" in rows[0]:
        for row in rows:
            if row["engineer_id"] in scored:
                row |= {name: "" for name in ("performance", "points", "standing") if name in row}
        path.write_bytes(write_csv(list(rows[0]), ([row[name] for name in rows[0]] for row in rows)))


def _changes(before: Problem, after: Problem, said: list[Text]) -> tuple[int, list[Text]]:
    changed = 0
    for old, new in zip(before.engineers, after.engineers, strict=True):
        words, zh = [], []
        if old.performance != new.performance:
            words.append(f"score {_shown(old.performance)} -> {_shown(new.performance)}")
            zh.append(f"评分 {_shown(old.performance)} -> {_shown(new.performance)}")
        if old.standing != new.standing:
            words.append(f"{old.standing} -> {new.standing}")
            zh.append(f"状态 {old.standing} -> {new.standing}")
        if len(old.trainings) != len(new.trainings):
            words.append(f"{len(new.trainings) - len(old.trainings)} trainings more")
            zh.append(f"新增培训 {len(new.trainings) - len(old.trainings)} 个")
        if words or old.points != new.points:
            changed += 1
            words.append(f"points {old.points} -> {new.points}")
            zh.append(f"积分 {old.points} -> {new.points}")
            basis = "" if new.basis is None else f" ({new.basis.said})"
            basis_zh = "" if new.basis is None else f"（{new.basis.said.zh}）"
            said.append(Text(f"{new.id}: {', '.join(words)}{basis}", f"{new.id}：{'，'.join(zh)}{basis_zh}"))
    return changed, said


def _shown(score: float | None) -> str:
    return "-" if score is None else f"{score:g}"
