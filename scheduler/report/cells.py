"""Styled cells that never calculate what a customer wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date, time
from typing import TYPE_CHECKING, Any, Literal

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties

from scheduler.report.safe import FORMULA_STARTS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HAIR = Border(bottom=Side(style="hair", color="9AA5B1"))
HEAD = PatternFill("solid", fgColor="E6EDF5")
A4 = 9
"""Number of the paper size in a workbook."""

MOST_TEXT = 32_767
"""Characters a cell holds."""


def put(sheet: Worksheet, row: int, column: int, value: object, number_format: str | None = None) -> Cell | MergedCell:
    """Write a value; text stays text, and characters that a workbook cannot hold become spaces."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:MOST_TEXT]
        cell.value = text
        cell.data_type = "s"
        # Without it, a spreadsheet makes a formula of the text once somebody edits the cell.
        if text.startswith(FORMULA_STARTS):
            cell.quotePrefix = True
    else:
        cell.value = value  # type: ignore[assignment]
    if number_format:
        cell.number_format = number_format
    elif isinstance(value, time):
        cell.number_format = "hh:mm"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def heading(sheet: Worksheet, title: str, below: str) -> None:
    """Title and subtitle in the first two rows."""
    put(sheet, 1, 1, title).font = Font(size=16, bold=True)
    put(sheet, 2, 1, below).font = Font(color="5B6770")


def table(
    sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[object]], start: int = 4
) -> int:
    """Write a header and rows and set widths; returns the last row written."""
    for number, (name, width) in enumerate(columns, start=1):
        title = put(sheet, start, number, name)
        title.font, title.fill = Font(bold=True), HEAD
        title.alignment = Alignment(vertical="center", wrap_text=True)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(width, sheet.column_dimensions[letter].width or 0)
    at = start
    # working out a style anew for each of ten thousand cells takes seconds
    styles: dict[tuple[bool, str, bool], Any] = {}
    for at, row in enumerate(rows, start=start + 1):
        for number, value in enumerate(row, start=1):
            cell: Any = put(sheet, at, number, value)
            kind = isinstance(value, str), cell.number_format, bool(cell.quotePrefix)
            if kind not in styles:
                cell.border = HAIR
                cell.alignment = Alignment(vertical="top", wrap_text=kind[0])
                styles[kind] = cell._style
            cell._style = copy(styles[kind])
    return at


def printed(sheet: Worksheet, orientation: Literal["portrait", "landscape"], footer: str) -> None:
    """A4, one page wide, as many long as it takes; the footer says what it is and counts the pages."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    line = HeaderFooterItem()
    line.left.text, line.right.text = footer.replace("&", "&&"), "&P / &N"
    sheet.HeaderFooter.oddFooter = line
