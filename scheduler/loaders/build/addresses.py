"""Tickets with an address and without coordinates: where they are, from whoever knows.

In this order: the address book, the customer's other visits, the geocoder, and - only where the settings ask for it and
nobody was promised a time - the centre of the territory, marked as a guess.
"""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import InputError, Trouble, nearest
from models.place import Place
from scheduler.loaders.bad import Bad
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.build.rows import Row
from scheduler.loaders.cells.decode import decode
from scheduler.loaders.guard import beside, file_bytes
from scheduler.travel.datum import to_wgs84
from scheduler.travel.geocode import Geocoder
from scheduler.travel.hosts import HOSTS_MAYBE, host_refused
from scheduler.travel.hosts import shown as shown_url

Point = tuple[float, float]
NEAR = 0.002
"""[degrees] Two places of a customer nearer than that are one."""
COLUMNS = ("address", "lat", "lon", "source")
PROMISES = ("window_start", "window_end", "windows", "pinned_start")
"""Columns that promise a customer a time."""


def plain_address(text: str) -> str:
    """An address as it is compared: without spaces, signs, capitals and full-width forms.

    >>> plain_address("南京东路 １００号"), plain_address("12, High Street")
    ('南京东路100号', '12highstreet')
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


@dataclass
class AddressBook:
    """Addresses with coordinates (WGS-84), in a file that learns.

    Attributes
    ----------
    path
        The CSV file; None = nothing is kept.
    known
        Plain address -> coordinates.
    news
        What was learnt since it was read: address as written, coordinates, source.
    """

    path: Path | None = None
    known: dict[str, Point] = field(default_factory=dict)
    news: list[tuple[str, Point, str]] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path, desk: InputIssues) -> AddressBook:
        """The book in a file, which need not exist yet; a row that cannot be read is said and left out."""
        book = cls(path)
        if not path.is_file():
            return book
        try:
            reader = csv.DictReader(io.StringIO(decode(file_bytes(path))[0], newline=""))
            lines = list(reader)
        except (Bad, csv.Error, OSError) as error:
            message = f"the address book cannot be read: {error}"
            desk.wrong(Trouble(message, path.name, rule="address-book", maybe='save it as "CSV UTF-8".'))
            return cls()
        _account(reader.fieldnames or (), path.name, desk)
        for number, row in enumerate(lines, 2):
            try:
                point = float(row["lat"]), float(row["lon"])
                if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
                    raise ValueError
                book.known[plain_address(row["address"])] = point
                desk.ledger.use(path.name, "row", number)
            except (KeyError, TypeError, ValueError, AttributeError):
                desk.ledger.set_aside(path.name, "row", number, "address-book")
                desk.note(Trouble("is not an address with lat and lon, and is left out", path.name, number,
                                  rule="address-book", maybe=f"the columns are {', '.join(COLUMNS)}."))  # fmt: skip
        return book

    def learn(self, address: str, point: Point, source: str) -> None:
        """Remember where an address is; what is known already stays as it is."""
        if address and plain_address(address) not in self.known:
            self.known[plain_address(address)] = point
            self.news.append((address, point, source))

    def keep(self) -> None:
        """Write what was learnt, beside the file and then in its place: nobody reads half a book."""
        if self.path is None or not self.news:
            return
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        if self.path.is_file():
            out.write(decode(file_bytes(self.path))[0].rstrip("\r\n") + "\r\n")
        else:
            writer.writerow(COLUMNS)
        for address, (lat, lon), source in self.news:
            writer.writerow([address, f"{lat:.6f}", f"{lon:.6f}", source])
        beside = self.path.with_name(self.path.name + ".new")
        beside.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
        os.replace(beside, self.path)
        self.news.clear()


def _account(headings: Iterable[str], file: str, desk: InputIssues) -> None:
    """What became of every column; one that is not known is an error."""
    for heading in headings:
        if heading in COLUMNS:
            desk.ledger.use(file, "key", heading)
        elif heading.strip():
            desk.ledger.set_aside(file, "key", heading, "unknown-column")
            desk.wrong(Trouble("the column is not known", file, field=heading, rule="unknown-column",
                               maybe=nearest(heading, COLUMNS)))  # fmt: skip


@dataclass
class PlaceFinder:
    """Finds the places of tickets that have none."""

    book: AddressBook
    geocoder: Geocoder | None = None
    guesses: bool = False
    customers: Mapping[str, Sequence[Point]] = field(default_factory=dict)
    centres: Mapping[str, Point] = field(default_factory=dict)
    silent: bool = False
    """The geocoder has failed: it is not asked again in this run."""

    def find(self, row: Row) -> Place | None:
        """The place of a ticket's row, with a note that says where it comes from; None where nobody knows."""
        address = row.get("address") or ""
        if address and (point := self.book.known.get(plain_address(address))) is not None:
            return self._place(row, point, address, "the address book")
        if not address and (point := self._of_customer(row.get("customer_id"))) is not None:
            return self._place(row, point, address, f"other visits of customer {row.get('customer_id')}")
        if address and (point := self._asked(row, address)) is not None:
            self.book.learn(address, point, self.geocoder.form if self.geocoder else "")
            return self._place(row, point, address, "the geocoder")
        return self._guess(row, address)

    def _of_customer(self, customer: str | None) -> Point | None:
        """Where all other visits of the customer are, if that is one place; another address would say otherwise."""
        points = self.customers.get(customer or "", ())
        single = all(abs(a[k] - points[0][k]) < NEAR for a in points for k in (0, 1)) if points else False
        return points[0] if single else None

    def _asked(self, row: Row, address: str) -> Point | None:
        if self.geocoder is None or self.silent:
            return None
        try:
            return self.geocoder.find(address)
        except ConnectionError as error:
            self.silent = True
            row.note("address", "geocoder", str(error), "the address, the key or the form is another.")
            return None

    def _guess(self, row: Row, address: str) -> Place | None:
        centre = self.centres.get(row.get("territory_id") or "")
        if not self.guesses or centre is None:
            return None
        if any(row.get(column) is not None for column in PROMISES):
            message = "the place is not known, and nobody is sent to a guess at a promised time"
            row.note("address", "place-not-guessed", message, "find its coordinates, or take the window away.")
            return None
        message = f"the place is a guess: the centre of the territory {row.get('territory_id')}"
        row.note("address", "place-guessed", message, "find its coordinates before somebody sets out.")
        return Place(
            lat=centre[0], lon=centre[1], address=f"{address} (guessed: centre of {row.get('territory_id')})".strip()
        )

    @staticmethod
    def _place(row: Row, point: Point, address: str, source: str) -> Place:
        row.note("address", "place-found", f"the place comes from {source}: {point[0]:.5f}, {point[1]:.5f}")
        return Place(lat=point[0], lon=point[1], address=address, setup=row.get("setup_min") or 0)


