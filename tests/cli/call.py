"""What a command line gives back: exit code, standard output, standard error."""

from __future__ import annotations

from collections.abc import Callable

Call = Callable[..., tuple[int, str, str]]
