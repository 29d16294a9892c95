"""From bytes to text: UTF-8, UTF-16 with a mark, GB18030, Windows-1252 (what Excel saves in Western Europe)."""

from __future__ import annotations

import codecs
import re

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
    >>> decode("Dépannage chaudière".encode("cp1252"))
    ('Dépannage chaudière', 'windows-1252')
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as first:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            text = None
        if text is not None and _chinese(data):
            return text, "gb18030"
        if _western(data):
            return data.decode("cp1252"), "windows-1252"
        raise _bad(data, first) from None


def _chinese(data: bytes) -> bool:
    """Are most signs that GB18030 finds here those that Chinese is written with?

    Any bytes can be read as *some* Chinese, so what counts is whether it is the usual kind: punctuation and the 3,755
    common characters of GB 2312, whose first byte is A1-A9 or B0-D7 and whose second is A1 or more.
    """
    found = re.findall(rb"[\x81-\xfe](?:[\x30-\x39][\x81-\xfe][\x30-\x39]|[\x40-\xfe])", data)
    usual = sum(
        1 for sign in found if len(sign) == 2 and sign[1] >= 0xA1 and (sign[0] <= 0xA9 or 0xB0 <= sign[0] <= 0xD7)
    )
    return usual * 2 >= len(found)


def _western(data: bytes) -> bool:
    """Does every letter with an accent stand among plain ones, as in the languages of Western Europe?"""
    if any(byte in data for byte in b"\x81\x8d\x8f\x90\x9d"):
        return False
    runs = re.findall(rb"[\x80-\xff]+", data)
    return bool(runs) and sum(len(run) > 2 for run in runs) * 10 <= len(runs)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _bad(data, error) from None


def _bad(data: bytes, error: UnicodeDecodeError) -> Bad:
    line = data.count(b"\n", 0, error.start) + 1
    message = f"line {line} has byte 0x{data[error.start]:02x}, which is neither UTF-8, GB18030 nor Windows-1252"
    return Bad("encoding", message, 'save the file as "CSV UTF-8".')
