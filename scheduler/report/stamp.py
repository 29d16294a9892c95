"""Workbooks that depend on what is in them and not on when they were written."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)
"""Earliest date a zip file knows."""


def stamped(workbook: bytes, moment: datetime) -> bytes:
    """The same workbook with every date of making set to ``moment``, so that equal plans give equal files."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                dates = rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)"
                content = re.sub(dates, rb"\g<1>" + text + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, FIRST_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()
