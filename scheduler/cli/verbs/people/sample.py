"""``paigong people sample``."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import DayPath
from scheduler.wording.language import Language


def sample(
    day: DayPath,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder.")],
    language: Language,
    months: Annotated[int, typer.Option(help="How many times 30 days.")] = 3,
    seed: Annotated[int, typer.Option(help="Same arguments, same bytes.")] = 1,
) -> None:
    """Make up months of records for the engineers of a day, up to the day before it.

    Exit codes: 0 written, 2 the day or an argument is wrong or the folder exists.
    """
    from scheduler.cli.answer import say
    from scheduler.cli.targets import new_day
    from scheduler.generate.history import history
    from scheduler.loaders import load
    from scheduler.loaders.records.write import write_records

    new_day(out)
    records, truth = history(load(day), months=months, seed=seed)
    write_records(records, out)
    visits, ratings = len(records.visits), len(records.ratings)
    say(
        language.of(
            f"{visits} visits and {ratings} ratings written to {out}. Planted: customers of {truth.weak} are content less "
            f"often; {truth.run} has three bad ratings in a row; {truth.breach} has a serious breach; surveys of "
            f"{truth.selective} are sent selectively; {truth.worse_kind} comes back twice as often since {truth.worse_from}.",
            f"{visits} 次上门、{ratings} 条评价已写入 {out}。预埋：{truth.weak} 的客户满意较少；{truth.run} 连续三个差评；"
            f"{truth.breach} 有严重违规；{truth.selective} 的问卷有选择地发送；{truth.worse_kind} 自 {truth.worse_from} 起返修加倍。",
        )
    )
