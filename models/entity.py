"""What every entity shares: frozen, closed to unknown fields, compared by value."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Entity(BaseModel):
    """A frozen value. Make variants with :meth:`but`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def but(self, **changes: Any) -> Self:
        """The same value with some fields changed (values as held inside: seconds, thousandths).

        Raises
        ------
        ValueError
            For a field that does not exist.
        """
        unknown = set(changes) - set(type(self).model_fields)
        if unknown:
            raise ValueError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
        return self.model_copy(update=changes)
