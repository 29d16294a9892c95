"""The ledger: every row and every key of every source ends in exactly one of used, set aside, knowingly ignored.

A reader says with :meth:`Ledger.expect` what a source holds, before it reads, and with :meth:`Ledger.use`,
:meth:`Ledger.set_aside` and :meth:`Ledger.ignore` what became of it. What nobody mentions stays open, and is an
error of the reader; property tests over damaged inputs look for it.

*Knowingly ignored* is only what stands on a list written beforehand, with a reason: a :class:`KeyList` of a foreign
format, the ``only`` of a mapping, the ``ignore`` of a day, the horizon of a day.

Sources are the tables and sheets of a day, JSON files, exports through mappings, and what is read beside them:
settings, mappings, policies, travel matrices, published plans, address books, events, scenarios and grids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any, Literal

from models.errors import Trouble, nearest
from models.text import Text

Kind = Literal["row", "key"]


class Fate(IntEnum):
    """What became of a row or a key; where two things are said of one item, the greater counts.

    A row of a staff sheet that has no certificate and works is used; one whose shift cannot be read is set aside.
    """

    OPEN = 0
    IGNORED = 1
    USED = 2
    SET_ASIDE = 3


@dataclass(frozen=True)
class Account:
    """The rows or the keys of one source, added up.

    Parameters
    ----------
    source
        What messages call it, for instance ``tickets.csv`` or ``day.xlsx[tickets]``.
    kind
        ``row`` or ``key``.
    used
        How many of them reached the day.
    set_aside, ignored
        Reason -> how many.
    open
        Those of which nobody said anything; always empty unless a reader is wrong.
    """

    source: str
    kind: Kind
    used: int = 0
    set_aside: dict[str, int] = field(default_factory=dict)
    ignored: dict[str, int] = field(default_factory=dict)
    open: tuple[str, ...] = ()

    @property
    def found(self) -> int:
        """How many there are."""
        return self.used + sum(self.set_aside.values()) + sum(self.ignored.values()) + len(self.open)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for manifests and ``--json``."""
        plain = {"source": self.source, "kind": self.kind, "found": self.found, "used": self.used}
        return plain | {"set_aside": self.set_aside, "ignored": self.ignored}


@dataclass(frozen=True)
class KeyList:
    """Every key of a foreign format that its reader knows, written beforehand.

    Keys are paths: ``vehicles[].breaks[].service``; ``*`` stands for any one name, a ``**`` at the end for everything
    below.

    Parameters
    ----------
    used
        What the reader reads.
    ignored
        What changes nothing in our model -> why.
    set_aside
        What means something that our model cannot say -> what is lost.

    Examples
    --------
    >>> keys = KeyList(frozenset({"jobs[].id", "matrices.*.**"}), {"jobs[].description": "for people"})
    >>> keys.fate("jobs[].id"), keys.fate("matrices.car.durations"), keys.fate("jobs[].color")
    ((<Fate.USED: 2>, ''), (<Fate.USED: 2>, ''), (<Fate.OPEN: 0>, ''))
    """

    used: frozenset[str]
    ignored: Mapping[str, str] = field(default_factory=dict)
    set_aside: Mapping[str, str] = field(default_factory=dict)

    def fate(self, key: str) -> tuple[Fate, str]:
        """What becomes of a key, and why; open when the list does not name it."""
        for fate, entries in ((Fate.SET_ASIDE, self.set_aside), (Fate.IGNORED, self.ignored)):
            entry = _entry(key, entries)
            if entry is not None:
                return fate, entries[entry]
        return (Fate.USED, "") if _entry(key, self.used) is not None else (Fate.OPEN, "")

    @property
    def known(self) -> tuple[str, ...]:
        """All keys, sorted."""
        return tuple(sorted({*self.used, *self.ignored, *self.set_aside}))


def _entry(key: str, entries: Iterable[str]) -> str | None:
    """The entry that names the key: itself, else the first pattern that fits."""
    found = [entry for entry in entries if entry == key]
    found = found or [entry for entry in entries if "*" in entry and _fits(key.split("."), entry.split("."))]
    return found[0] if found else None


def _fits(parts: list[str], pattern: list[str]) -> bool:
    if pattern[-1] == "**":
        pattern = pattern[:-1]
        parts = parts[: len(pattern)] if len(parts) > len(pattern) else []
    return len(parts) == len(pattern) and all(map(_same, parts, pattern))


def _same(part: str, want: str) -> bool:
    return want in (part, "*") or (want == "*[]" and part.endswith("[]"))


def keys_of(content: Any, path: str = "") -> Iterator[str]:
    """The paths of all keys in the content of a JSON or YAML file, once each, without recursion.

    >>> sorted(keys_of({"a": [{"b": 1}, {"c": {"d": 2}}]}))
    ['a', 'a[].b', 'a[].c', 'a[].c.d']
    """
    seen: set[str] = set()
    heap: list[tuple[Any, str]] = [(content, path)]
    while heap:
        value, where = heap.pop()
        if isinstance(value, Mapping):
            for key, inner in value.items():
                name = f"{where}.{key}" if where else str(key)
                if name not in seen:
                    seen.add(name)
                    yield name
                heap.append((inner, name))
        elif isinstance(value, list | tuple):
            heap += [(item, f"{where}[]") for item in value if isinstance(item, Mapping | list | tuple)]


