"""``paigong policy diff``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A packaged name or a file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A packaged name or a file.")],
    language: Language,
    as_json: AsJson = False,
) -> None:
    """What changed from one policy to another, in words.

    Exit codes: 0 done, 2 a policy is wrong.
    """
    from models.people.policy_book import diff as differences
    from scheduler.cli.answer import say, say_json
    from scheduler.loaders import read_policy

    found = differences(read_policy(old), read_policy(new))
    if as_json:
        say_json([{"field": change.field, "before": change.before, "after": change.after, "said": str(change.said),
                   "said_zh": change.said.zh} for change in found])  # fmt: skip
        return
    for change in found:
        say(language.text(change.said))
    say(language.of(f"{len(found)} changes", f"共 {len(found)} 处变化"))
