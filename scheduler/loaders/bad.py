"""What a reader says of a cell it cannot read."""

from __future__ import annotations


class Bad(ValueError):
    """A cell that cannot be read.

    Attributes
    ----------
    rule
        Stable code of the check.
    message
        What is wrong, in a sentence.
    maybe
        What to try.
    """

    def __init__(self, rule: str, message: str, maybe: str = "") -> None:
        super().__init__(message)
        self.rule, self.message, self.maybe = rule, message, maybe