def finder_of(
    choice: Mapping[str, Any], home: Path, rows: Sequence[Row], coord_sys: str, file: str, desk: InputIssues
) -> PlaceFinder:
    """The finder that the settings under ``addresses`` describe; it learns from tickets that say where they are."""
    book = AddressBook()
    if name := str(choice.get("file", "")):
        try:
            book = AddressBook.read(beside(home, name, file, "addresses.file", outside=desk.allow_outside), desk)
        except InputError as error:
            for trouble in error.troubles:
                desk.wrong(trouble, hopeless=True)
    url, key = str(choice.get("url", "")), os.environ.get(str(choice.get("key_env", "")), "")
    if url and (refusal := host_refused(url)):
        desk.wrong(Trouble(refusal, file, None, "addresses.url", shown_url(url), "host-not-allowed", HOSTS_MAYBE))
        url = ""
    geocoder = Geocoder(url, str(choice.get("form", "nominatim")), key) if url else None
    customers: dict[str, list[Point]] = {}
    areas: dict[str, list[Point]] = {}
    for row in rows:
        lat, lon = row.get("lat"), row.get("lon")
        if lat is None or lon is None or not row.good:
            continue
        point = to_wgs84(lat, lon, row.get("coord_sys") or coord_sys)
        book.learn(row.get("address") or "", point, "ticket")
        customers.setdefault(row.get("customer_id") or "", []).append(point)
        areas.setdefault(row.get("territory_id") or "", []).append(point)
    customers.pop("", None)
    areas.pop("", None)
    centres = {id: (_middle([a for a, _ in points]), _middle([b for _, b in points])) for id, points in areas.items()}
    return PlaceFinder(book, geocoder, choice.get("guess") == "territory", customers, centres)


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
