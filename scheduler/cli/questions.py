"""Answers from the command line or from a person, and the policy they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from models.errors import InputError, Trouble
from models.policy import Policy


def answers_of(given: Sequence[str]) -> dict[str, float]:
    """``id=minutes`` pairs.

    Raises
    ------
    InputError
        For everything that is none.
    """
    from scheduler.compare.prices import question_named

    answers: dict[str, float] = {}
    troubles = []
    for text in given:
        id, equals, minutes = text.partition("=")
        try:
            if not equals:
                raise ValueError
            answers[question_named(id.strip()).id] = float(minutes)
        except ValueError:
            maybe = "write it like overtime=45."
            troubles.append(Trouble("is no answer", field="--answer", value=text, rule="answer", maybe=maybe))
        except InputError as error:
            troubles += error.troubles
    if troubles:
        raise InputError(troubles)
    return answers


def asked(policy: Policy, known: Mapping[str, float]) -> dict[str, float]:
    """Ask every question that has no answer yet; Enter keeps the policy's own."""
    import typer

    from scheduler.compare.prices import QUESTIONS

    answers: dict[str, float] = {}
    for tradeoff in QUESTIONS:
        if tradeoff.id in known:
            continue
        now = tradeoff.minutes(policy)
        said = typer.prompt(
            f"{tradeoff.text}\n{tradeoff.text_zh}", default="keep" if now is None else f"{now:g}", err=True
        )
        if said not in ("keep", f"{now:g}" if now is not None else "keep"):
            answers |= answers_of([f"{tradeoff.id}={said}"])
    return answers


def ranges(days: Path, policy: Policy, only: Sequence[str], iterations: int, workers: int | None) -> dict[str, str]:
    """Dead ranges in words: id -> sentence; only of prices that are charged."""
    from scheduler.cli.voices.cells import counting
    from scheduler.compare.days import read_days
    from scheduler.compare.prices import QUESTIONS, dead_range, question_named

    found = {}
    wanted = [question_named(id) for id in only] or [tradeoff for tradeoff in QUESTIONS if tradeoff.price(policy)]
    problems = read_days(days, policy)
    with counting() as progress:
        for tradeoff in wanted:
            found[tradeoff.id] = str(
                dead_range(problems, tradeoff, iterations=iterations, workers=workers, progress=progress)
            )
    return found


def new_policy_file(out: Path) -> None:
    """Refuse to write over something."""
    if out.exists():
        raise InputError(
            Trouble("exists already", str(out), field="--out", rule="exists", maybe="choose another name.")
        )


def write_policy(policy: Policy, out: Path) -> None:
    """A policy file whose prices are read in comments on top."""
    import yaml

    from scheduler.compare.prices import readings

    named = policy.but(name=out.stem)
    words = "".join(f"#   {line}\n" for line in readings(named).values())
    text = yaml.safe_dump(named.to_mapping(), allow_unicode=True, sort_keys=False)
    aside = out.with_name(f".{out.name}.new")
    aside.write_text(f"# What its prices say:\n{words}{text}", encoding="utf-8")
    aside.replace(out)
