"""The command line: ``paigong <verb> <day>``; a verb is one small file in ``scheduler/cli/verbs`` and one library call.

Answers go to standard output (words or, with ``--json``, JSON), everything else to standard error.
"""

from __future__ import annotations


def main() -> None:
    """The command ``paigong``."""
    from scheduler.cli.main import run

    run()


__all__ = ["main"]
