"""Where the outcome of a pilot comes from."""

from __future__ import annotations

from pathlib import Path

from models.errors import InputError, Trouble
from models.people.pilot import PilotData
from models.sections.evaluation import Evaluation
from models.text import Text
from scheduler.pilot.data import WAITS, of_file, of_records
from scheduler.pilot.design import PilotDesign


def pilot_data(design: PilotDesign, records: Path | None, history: Path | None) -> PilotData:
    """The outcome by territory and day.

    Raises
    ------
    InputError
        Neither or both sources are named, or what they hold is wrong.
    """
    if (records is None) == (history is None):
        maybe = Text("give --records, or --history with a table.", "请给出 --records，或以 --history 给出表格。")
        raise InputError(
            Trouble(Text("one source is needed", "需要一个来源"), field="--records", rule="usage", maybe=maybe)
        )
    if history is not None:
        return of_file(history, design.territories, design.outcome in WAITS)
    from scheduler.loaders.records import load_records

    assert records is not None
    return of_records(load_records(records), design.outcome, design.territories, Evaluation())
