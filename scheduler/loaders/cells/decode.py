"""From bytes to text: UTF-8 with or without a mark, UTF-16 with one, GB18030."""

from __future__ import annotations

import codecs

from scheduler.loaders.bad import Bad


def decode(data: bytes) -> tuple[str, str]:
    """Text, and the name of the encoding it was in.

    Raises
    ------
    Bad
        With rule ``encoding``, naming line and byte.

    Examples
    --------
    >>> decode("工单".encode("gb18030"))
    ('工单', 'gb18030')
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as first:
        try:
            return data.decode("gb18030"), "gb18030"
        except UnicodeDecodeError:
            raise _bad(data, first) from None


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _bad(data, error) from None


def _bad(data: bytes, error: UnicodeDecodeError) -> Bad:
    line = data.count(b"\n", 0, error.start) + 1
    message = f"line {line} has byte 0x{data[error.start]:02x}, which is neither UTF-8 nor GB18030"
    return Bad("encoding", message, 'save the file as "CSV UTF-8".')
