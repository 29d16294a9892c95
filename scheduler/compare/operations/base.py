"""What every operation of a scenario has."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

import numpy as np

from models.entity import Entity
from models.problem import Problem


class Operation(Entity):
    """One change of a day. An operation that changes nothing is an error, not a shrug."""

    kind: ClassVar[str]
    """Name in scenario files, for instance ``add-engineers``."""

    @abstractmethod
    def apply(self, problem: Problem, dice: np.random.Generator) -> Problem:
        """The changed day.

        Parameters
        ----------
        dice
            The only source of chance; the same for the same scenario, day and seed.

        Raises
        ------
        InputError
            When a name is unknown or nothing matches.
        """
