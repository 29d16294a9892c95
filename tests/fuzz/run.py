"""Run damaged cases: ``python -m tests.fuzz.run --cases 4000 --seed 1``; prints what went wrong, with its seed."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.fuzz.cases import DATA, EVENTS, Case, case

EXITS = (0, 2, 4, 10, 75)
"""What a process may end with; 1 is an error of the program."""

SECONDS = 30
MOST_MEMORY = 2**30


class Hang(BaseException):
    """The case took longer than :data:`SECONDS`."""


def prepared(folder: Path) -> dict[str, Path]:
    """Files that many cases start from."""
    from scheduler import plan
    from scheduler.loaders import load, write_json
    from scheduler.loaders.formats.write_workbook import write_workbook
    from scheduler.nightly.files import write_plan

    day = load(DATA / "tiny")
    made = {"json": write_json(day, folder / "day.json"), "workbook": folder / "day.xlsx", "plan": folder / "plan.json"}
    write_workbook(day, made["workbook"])
    write_plan(day, plan(day, iterations=20, threads=1).plan, made["plan"])
    return made | _written(folder, made["plan"])


def _written(folder: Path, plan: Path) -> dict[str, Path]:
    """What verbs write during a day: holds, a proposal, a log with its head."""
    day, events = folder / "day", folder / "events.json"
    shutil.copytree(DATA / "tiny", day)
    events.write_text(EVENTS)
    shutil.copy(plan, day / "published.json")
    files = {name: folder / f"{name}.jsonl" for name in ("holds", "log")} | {"proposal": folder / "proposal.json"}
    now = ("--at", "08:00", "--published", str(plan))
    for words in (
        ("hold", str(day), str(plan), "T1", "--holds", str(files["holds"]), "--from", "13:00", "--to", "16:00",
         "--until", "12:00", "--any-window", *now),
        ("replan", str(day), "--at", "11:30", "--events", str(events), "--out", str(files["proposal"]),
         "--iterations", "20"),
        ("accept", str(day), str(files["proposal"]), "--log", str(files["log"])),
    ):  # fmt: skip
        code, _, err = answer(Case("made", words, folder))
        assert code == 0, f"{' '.join(words)}: {err}"
    return files | {"log head": folder / "log.jsonl.head"}


def answer(one: Case) -> tuple[int, str, str]:
    """Exit code and output of a case, in this process."""
    from scheduler.cli.main import run

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _clock():
        try:
            run(list(one.arguments))
        except SystemExit as end:
            return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def wrong_with(one: Case) -> str:
    """What is wrong with the answer to a case; empty = nothing."""
    try:
        code, out, err = answer(one)
    except Hang:
        return f"hangs for more than {SECONDS} s"
    except Exception as error:
        return f"{type(error).__name__} in the user's face: {error}"
    if code not in EXITS:
        return f"exit {code}: {err.strip()[:300]}"
    if code == 2 and not err.strip():
        return "refused without a word"
    if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > MOST_MEMORY:
        return "more than a gigabyte of memory"
    if one.arguments[0] == "validate" and code in (0, 10):
        return _adds_up(json.loads(out))
    return ""


def _adds_up(said: dict[str, Any]) -> str:
    """Found = used + set aside + ignored, for every source."""
    for account in said["ledger"]:
        if account["found"] != account["used"] + sum([*account["set_aside"].values(), *account["ignored"].values()]):
            return f"the ledger of {account['source']} does not add up: {account}"
    return ""


@contextlib.contextmanager
def _clock() -> Iterator[None]:
    def ring(number: int, frame: Any) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def fuzz(seeds: range) -> dict[int, str]:
    """Seed -> what is wrong, for the cases in which something is."""
    found: dict[int, str] = {}
    with tempfile.TemporaryDirectory() as home:
        made = prepared(Path(home))
        for seed in seeds:
            folder = Path(home) / "case"
            folder.mkdir()
            one = case(seed, folder, made)
            if fault := wrong_with(one):
                found[seed] = f"{one.name}: {' '.join(one.arguments)}: {fault}"
                print(f"{seed}: {found[seed]}", file=sys.stderr, flush=True)
            shutil.rmtree(folder, ignore_errors=True)
    return found


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begin = time.perf_counter()
    found = fuzz(range(asked.seed, asked.seed + asked.cases))
    kinds = Counter(fault.partition(":")[0] for fault in found.values())
    print(f"{asked.cases} cases, {len(found)} wrong {dict(kinds)}, {time.perf_counter() - begin:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
