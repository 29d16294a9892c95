"""``paigong people callbacks``."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.people.records_source import RecordsSource
from scheduler.wording.language import Language


def callbacks(
    source: RecordsSource,
    language: Language,
    month: Annotated[str, typer.Option("--month", metavar="YYYY-MM", help="The month whose visits are drawn.")],
    salt: Annotated[str, typer.Option("--salt", help="Secret until the month is over, then published.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Write the call list, CSV and xlsx.")
    ] = None,
    verify: Annotated[
        Path | None, typer.Option("--verify", metavar="FILE", help="Was this call list drawn, and not chosen?")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Draw the customers who are called, so that everybody can verify later that nobody chose them.

    Exit codes: 0 drawn or verified, 2 records or an option are wrong or the list was not drawn, 10 without rows set aside.
    """
    from models.errors import InputError, Trouble
    from models.people.callback_sample import call_sample
    from models.sections.call_backs import CallBacks
    from models.text import Text
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.people import ended, remark
    from scheduler.people.call_list import check_month, listed, rows_of, write_calls

    check_month(month)
    loaded = source.read()
    policy = source.policy_of(source.day(loaded.records))
    sample = call_sample(loaded.records, month, policy.section(CallBacks), policy.version, salt)
    remark(loaded, language)
    if verify is not None:
        drawn = {call.visit for call in sample.drawn}
        if (found := listed(verify)) != drawn:
            more, less = len(found - drawn), len(drawn - found)
            message = Text(f"was not drawn by this salt: {more} visits are on it that were not drawn, {less} are missing",
                           f"不是用此盐值抽取：多出 {more} 个、缺少 {less} 个上门")  # fmt: skip
            maybe = Text(
                "the records have changed since, or the salt is another month's.",
                "记录此后有变化，或盐值属于其他月份。",
            )
            raise InputError(Trouble(message, verify.name, rule="not-drawn", maybe=maybe))
        say(
            language.of(
                f"{verify.name} is the sample that {month} and this salt draw",
                f"{verify.name} 正是 {month} 与此盐值抽取的样本",
            )
        )
        ended(loaded)
    if out is not None:
        write_calls(sample, loaded.records, out)
    if as_json:
        say_json(
            {
                "month": month,
                "eligible": sample.eligible,
                "left_out": sample.left_out,
                "calls": rows_of(sample, loaded.records),
            }
        )
    else:
        say(language.of(f"{len(sample.drawn)} of {sample.eligible} eligible visits of {month} are drawn",
                        f"{month} 的 {sample.eligible} 个合格上门中抽中 {len(sample.drawn)} 个"))  # fmt: skip
    ended(loaded)
