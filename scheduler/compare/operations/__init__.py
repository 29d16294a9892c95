"""Operations that scenarios are made of: a new one is a small class and a line here."""

from __future__ import annotations

from scheduler.compare.operations.base import Operation
from scheduler.compare.operations.demand import MoveDemand, ScaleDemand, ShiftWindows, Sla
from scheduler.compare.operations.engineers import AddEngineers, ChangeEngineers, RemoveEngineers
from scheduler.compare.operations.rules import ScaleTravel, SetPrices, UsePolicy

__all__ = ["BY_KIND", "OPERATIONS", "Operation", "SetPrices"]

OPERATIONS: tuple[type[Operation], ...] = (
    AddEngineers,
    RemoveEngineers,
    ChangeEngineers,
    ScaleDemand,
    MoveDemand,
    ShiftWindows,
    Sla,
    UsePolicy,
    SetPrices,
    ScaleTravel,
)

BY_KIND: dict[str, type[Operation]] = {operation.kind: operation for operation in OPERATIONS}
