"""Arguments and options that several verbs share, each described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from scheduler.budget import Budget
from scheduler.compare.workers import Workers
from scheduler.people.records_source import RecordsSource
from scheduler.sources.day_source import DaySource
from scheduler.sources.days_source import DaysSource
from scheduler.sources.decision_note import DecisionNote
from scheduler.sources.moment import Moment
from scheduler.sources.move_asked import MoveAsked
from scheduler.wording.language import Language

DayPath = Annotated[Path, typer.Argument(metavar="DAY", help="Folder of CSV files, Excel workbook or JSON file.")]
PlanPath = Annotated[
    Path,
    typer.Argument(
        metavar="PLAN",
        help="plan.json, a run folder, or a CSV with the columns engineer, ticket, start; with --log left out.",
    ),
]
PolicyName = Annotated[
    str | None,
    typer.Option(
        "--policy", metavar="NAME|FILE", help="Policy to use instead of the day's: a packaged name or a YAML file."
    ),
]
Mapping = Annotated[
    str | None,
    typer.Option("--mapping", metavar="NAME|FILE", help="How the columns of another system map to ours."),
]
Date = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Use only the shifts of this day.")]
Travel = Annotated[str | None, typer.Option("--travel", help="Travel times to use instead of the day's.")]
Territory = Annotated[str | None, typer.Option("--territory", metavar="ID", help="Only this territory.")]
Reject = Annotated[
    bool, typer.Option("--reject-bad-rows", help="Set bad rows aside into rejects.csv instead of refusing the input.")
]

Outside = Annotated[
    bool, typer.Option("--allow-outside", help="Let the day's own files name others outside its folder.")
]


def _share(text: str) -> float:
    """A share of one, also written in percent."""
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no share. Maybe write 1% or 0.01.") from None


Gap = Annotated[
    float | None,
    typer.Option(
        "--gap", parser=_share, metavar="SHARE", help="Stop when proved this near to the best possible: 1% or 0.01."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON on standard output.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="As a page of the documentation.")]
PagesOut = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Write all pages of the documentation into a folder.")
]
Speaking = Annotated[
    Language | None,
    typer.Option(
        "--language", parser=Language.asked, metavar="en|zh", help="Language of the answer; else the locale's."
    ),
]
Published = Annotated[
    Path | None,
    typer.Option(
        "--published", metavar="PLAN", help="The plan people know: plan.json, a run folder or CSV; else the day's own."
    ),
]
At = Annotated[
    str | None,
    typer.Option("--at", metavar="HH:MM", help="The moment it is now, as 11:20 or ISO 8601; else before the day."),
]
Events = Annotated[
    Path | None,
    typer.Option(
        "--events",
        metavar="FILE",
        help="What happened: JSON list, JSON lines, CSV or workbook (docs/events.md lists the kinds).",
    ),
]
Freeze = Annotated[
    int | None,
    typer.Option("--freeze", metavar="MINUTES", help="Visits that begin so soon stay as they are; else the policy's."),
]
Divert = Annotated[
    bool | None,
    typer.Option("--divert/--no-divert", help="May somebody who is driving be sent elsewhere? Else the policy's word."),
]
Log = Annotated[
    Path | None, typer.Option("--log", metavar="FILE", help="The day's event log: what happened and was accepted.")
]
Seconds = Annotated[
    float | None, typer.Option("--seconds", help="Work so long at most; a default of the verb when nothing is said.")
]
Iterations = Annotated[
    int | None, typer.Option("--iterations", help="Do so much work instead: the same answer on every machine.")
]
Seed = Annotated[int, typer.Option("--seed", help="Same input, seed and iterations: same answer.")]
Threads = Annotated[int, typer.Option("--threads", help="Processor cores to use.")]

Days = Annotated[Path, typer.Option("--days", metavar="DAYS", help="A folder of days, or one day.")]
Processes = Annotated[
    int | None, typer.Option("--workers", help="Processes on this machine; all cores when not given.")
]
Ray = Annotated[
    str | None, typer.Option("--ray", metavar="ADDRESS", help="Work on a Ray cluster; local starts one here.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Use cells that an earlier run finished.")]

RecordsPath = Annotated[Path, typer.Argument(metavar="RECORDS", help="Folder of CSV files, or workbook, of records.")]
OnDay = Annotated[
    str | None,
    typer.Option("--at", metavar="YYYY-MM-DD", help="As things stood at the end of this day; else yesterday."),
]
PolicyBookName = Annotated[
    str | None,
    typer.Option(
        "--policy", metavar="NAME|FILE|FOLDER", help="A policy, or a folder of which the one in force counts."
    ),
]

Who = Annotated[str, typer.Option("--who", help="Who decides, for the log.")]
Why = Annotated[str, typer.Option("--why", help="Why, for the log.")]
TicketId = Annotated[str, typer.Argument(metavar="TICKET", help="Id of the ticket.")]
EngineerOrNobody = Annotated[
    str | None, typer.Argument(metavar="ENGINEER", help="Id of the engineer; none = nobody is to serve it.")
]
WishedStart = Annotated[
    str | None, typer.Option("--start", metavar="HH:MM", help="Wished start; the engineer waits until then.")
]
Position = Annotated[int | None, typer.Option("--position", help="Place in the route, 0 = first; else the best.")]
Swap = Annotated[str | None, typer.Option("--swap", metavar="TICKET", help="Exchange with this ticket instead.")]

VALUES: dict[type, dict[str, Any]] = {
    RecordsSource: {
        "records": RecordsPath,
        "at": OnDay,
        "policy": PolicyBookName,
        "mapping": Mapping,
        "reject_bad_rows": Reject,
    },
    DaySource: {
        "day": DayPath,
        "policy": PolicyName,
        "mapping": Mapping,
        "date": Date,
        "travel": Travel,
        "territory": Territory,
        "reject_bad_rows": Reject,
        "allow_outside": Outside,
    },
    Moment: {"at": At, "events": Events, "freeze": Freeze, "divert": Divert, "published": Published, "log": Log},
    DecisionNote: {"who": Who, "why": Why},
    MoveAsked: {
        "ticket": TicketId,
        "engineer": EngineerOrNobody,
        "start": WishedStart,
        "position": Position,
        "swap": Swap,
    },
    DaysSource: {"days": Days, "policy": PolicyName, "territory": Territory, "reject_bad_rows": Reject},
    Workers: {"workers": Processes, "ray": Ray, "resume": Resume},
    Budget: {"seconds": Seconds, "iterations": Iterations, "gap": Gap, "seed": Seed, "threads": Threads},
}
"""The options of each value that verbs ask for, by its fields."""
