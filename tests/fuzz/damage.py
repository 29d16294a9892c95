"""Ways to damage a file, each drawn with a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

NASTY = (
    "", " ", "0", "-1", "1e400", "nan", "inf", "9" * 5000, "2**63", "١٢٣", "½", "1,5", "1.234,5", "0x10", "１２", "--5",
    "9:00-12:00", "24:00", "25:61", "2026-02-30", "0000-00-00", "9999-12-31T23:59:59", "2026-11-24T09:00:00+25:00",
    "11/12/2026", "明天", "上午", "null", "None", "TRUE", "[", "[]", "[1,", '{"a":1}', "[[1,2],[3]]", "a:b:c:d", ";;;",
    "@", "E1@", ":3", "E1;E1", "=1+1", "＝1+1", "@SUM(1)", "-cmd", "../../etc/passwd", "C:\\x", "/dev/zero", "http://x",
    "</script>", "\u202eabc", "\ufeff", "\x00", "\x1b[31m", "\U0001f600" * 9, "x" * 40000,
    "a\nb", '"', "'", "*", "[?*]",
    "T1", "E1", "north", "anywhere", "%s", "{0}", "\ud800",
)  # fmt: skip
"""Cells and values that people, exports and bad will produce."""

VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, 2**63, 10**30, 0.1, [], {}, [[]], [None], {"": None}, {"id": {}}, [1, "a", {}], "",
    *NASTY,
)  # fmt: skip


def damaged(data: bytes, kind: str, dice: random.Random) -> bytes:
    """The bytes with one to three damages of the kind of file."""
    ways: tuple[Callable[[bytes, random.Random], bytes], ...] = {
        "json": (in_json, in_json, in_json, in_text, in_bytes),
        "table": (in_table, in_table, in_table, in_text, in_bytes),
        "yaml": (in_yaml, in_yaml, in_text, in_bytes),
        "binary": (in_bytes,),
    }[kind]
    for _ in range(dice.randint(1, 3)):
        data = dice.choice(ways)(data, dice)
    return data


def in_bytes(data: bytes, dice: random.Random) -> bytes:
    """Cut, flip, repeat, insert."""
    at, length = dice.randrange(len(data) + 1), dice.choice((1, 2, 7, 60, 900))
    way = dice.randrange(6)
    if way == 0:
        return data[:at]
    if way == 1:
        return data[:at] + dice.randbytes(length) + data[at:]
    if way == 2:
        return data[:at] + data[at + length :]
    if way == 3:
        return data[:at] + data[at : at + length] * dice.choice((2, 40)) + data[at:]
    if way == 4 and data:
        at = min(at, len(data) - 1)
        return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]
    return dice.choice((b"", b"\xff\xfe" + data, data.decode("utf-8", "ignore").encode("utf-16"), b"\x00" * 50))


def in_text(data: bytes, dice: random.Random) -> bytes:
    """Something nasty in the place of a word."""
    words = data.split(b" " if b" " in data else b",")
    words[dice.randrange(len(words))] = _bytes(dice.choice(NASTY))
    return (b" " if b" " in data else b",").join(words)


def in_table(data: bytes, dice: random.Random) -> bytes:
    """A cell, a row or a column of a CSV file."""
    lines = [line.split(b",") for line in data.split(b"\n")]
    row = dice.randrange(len(lines))
    column = dice.randrange(max(1, len(lines[row])))
    way = dice.randrange(7)
    if way == 0:
        lines.insert(row, list(lines[row]))
    elif way == 1:
        lines.pop(row)
    elif way == 2:
        lines = [[cell for k, cell in enumerate(line) if k != column] for line in lines]
    elif way == 3:
        lines[0], lines[row] = lines[row], lines[0]
    elif way == 4:
        lines[row].append(_bytes(dice.choice(NASTY)))
    else:
        lines[row][column] = _bytes(dice.choice(NASTY))
    return b"\n".join(b",".join(line) for line in lines)


def in_json(data: bytes, dice: random.Random) -> bytes:
    """A value, a key or an item somewhere in a JSON file."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return in_bytes(data, dice)
    if dice.random() < 0.04:
        depth = dice.choice((70, 3000, 100_000))
        return b"[" * depth + b"]" * depth
    return json.dumps(_spoiled(content, dice)).encode()


def in_yaml(data: bytes, dice: random.Random) -> bytes:
    """A line of YAML."""
    lines = data.split(b"\n")
    row = dice.randrange(len(lines))
    head, colon, _ = lines[row].partition(b":")
    way = dice.randrange(7)
    if way == 0:
        lines.insert(row, lines[row])
    elif way == 1:
        lines[row] = b"  " + lines[row]
    elif way == 2:
        lines[row] = head + colon + b" " + b"[" * 5000
    elif way == 3:
        bomb = [b"a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        bomb += [f"a{k}: &a{k} [{', '.join(['*a' + str(k - 1)] * 9)}]".encode() for k in range(1, 10)]
        lines = bomb + lines
    else:
        lines[row] = head + colon + b" " + _bytes(dice.choice(NASTY)).replace(b"\n", b" ")
    return b"\n".join(lines)


def _spoiled(content: Any, dice: random.Random) -> Any:
    """The content with one place changed, found by a walk."""
    path, here = [], content
    while isinstance(here, dict | list) and here and (not path or dice.random() < 0.85):
        key = dice.choice(list(here)) if isinstance(here, dict) else dice.randrange(len(here))
        path.append((here, key))
        here = here[key]
    if not path:
        return dice.choice(VALUES)
    owner, key = path[-1]
    way = dice.randrange(5)
    if way == 0 and isinstance(owner, dict):
        owner[str(key) + dice.choice(("s", "_", "\ud800", ""))] = owner.pop(key)
    elif way == 1:
        owner.pop(key)
    elif way == 2 and isinstance(owner, list):
        owner.append(owner[key])
    else:
        owner[key] = dice.choice(VALUES)
    return content


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
