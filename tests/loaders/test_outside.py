"""A day opens only what lies beside it, and asks only hosts that may be asked."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from models.errors import InputError
from models.place import Place
from scheduler.loaders import json_of, load
from scheduler.travel.geocode import Geocoder
from scheduler.travel.hosts import HOSTS, host_refused
from scheduler.travel.osrm import osrm
from tests.loaders.edits import TINY, Edit, add, copy_of_tiny, swap

MATRIX = "from,to,seconds\nA,B,60\n"
POLICY = "name: elsewhere\n"
ADDRESSES = "address,lat,lon,source\n"

NAMED: dict[str, tuple[Edit, str]] = {
    "a policy above": (add("day.yaml", "policy: ../mine.yaml"), "policy"),
    "a policy by its whole path": (add("day.yaml", "policy: {outside}/mine.yaml"), "policy"),
    "a matrix above": (swap("day.yaml", "model: estimate", "model: matrix, file: ../roads.csv"), "travel.file"),
    "an address book above": (add("day.yaml", "addresses: {file: ../book.csv}"), "addresses.file"),
    "a policy through a link": (add("day.yaml", "policy: linked.yaml"), "policy"),
}


@pytest.fixture
def day(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(POLICY)
    (tmp_path / "roads.csv").write_text(MATRIX)
    (tmp_path / "book.csv").write_text(ADDRESSES)
    day = copy_of_tiny(tmp_path)
    os.symlink(tmp_path / "mine.yaml", day / "linked.yaml")
    return day


def _rules(day: Path, **options: bool) -> set[tuple[str, str]]:
    try:
        load(day, **options)  # type: ignore[arg-type]
    except InputError as error:
        return {(trouble.rule, trouble.field) for trouble in error.troubles}
    return set()


@pytest.mark.parametrize("name", NAMED)
def test_a_file_outside_the_day_is_refused_by_name_unless_the_caller_allows_it(name: str, day: Path) -> None:
    edit, field = NAMED[name]
    edit(day)
    text = (day / "day.yaml").read_text()
    (day / "day.yaml").write_text(text.replace("{outside}", str(day.parent)))
    assert ("outside-day", field) in _rules(day)
    assert "outside-day" not in {rule for rule, _ in _rules(day, allow_outside=True)}


def test_what_the_caller_names_may_lie_anywhere(day: Path, tmp_path: Path) -> None:
    assert load(day, policy=tmp_path / "mine.yaml").policy.name == "elsewhere"


def test_a_day_in_json_opens_only_what_lies_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "mine.yaml").write_text(POLICY)
    data = json_of(load(TINY)) | {"policy": "../mine.yaml"}
    (folder / "day.json").write_text(json.dumps(data))
    assert _rules(folder / "day.json") == {("outside-day", "policy")}
    assert load(folder / "day.json", allow_outside=True).policy.name == "elsewhere"


@pytest.mark.parametrize(
    ("hosts", "url", "may"),
    [
        (None, "http://anything.example", True),
        ("roads.example", "https://me:secret@roads.example:5000/car", True),
        ("roads.example:5000", "http://roads.example:5000", True),
        ("roads.example:5000", "http://roads.example:5001", False),
        ("roads.example", "http://roads.example.evil", False),
        ("roads.example", "http://roads.example@evil", False),
        ("", "http://localhost", False),
        ("a", "http://[", False),
    ],
)
def test_only_listed_hosts_may_be_asked(
    hosts: str | None, url: str, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(HOSTS, raising=False)
    if hosts is not None:
        monkeypatch.setenv(HOSTS, hosts)
    assert (host_refused(url) == "") is may
    assert "secret" not in host_refused(url)


def test_a_road_server_and_a_geocoder_that_may_not_be_asked_are_named_and_never_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOSTS, "roads.example")
    here = Place(lat=31.2, lon=121.4)
    with pytest.raises(InputError) as caught:  # not even with a fallback: it was not the server that failed
        osrm({"a": here, "b": Place(lat=31.3, lon=121.4)}, "http://me:s3cret@127.0.0.1:9", fallback="estimate")
    assert [(one.rule, "s3cret" in str(one)) for one in caught.value.troubles] == [("host-not-allowed", False)]
    day = copy_of_tiny(tmp_path)
    swap("tickets.csv", "31.2204,121.4537", ",")(day)
    add("day.yaml", 'addresses: {url: "http://me:s3cret@127.0.0.1:9"}')(day)
    with pytest.raises(InputError) as caught:
        load(day)
    assert [(one.rule, "s3cret" in str(one)) for one in caught.value.troubles] == [("host-not-allowed", False)]


def test_the_password_of_a_geocoder_is_in_no_message() -> None:
    with pytest.raises(ConnectionError) as caught:
        Geocoder("http://me:s3cret@127.0.0.1:9", timeout=0.5).find("somewhere")
    assert "s3cret" not in str(caught.value)
    assert "127.0.0.1:9" in str(caught.value)


def test_the_password_of_a_road_server_is_in_no_message_about_options(tmp_path: Path) -> None:
    day = copy_of_tiny(tmp_path)
    swap("day.yaml", "model: estimate", 'model: estimate, url: "http://me:s3cret@roads.example"')(day)
    with pytest.raises(InputError) as caught:
        load(day)
    assert {one.rule for one in caught.value.troubles} == {"option-without-effect"}
    assert "s3cret" not in str(caught.value)
