"""``paigong board``."""

from __future__ import annotations

from scheduler.cli.options import AsJson
from scheduler.sources.day_source import DaySource
from scheduler.sources.moment import Moment
from scheduler.wording.language import Language


def board(
    source: DaySource,
    moment: Moment,
    language: Language,
    as_json: AsJson = False,
) -> None:
    """Say how a running day stands: who is where, what is late, at risk, unserved, disputed.

    At the end of the log (--log), or as it was known at a moment (--at). What nobody reported is assumed to go as
    published, and marked so.
    Exit codes: 0 said, 2 the day, the plan or the log cannot be read.
    """
    from scheduler.cli.answer import say, say_json
    from scheduler.desk.now import DayNow
    from scheduler.desk.now_words import now_lines

    now = DayNow(moment.of(source))
    say_json(now.as_dict()) if as_json else say("\n".join(now_lines(now, language)))
