"""The command line: ``paigong <verb> <day>``; a verb is one small file in ``scheduler/cli/verbs`` and one library call.

Answers go to standard output (words or, with ``--json``, JSON), everything else to standard error.
"""

from __future__ import annotations


def main() -> None:
    """The command ``paigong``."""
    import os
    import signal

    def leave(number: int, frame: object) -> None:
        os.write(2, b"paigong: interrupted; nothing was written\n")
        os._exit(128 + number)

    # Ctrl-C while everything is imported is an end like any other, and no traceback.
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heard:
        signal.signal(signal.SIGINT, leave)

    import gc
    import sys

    # Answer at once: half a second of imports makes many objects that stay, which the collector would walk again and
    # again; and pydantic would search all installed packages for plugins, of which we use none.
    gc.set_threshold(50_000, 20, 50)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    from scheduler.hidden import hidden

    if said := hidden():
        print(f"paigong: {said}", file=sys.stderr)
        sys.exit(2)

    from scheduler.cli.main import run

    if heard:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


__all__ = ["main"]
