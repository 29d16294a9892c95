"""``paigong prices``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def prices(
    language: Language,
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="A packaged policy by name, or a file.")] = "default",
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer", metavar="ID=MINUTES", help="An answer in minutes of driving; may be given many times."
        ),
    ] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask the questions one by one.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the policy with these prices.")
    ] = None,
    days: Annotated[
        Path | None,
        typer.Option("--days", metavar="DAYS", help="Find the dead ranges on these days by planning again."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="ID", help="Questions whose dead ranges are wanted; all if none."),
    ] = None,
    iterations: Annotated[int, typer.Option(help="Work of the solver on each plan.")] = 10_000,
    workers: Annotated[int | None, typer.Option(help="Processes on this machine; all cores when not given.")] = None,
    as_json: AsJson = False,
) -> None:
    """Turn answers to trade-off questions into the prices of a policy, and read them back in words.

    Exit codes: 0 done, 2 an answer, a policy or a day is wrong (nothing is written).
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.cli.questions import answers_of, asked, new_policy_file, ranges, write_policy
    from scheduler.compare.prices import QUESTIONS, answered, readings
    from scheduler.loaders import read_policy

    if out is not None:
        new_policy_file(out)
    read = read_policy(policy)
    answers = answers_of(answer or [])
    if ask:
        answers |= asked(read, answers)
    priced = answered(read, answers)
    found = {} if days is None else ranges(days, priced, only or [], iterations, workers)
    words = readings(priced)
    if out is not None:
        write_policy(priced, out)
    if as_json:
        say_json([
            {"id": tradeoff.id, "question": tradeoff.text, "question_zh": tradeoff.text_zh,
             "price": tradeoff.price(priced), "minutes": tradeoff.minutes(priced), "path": tradeoff.path,
             "reading": words[tradeoff.id], "dead": found.get(tradeoff.id)}
            for tradeoff in QUESTIONS
        ])  # fmt: skip
        return
    for tradeoff in QUESTIONS:
        say(f"{tradeoff.id:<14} {words[tradeoff.id]}")
        if tradeoff.id in found:
            say(f"{'':14} {found[tradeoff.id]}")
    if out is not None:
        say(language.of(f"Written to {out}", f"已写入 {out}"))
