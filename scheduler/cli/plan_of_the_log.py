"""With the day's event log the plan need not be named: it is the one that people know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer import BadParameter
from typer.core import TyperCommand

UsageError: type[Exception] = BadParameter.__mro__[1]
"""What a line that cannot be read raises: by its version, typer brings it along or takes it from click."""


class PlanOfTheLog(TyperCommand):
    """A verb whose PLAN may be left out where ``--log`` is given; ``-`` stands for it then."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the sign for the log's plan behind the day, if no file of a plan stands there."""
        names = [parameter.name for parameter in self.params if parameter.param_type_name == "argument"]
        if "plan" in names and any(word == "--log" or word.startswith("--log=") for word in args):
            at = names.index("plan")
            given = self._arguments(ctx, args)
            if len(given) >= at and (len(given) == at or not Path(given[at]).exists()) and given[at:][:1] != ["-"]:
                last = next(k for k, word in enumerate(args) if word is given[at - 1])
                args = [*args[: last + 1], "-", *args[last + 1 :]]
        return super().parse_args(ctx, args)

    def _arguments(self, ctx: Any, args: list[str]) -> list[str]:
        """The words that are no options, in order; none where the line cannot be read (then it is refused later)."""
        parser = self.make_parser(ctx)
        parser._args = []
        try:
            return list(parser.parse_args(list(args))[1])
        except UsageError:
            return []
