"""SIGTERM and Ctrl-C ask the search to stop; the best plan so far is then judged and written like any other."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType
from typing import Protocol, TypeVar

T = TypeVar("T")


class Flag(Protocol):
    """Something the search looks at now and then."""

    def set(self) -> None:
        """Ask to stop."""


@contextmanager
def stops(flag: Flag) -> Iterator[None]:
    """While the body runs, SIGTERM and SIGINT set ``flag``; a second one ends the process at once."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may handle signals; its owner does
        return
    watched = (signal.SIGTERM, signal.SIGINT)

    def stop(received: int, frame: FrameType | None) -> None:
        flag.set()
        for number in watched:
            signal.signal(number, signal.SIG_DFL)

    before = [(number, signal.signal(number, stop)) for number in watched]
    try:
        yield
    finally:
        for number, old in before:
            signal.signal(number, signal.SIG_DFL if old is None else old)


def aside(work: Callable[[], T]) -> T:
    """Do ``work`` in another thread, so that this one hears signals at once even while native code runs."""
    with ThreadPoolExecutor(1, thread_name_prefix="planning") as pool:
        return pool.submit(work).result()
