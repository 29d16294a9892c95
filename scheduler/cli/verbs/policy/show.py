"""``paigong policy show``."""

from __future__ import annotations

from typing import Annotated

import typer

from scheduler.cli.options import AsJson
from scheduler.wording.language import Language


def show(
    policy: Annotated[str, typer.Argument(metavar="NAME|FILE", help="A packaged name or a file.")],
    language: Language,
    as_json: AsJson = False,
) -> None:
    """A policy whole, with what it says by default written out.

    Exit codes: 0 done, 2 there is no such policy or it is wrong.
    """
    import yaml

    from models.people.policy_book import signed
    from models.sections import SECTIONS
    from scheduler.cli.answer import say, say_json
    from scheduler.loaders import read_policy

    found = read_policy(policy)
    data = found.to_mapping() | {kind.name: found.section(kind).model_dump(mode="json") for kind in SECTIONS}
    if as_json:
        say_json(data)
        return
    say(
        language.of(f"# {found.name} {found.version}", f"# {found.name} {found.version}")
        + "  "
        + language.text(signed(found))
    )
    say(str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False)).rstrip())