class Ledger:
    """What was found in every source, and what became of each row and key."""

    def __init__(self) -> None:
        self._fates: dict[tuple[str, Kind], dict[str, tuple[Fate, str]]] = {}
        self._tallies: list[Account] = []

    def expect(self, source: str, kind: Kind, names: Iterable[str | int]) -> None:
        """The source holds these; nothing is said yet of what becomes of them."""
        account = self._fates.setdefault((source, kind), {})
        for name in names:
            account.setdefault(str(name), (Fate.OPEN, ""))

    def use(self, source: str, kind: Kind, *names: str | int) -> None:
        """These reach the day."""
        self._note(source, kind, names, Fate.USED, "")

    def set_aside(self, source: str, kind: Kind, name: str | int, reason: str) -> None:
        """This one means something and does not reach the day."""
        self._note(source, kind, (name,), Fate.SET_ASIDE, reason)

    def ignore(self, source: str, kind: Kind, name: str | int, reason: str) -> None:
        """This one stands on a list written beforehand of what is not needed."""
        self._note(source, kind, (name,), Fate.IGNORED, reason)

    def take(self, source: str, content: Any) -> None:
        """Every key of a file of ours is used: its reader has refused those it does not know."""
        self.use(source, "key", *keys_of(content))

    def tally(self, source: str, kind: Kind, used: int) -> None:
        """So many are used, of a source with too many of them for names, such as a travel matrix."""
        if used:
            self._tallies.append(Account(source, kind, used))

    def add(self, other: Ledger, before: str = "") -> None:
        """What another ledger says of its sources; ``before`` is put before their names."""
        for (source, kind), items in other._fates.items():
            for name, (fate, reason) in items.items():
                self._note(f"{before}{source}", kind, (name,), fate, reason)
        self._tallies += [replace(account, source=f"{before}{account.source}") for account in other._tallies]

    def _note(self, source: str, kind: Kind, names: Iterable[str | int], fate: Fate, reason: str) -> None:
        account = self._fates.setdefault((source, kind), {})
        for name in map(str, names):
            if name not in account or fate > account[name][0]:
                account[name] = (fate, reason)

    def keys(self, source: str, found: Iterable[str], known: KeyList) -> tuple[Trouble, ...]:
        """Account for the keys of a foreign format by its list; returns what is to be said of them, each once.

        Keys that the list does not name are set aside as unknown, with the nearest known key.
        """
        said = []
        for key in sorted(found):
            fate, reason = known.fate(key)
            if fate is Fate.OPEN:
                fate, reason = Fate.SET_ASIDE, "not known"
                message, maybe = "the key is not known and not used", nearest(key, known.known)
                said.append(Trouble(message, source, field=key, rule="unknown-key",
                                    maybe=maybe if maybe.startswith("you mean") else ""))  # fmt: skip
            elif fate is not Fate.USED:
                what = "cannot be said here and is set aside" if fate is Fate.SET_ASIDE else "is known and not needed"
                said.append(Trouble(f"{what}: {reason}", source, field=key, rule=f"key-{fate.name.lower()}"
                                    .replace("_", "-")))  # fmt: skip
            self._note(source, "key", (key,), fate, reason)
        return tuple(said)

    def accounts(self) -> tuple[Account, ...]:
        """One account per source and kind, in the order met."""
        named = (self._account(source, kind, items) for (source, kind), items in self._fates.items())
        return (*named, *self._tallies)

    def open(self) -> tuple[str, ...]:
        """``source: row 3`` of everything nobody accounted for."""
        return tuple(f"{account.source}: {account.kind} {name}" for account in self.accounts() for name in account.open)

    def line(self) -> str:
        """All of it in one line.

        >>> ledger = Ledger()
        >>> ledger.expect("t.csv", "row", [2, 3])
        >>> ledger.use("t.csv", "row", 2)
        >>> ledger.set_aside("t.csv", "row", 3, "no-place")
        >>> ledger.line()
        '2 rows = 1 used + 1 set aside (no-place)'
        """
        parts = [part for kind in ("row", "key") if (part := _line(kind, self.accounts()))]
        return Text("; ".join(parts), "；".join(part.zh for part in parts))

    @staticmethod
    def _account(source: str, kind: Kind, items: Mapping[str, tuple[Fate, str]]) -> Account:
        counts = {fate: Counter(why for got, why in items.values() if got is fate) for fate in Fate}
        left = tuple(name for name, (fate, _) in items.items() if fate is Fate.OPEN)
        used = counts[Fate.USED].total()
        return Account(source, kind, used, dict(counts[Fate.SET_ASIDE]), dict(counts[Fate.IGNORED]), left)


def _line(kind: str, accounts: Iterable[Account]) -> Text | None:
    mine = [account for account in accounts if account.kind == kind]
    total = sum(account.found for account in mine)
    if not total:
        return None
    used = sum(account.used for account in mine)
    parts, chinese = [f"{used} used"], [f"{used} 采用"]
    asides, ignored = [a.set_aside for a in mine], [a.ignored for a in mine]
    for words, zh, fates in (("set aside", "搁置", asides), ("ignored", "忽略", ignored)):
        reasons: Counter[str] = Counter()
        for fate in fates:
            reasons.update(fate)
        if reasons:
            shown = ", ".join(why for why, _ in reasons.most_common(3)) + (", ..." if len(reasons) > 3 else "")
            parts.append(f"{reasons.total()} {words} ({shown})")
            chinese.append(f"{reasons.total()} {zh}（{shown}）")
    left = sum(len(account.open) for account in mine)
    parts += [f"{left} unaccounted for"] if left else []
    chinese += [f"{left} 去向不明"] if left else []
    return Text(
        f"{total} {kind}{'' if total == 1 else 's'} = {' + '.join(parts)}",
        f"{total} {'行' if kind == 'row' else '键'} = {' + '.join(chinese)}",
    )
