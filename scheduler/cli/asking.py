"""Questions about a company's files, asked on a terminal or answered on the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import InputError, Trouble

if TYPE_CHECKING:
    from scheduler.loaders.recognise.propose import MappingProposal
    from scheduler.loaders.recognise.question import OpenQuestion
    from scheduler.loaders.recognise.sheet import CompanySheet


def answers_of(given: Sequence[str]) -> dict[str, str]:
    """``id=value`` pairs."""
    troubles = [
        Trouble("is no answer", field="--answer", value=text, rule="answer", maybe="write it like timezone=UTC.")
        for text in given if "=" not in text
    ]  # fmt: skip
    if troubles:
        raise InputError(troubles)
    return {id.strip(): value.strip() for id, _, value in (text.partition("=") for text in given)}


def ask_all(
    sheets: Sequence[CompanySheet], answers: dict[str, str], name: str, defaults: bool, zh: bool
) -> tuple[MappingProposal, dict[str, str]]:
    """The proposal when every question has its answer.

    Raises
    ------
    InputError
        For questions without an answer where nobody can be asked, and for what no answer cures.
    """
    from scheduler.loaders.recognise.propose import propose

    asked: dict[str, str] = dict(answers)
    while True:
        proposal = _proposed(sheets, asked, name)
        left = [question for question in proposal.questions if question.id not in asked]
        if not left:
            break
        if defaults:
            asked |= {question.id: question.default for question in left if question.default}
            left = [question for question in left if not question.default]
        if left and not sys.stdin.isatty():
            raise InputError([_open(question, zh) for question in left])
        for question in left:
            asked[question.id] = _ask(question, zh)
    unknown = set(answers) - {question.id for question in propose(sheets, {}, name).questions}
    unknown -= {"timezone", "date", "start", "hours"}
    if unknown:
        raise InputError([Trouble("is not asked about these files", field="--answer", value=id, rule="answer",
                                  maybe="leave it out.") for id in sorted(unknown)])  # fmt: skip
    if proposal.problems:
        raise InputError([Trouble(problem.chinese if zh else problem.text, rule="not-recognised",
                                  maybe="docs/own-files.md says how to write a mapping by hand.")
                          for problem in proposal.problems])  # fmt: skip
    return proposal, asked


def _proposed(sheets: Sequence[CompanySheet], answers: dict[str, str], name: str) -> MappingProposal:
    from scheduler.loaders.recognise.propose import propose

    try:
        return propose(sheets, answers, name)
    except ValueError as error:
        raise InputError(Trouble(f"an answer will not do: {error}", field="--answer", rule="answer",
                                 maybe="write it as the question says.")) from None  # fmt: skip


def _open(question: OpenQuestion, zh: bool) -> Trouble:
    text = question.chinese if zh else question.text
    example = question.default or "..."
    maybe = f"answer with --answer {question.id}={example}, or take what is proposed with --defaults."
    return Trouble(text, field=question.id, rule="question", maybe=maybe)


def _ask(question: OpenQuestion, zh: bool) -> str:
    """Ask until the answer will do; Enter takes what is proposed."""
    import typer

    texts = (question.chinese, question.text) if zh else (question.text, question.chinese)
    while True:
        said: str = typer.prompt("\n".join(texts), default=question.default or None, err=True)
        try:
            question.check(said.strip())
        except ValueError as error:
            typer.echo(str(error), err=True)
            continue
        return said.strip()


def new_file(out: Path) -> None:
    """Refuse to write over something, and into folders that do not exist."""
    if out.exists():
        raise InputError(
            Trouble("exists already", str(out), field="--out", rule="exists", maybe="choose another name.")
        )
    if not out.parent.is_dir():
        raise InputError(Trouble("its folder does not exist", str(out), field="--out", rule="missing-path",
                                 maybe="make the folder first."))  # fmt: skip
