"""Looks into a workbook before anybody lays it out in memory: a file of a kilobyte may speak of a billion cells."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from models.errors import InputError, Trouble

MOST_CELLS = 5_000_000
"""Cells of one sheet, from the first to the last that is used; 25 columns of two hundred thousand rows."""

MOST_UNPACKED = 128 * 2**20
"""[bytes] of all parts of a workbook, unpacked."""

CHUNK = 2**20
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
)
"""What unpacking raises where the bytes are not what they say."""
_XLSX = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_ODS_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')
_ODS_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_CELL_RECORDS = range(1, 12)


def check_workbook(data: bytes, file: str) -> None:
    """Refuse a workbook that would not fit into memory.

    Raises
    ------
    InputError
        With the figure that is too large.
    """
    if not data.startswith(b"PK"):
        return  # the old format, which cannot hold more than 65,536 rows of 256 cells
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            _check_size(book, file)
            for name in book.namelist():
                _check_part(book, name, file)
    except DAMAGE as error:
        maybe = "it is damaged, or not a workbook in spite of its ending; open it in Excel and save it again."
        message = f"cannot be read as a workbook: {error}"
        raise InputError(Trouble(message, file, rule="workbook", maybe=maybe)) from None


def _check_size(book: zipfile.ZipFile, file: str) -> None:
    size = sum(part.file_size for part in book.infolist())
    if size > MOST_UNPACKED:
        message = f"unpacks to {size / 2**20:,.0f} MB; the most that is read is {MOST_UNPACKED // 2**20} MB"
        raise InputError(Trouble(message, file, rule="workbook-too-large", maybe="it is no workbook of a day."))


def _check_part(book: zipfile.ZipFile, name: str, file: str) -> None:
    if "worksheets/" in name and name.endswith(".xml"):
        rows, columns = _last_cell(_chunks(book, name))
    elif "worksheets/" in name and name.endswith(".bin"):
        rows, columns = _last_record(b"".join(_chunks(book, name)))
    elif name == "content.xml":
        rows, columns = _repeated(_chunks(book, name))
    else:
        for _ in _chunks(book, name):  # counted, so that a part that lies about its size is found
            pass
        return
    if rows * columns > MOST_CELLS:
        message = f"{name} reaches to row {rows:,} and column {columns:,}; at most {MOST_CELLS:,} cells are read"
        maybe = "delete the far cell that somebody filled by mistake, and save it again."
        raise InputError(Trouble(message, file, rule="workbook-too-large", maybe=maybe))


def _chunks(book: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    read = 0
    with book.open(name) as part:
        while chunk := part.read(CHUNK):
            read += len(chunk)
            if read > MOST_UNPACKED:
                raise ValueError(f"{name} is larger than it says")
            yield chunk


def _last_cell(chunks: Iterator[bytes]) -> tuple[int, int]:
    """Rows and columns up to the last cell; each chunk is read with the end of the one before it."""
    rows, columns, rest = 0, 0, b""
    for chunk in chunks:
        text = rest + chunk
        for column, row in set(_XLSX.findall(text)):
            rows, columns = max(rows, int(row)), max(columns, _column(column))
        rest = text[-200:]
    return rows, max(1, columns)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _last_record(data: bytes) -> tuple[int, int]:
    """The same for the binary format: records of a type, a length and content."""
    rows = columns = at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        if kind == 0 and length >= 4:
            rows = max(rows, int.from_bytes(data[at : at + 4], "little") + 1)
        elif kind in _CELL_RECORDS and length >= 4:
            columns = max(columns, int.from_bytes(data[at : at + 4], "little") + 1)
        at += length
    return rows, max(1, columns)


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Seven bits a byte, the lowest first."""
    value = 0
    for step in range(most):
        if at >= len(data):
            break
        byte = data[at]
        value |= (byte & 0x7F) << 7 * step
        at += 1
        if byte < 0x80:
            break
    return value, at


def _repeated(chunks: Iterator[bytes]) -> tuple[int, int]:
    """Rows and columns of an OpenDocument sheet at most: what is repeated is counted where it holds something."""
    rows = columns = 1
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        for cell in re.findall(rb"<table:table-cell [^>]*office:value[^>]*>", text):
            columns = max([columns, *map(int, _ODS_COLUMNS.findall(cell))])
        filled = re.findall(rb"<table:table-row ([^>]*)>(?:(?!</table:table-row>).)*?office:value", text, re.S)
        for row in filled:
            rows = max([rows, *map(int, _ODS_ROWS.findall(row))])
        rest = text[-2000:]
    return rows, columns
