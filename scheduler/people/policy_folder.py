"""A folder of policies."""

from __future__ import annotations

from pathlib import Path

from models.errors import InputError, Trouble
from models.policy import Policy
from models.text import Text
from scheduler.loaders import read_policy


def read_book(folder: Path) -> dict[str, Policy]:
    """File -> policy, by name.

    Raises
    ------
    InputError
        With everything that is wrong in any of the files, or when there is none.
    """
    troubles: list[Trouble] = []
    book: dict[str, Policy] = {}
    for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        try:
            book[path.name] = read_policy(path)
        except InputError as error:
            troubles += error.troubles
    if not book and not troubles:
        message = Text("has no policy", "没有策略文件")
        maybe = Text("policies end in .yaml.", "策略文件以 .yaml 结尾。")
        troubles.append(Trouble(message, str(folder), rule="missing-file", maybe=maybe))
    if troubles:
        raise InputError(troubles)
    return book
