"""Section ``standing_ladder``."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from models.section import Section


class StandingLadder(Section):
    """What makes an entry of the standing ladder, and the way from an entry to a decision.

    Why
    ---
    Three bad ratings in a row or a serious breach lead to a warning, then to suspension for training, then to a
    proposal to end the contract. Runs happen by chance, so each entry says how likely chance alone is. Nothing takes
    effect before a notice, a hearing and a decision by a named person; an appeal is open for a time.

    Example
    -------
    ``run: 3``: grades 2, 1, 2 in visits finished on 1, 3 and 4 September make an entry of the 4th.
    """

    name: ClassVar[str] = "standing_ladder"
    title: ClassVar[tuple[str, str]] = ("the standing ladder", "状态阶梯")

    run: int = Field(3, ge=2, le=10, description="bad ratings in a row that make an entry")
    fall_back_days: int = Field(180, ge=1, description="[days] without an entry after which a step falls back")
    chance_note: float = Field(
        0.01, ge=0, le=1, description="chance of such a run in a year above which the proposal says: may be chance"
    )
    hearing_days: int = Field(5, ge=0, description="[working days] from the notice to the hearing, at least")
    appeal_days: int = Field(15, ge=0, description="[days] from the decision in which an appeal is open")
    ends_by: Literal["entries", "score", "rank"] = Field(
        "entries", description="what may lead to the end of a contract; score and rank are refused by policy check"
    )
    training_before_end: bool = Field(
        True, description="is a training, passed or failed on record, needed between suspension and the last step"
    )
