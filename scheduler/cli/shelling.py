"""An answer of the shell, or what is wrong with the question: the next line is answered all the same."""

from __future__ import annotations

import json

from models.errors import InputError
from scheduler.cli.shell_lines import answer
from scheduler.desk.warm import WarmDay
from scheduler.errors import Locked, NoAcceptablePlan
from scheduler.wording.language import Language
from scheduler.wording.troubles import error_text, troubles_text


def said(day: WarmDay, line: str, language: Language, as_json: bool) -> str:
    """The answer to a line, in words or as one line of JSON."""
    try:
        data, text = answer(day, line)
        return json.dumps(data, ensure_ascii=False, default=str) if as_json else text(language)
    except InputError as error:
        if as_json:
            found = [trouble.as_dict() for trouble in error.troubles]
            return json.dumps({"good": False, "troubles": found}, ensure_ascii=False)
        return troubles_text(error.troubles, language)
    except (NoAcceptablePlan, Locked) as error:
        if as_json:
            return json.dumps({"good": False, "error": str(error)}, ensure_ascii=False)
        return error_text(str(error), language)
