"""Names that Excel accepts for sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Valid and different sheet names, as near to what was wanted as can be.

    At most 31 characters, none of ``[ ] : * ? / \\``, no apostrophe at either end, not empty, not ``History``, and
    different from each other and from ``taken`` also when case is ignored.

    >>> sheet_names(["E07 王伟", "E07 王伟", "a/b?", "'x'", ""])
    ['E07 王伟', 'E07 王伟 (2)', 'a b', 'x', 'Sheet']
    """
    used = {name.casefold() for name in taken} | {"history"}
    names = []
    for title in wanted:
        base = FORBIDDEN.sub(" ", title)[:LONGEST].strip().strip("'").strip() or "Sheet"
        name, number = base, 1
        while name.casefold() in used:
            number += 1
            tail = f" ({number})"
            name = base[: LONGEST - len(tail)].rstrip() + tail
        used.add(name.casefold())
        names.append(name)
    return names
