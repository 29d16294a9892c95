"""Commands of the pages can be pasted: what they name is there, and they run from the top of a page to its end."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.cli.shell import command, environment

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "docs" / "day.md",
    *sorted(path for path in (ROOT / "docs" / "zh").glob("*.md") if path.stem != "regulation"),
]
MADE_BY = ("--out", "--log", "--holds")
"""Options that name a file which a command makes, or goes on with."""
"""``tests/docs/test_regulation.py`` runs the other one."""
page_of = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def lines(page: Path) -> list[str]:
    """The commands of a page's shell blocks, in order."""
    blocks = re.findall(r"```bash\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    return [line for block in blocks for line in block.splitlines() if line.startswith("paigong ")]


@cache
def options(verb: str) -> frozenset[str]:
    """The options of a verb."""
    import typer

    from scheduler.cli.main import app

    name = verb.replace("-", "_")
    made = typer.main.get_command(app([name, "rules"]))
    found = made.commands[verb]  # type: ignore[attr-defined]
    return frozenset(name for parameter in found.params for name in (*parameter.opts, *parameter.secondary_opts))


@page_of
def test_what_a_command_names_exists_or_was_made_by_one_before(page: Path) -> None:
    made: set[str] = set()
    assert lines(page)
    for line in lines(page):
        _, verb, *words = shlex.split(line.partition("||")[0])
        unknown = {word for word in words if word.startswith("--")} - options(verb) - {"--help"}
        assert not unknown, line
        for word in words:
            if word.startswith(("data/", "docs/")):
                assert (ROOT / word).exists(), line
            if word.startswith("out/") and words[words.index(word) - 1] not in MADE_BY:
                assert word in made, f"{line}: nothing above makes {word}"
        made |= {words[at + 1] for at, word in enumerate(words) if word in MADE_BY}


@pytest.mark.slow
@page_of
def test_the_commands_of_a_page_run_from_top_to_end(page: Path, tmp_path: Path) -> None:
    """With work in place of seconds, so that it is quick and the same everywhere."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for line in lines(page):
        spent, allowed = line.partition("||")[0], {0, 10}
        allowed |= {int(code) for code in re.findall(r"-eq (\d+)", line)}
        words = re.sub(r"--seconds \d+", "--iterations 300", spent)
        words = re.sub(r"--seeds \d+", "--seeds 1 --iterations 200", words).replace(" --gap 1%", "")
        ended = subprocess.run(
            command(*shlex.split(words)[1:]),
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=environment(),
            check=False,
        )
        assert ended.returncode in allowed, f"{line}\n{ended.stderr}"
        if "--language zh" in line:
            assert re.search("[一-鿿]", ended.stdout), line
