"""Addresses without coordinates: a book that learns, the customer's other visits, a geocoder, a marked guess."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

from models.errors import InputError
from scheduler.loaders import load, load_with_rejects
from scheduler.travel.datum import to_wgs84
from scheduler.travel.geocode import Geocoder
from tests.loaders.small_day import DAY, small_day

HEAD = "ticket_id,customer_id,address,lat,lon,duration_min\n"
KNOWN = {"12 Mill Lane": (31.25, 121.45)}


@contextmanager
def server(asked: list[str], status: int = 200, refuses: bool = False) -> Iterator[str]:
    """A geocoder of both forms that knows one address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlparse(self.path)
            question = {name: values[0] for name, values in parse_qs(url.query).items()}
            asked.append(self.path)
            point = KNOWN.get(question.get("q", question.get("address", "")))
            if url.path == "/v3/geocode/geo":
                found = [{"location": f"{point[1]},{point[0]}"}] if point else []
                content: object = {"status": "0" if refuses else "1", "info": "INVALID_USER_KEY", "geocodes": found}
            else:
                content = [{"lat": str(point[0]), "lon": str(point[1])}] if point else []
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, *args: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{http.server_port}"
    finally:
        http.shutdown()
        http.server_close()


def day_with(addresses: str) -> str:
    return f"{DAY}addresses: {{{addresses}}}\n"


def rules(day: Path) -> list[str]:
    return [note.rule for note in load_with_rejects(day).notes]


def test_the_geocoder_is_asked_once_and_the_book_knows_it_the_next_day(tmp_path: Path) -> None:
    asked: list[str] = []
    with server(asked) as url:
        day = small_day(
            tmp_path, HEAD + "T1,C1,12 Mill Lane,,,60\n", day=day_with(f"file: addresses.csv, url: '{url}'")
        )
        first = load(day).ticket["T1"].place
    again = load(day).ticket["T1"].place  # the server is gone
    assert (first.lat, first.lon) == (again.lat, again.lon) == KNOWN["12 Mill Lane"]
    assert len(asked) == 1 and first.address == "12 Mill Lane"
    assert (day / "addresses.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "address,lat,lon,source", "12 Mill Lane,31.250000,121.450000,nominatim",
    ]  # fmt: skip


def test_amap_speaks_gcj02_and_is_given_the_key_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setenv("MAP_KEY", "k3y")
    with server(asked) as url:
        settings = day_with(f"url: '{url}', form: amap, key_env: MAP_KEY")
        place = load(small_day(tmp_path, HEAD + "T1,C1,12 Mill Lane,,,60\n", day=settings)).ticket["T1"].place
    assert (place.lat, place.lon) == to_wgs84(*KNOWN["12 Mill Lane"], "gcj02")
    assert "key=k3y" in asked[0]


@pytest.mark.parametrize("status", [500, 403])
def test_a_geocoder_that_fails_stops_no_day_and_is_not_asked_again(tmp_path: Path, status: int) -> None:
    asked: list[str] = []
    with server(asked, status) as url:
        day = small_day(tmp_path, HEAD + "T1,C1,12 Mill Lane,,,60\nT2,C2,Elsewhere,,,60\nT3,C3,,31.2,121.4,60\n",
                        day=day_with(f"url: '{url}'"))  # fmt: skip
        loaded = load_with_rejects(day)
    assert len(asked) == 2  # the first address, twice
    assert [ticket.id for ticket in loaded.problem.tickets if ticket.set_aside] == ["T1", "T2"]
    assert [note.rule for note in loaded.notes] == ["geocoder", "no-place", "no-place"]


def test_what_a_geocoder_refuses_is_said_without_the_key() -> None:
    with server([], refuses=True) as url, pytest.raises(ConnectionError, match="INVALID_USER_KEY") as refused:
        Geocoder(url, "amap", "k3y").find("12 Mill Lane")
    assert "k3y" not in str(refused.value)


def test_a_customers_other_visit_says_where_the_customer_is(tmp_path: Path) -> None:
    day = small_day(tmp_path, HEAD + "T1,C1,,31.25,121.45,60\nT2,C1,,,,30\n")
    assert load(day).ticket["T2"].place.key == load(day).ticket["T1"].place.key
    assert rules(day) == ["place-found"]


def test_a_customer_with_two_places_says_nothing(tmp_path: Path) -> None:
    day = small_day(tmp_path, HEAD + "T1,C1,,31.25,121.45,60\nT2,C1,,31.35,121.45,60\nT3,C1,,,,30\n")
    assert load(day).ticket["T3"].set_aside


def test_the_book_learns_from_tickets_that_say_where_they_are(tmp_path: Path) -> None:
    day = small_day(tmp_path, HEAD + "T1,C1,12 Mill Lane,31.25,121.45,60\nT2,C2,12 MILL LANE.,,,30\n",
                    day=day_with("file: book.csv"))  # fmt: skip
    problem = load(day)
    assert problem.ticket["T2"].place.key == problem.ticket["T1"].place.key
    assert "ticket" in (day / "book.csv").read_text(encoding="utf-8-sig")


GUESS = "ticket_id,address,territory_id,lat,lon,duration_min,window_start\n"
AREA = "territory_id\nnorth\n"


def test_the_centre_of_the_territory_is_a_marked_guess_where_it_is_asked_for(tmp_path: Path) -> None:
    rows = GUESS + "T1,,north,31.25,121.45,60,\nT2,Somewhere,north,,,30,\n"
    asked = small_day(tmp_path / "a", rows, territories=AREA, day=day_with("guess: territory"))
    assert load(asked).ticket["T2"].place.address == "Somewhere (guessed: centre of north)"
    assert rules(asked) == ["place-guessed"]
    unasked = small_day(tmp_path / "b", rows, territories=AREA)
    assert load(unasked).ticket["T2"].set_aside and rules(unasked) == ["no-place"]


def test_a_guess_is_never_behind_a_promised_time(tmp_path: Path) -> None:
    rows = GUESS + "T1,,north,31.25,121.45,60,\nT2,Somewhere,north,,,30,2026-11-24 09:00\n"
    day = small_day(tmp_path, rows, territories=AREA, day=day_with("guess: territory"))
    assert load(day).ticket["T2"].set_aside
    assert rules(day) == ["place-not-guessed", "no-place"]


def test_a_file_of_addresses_alone_is_read(tmp_path: Path) -> None:
    book = {"book.csv": "address,lat,lon,source\n12 Mill Lane,31.25,121.45,me\nnowhere,x,y,me\n"}
    rows = "ticket_id,address,duration_min\nT1,12 Mill Lane,60\n"
    day = small_day(tmp_path, rows, day=day_with("file: book.csv"), **book)
    assert load(day).ticket["T1"].place.lat == 31.25
    assert rules(day) == ["address-book", "place-found"]


def test_a_book_lies_beside_the_day(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="beside the day"):
        load(small_day(tmp_path, day=day_with("file: ../book.csv")))
