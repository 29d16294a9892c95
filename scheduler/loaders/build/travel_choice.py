"""Which travel a day uses: what its settings say, or what the caller says instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from models.engineer import Engineer
from models.errors import InputError, Trouble
from models.place import Place
from models.problem import places_of
from models.territory import Territory
from models.ticket import Ticket
from models.travel import Travel
from scheduler.loaders.build.input_issues import InputIssues
from scheduler.loaders.build.settings import Settings, read_settings
from scheduler.loaders.formats.bundle import Bundle
from scheduler.loaders.formats.csv_table import csv_lines
from scheduler.loaders.formats.travel_table import read_matrix
from scheduler.loaders.guard import beside, file_bytes
from scheduler.travel.arrivals import on_the_map, with_arrivals
from scheduler.travel.doubts import doubts
from scheduler.travel.estimate import Estimate, estimate
from scheduler.travel.hosts import shown
from scheduler.travel.matrix import Matrix, complete
from scheduler.travel.territories import own_roads, territory_of

TravelChoice = str | Path | Mapping[str, Any] | Travel | None
PARAMETERS = ("road_factor", "speed_kmh", "stop_min", "hop_min", "hop_km")


def chosen(settings: Settings, travel: TravelChoice, bundle: Bundle, desk: InputIssues) -> dict[str, Any]:
    """The travel settings that hold: the caller's where given, else the day's, else what the files suggest."""
    if isinstance(travel, Mapping):
        given = read_settings({"travel": dict(travel)}, "travel", desk).travel
        _refuse_without_effect({"model": "estimate"} | given, bundle, desk)
        return given | ({"file": bundle.home / given["file"]} if "file" in given else {})
    if isinstance(travel, str | Path):
        text = str(travel)
        if text.startswith(("http://", "https://")):
            return {**settings.travel, "model": "osrm", "url": text}
        if text.endswith((".csv", ".json")):
            return {**settings.travel, "model": "matrix", "file": Path(text).resolve()}
        return read_settings({"travel": {**settings.travel, "model": text}}, "travel", desk).travel
    implied = "matrix" if bundle.matrix is not None or "file" in settings.travel else "estimate"
    choice = {"model": implied} | settings.travel
    _refuse_without_effect(choice, bundle, desk)
    return choice


MEANT_FOR = {
    "estimate": PARAMETERS,
    "matrix": ("file", "fallback"),
    "osrm": ("url", "profile", "timeout_s", "fallback"),
}
"""Model -> the options that mean something to it; those of the estimate also where it is the fallback."""


def _refuse_without_effect(choice: Mapping[str, Any], bundle: Bundle, desk: InputIssues) -> None:
    """Options that the day's own model does not look at, and a travel table beside a model that needs none."""
    model = str(choice["model"])
    meant = {"model", *MEANT_FOR.get(model, ()), *(PARAMETERS if choice.get("fallback") == "estimate" else ())}
    for key in (key for key in choice if key not in meant):
        whose = next((name for name, keys in MEANT_FOR.items() if key in keys), "another")
        maybe = f"leave it out, or say model: {whose}."
        if key in PARAMETERS:
            maybe = "leave it out, or say fallback: estimate for the pairs that are not known."
        desk.wrong(Trouble(f"has no meaning beside model: {model}", bundle.settings_file, field=f"travel.{key}",
                           value=shown(str(choice[key])), rule="option-without-effect", maybe=maybe))  # fmt: skip
    if model == "estimate" and bundle.matrix is not None:
        maybe = "leave model out to use it."
        desk.note(Trouble("the travel table is not used: the day says model: estimate", bundle.settings_file,
                          field="travel.model", rule="unused-file", maybe=maybe))  # fmt: skip


def matrix_of(choice: Mapping[str, Any], bundle: Bundle, desk: InputIssues) -> Matrix | None:
    """The matrix the day uses, or None when it uses none or it cannot be read (said at the desk)."""
    if choice.get("model") != "matrix":
        return None
    if "file" not in choice and bundle.matrix is not None:
        return bundle.matrix
    named = choice.get("file", "travel.csv")
    name = str(named)
    try:  # a path is the caller's word, a text the day's own
        path = named if isinstance(named, Path) else beside(
            bundle.home, name, bundle.settings_file, "travel.file", outside=desk.allow_outside
        )  # fmt: skip
    except InputError as error:
        desk.wrong(error.troubles[0], hopeless=True)
        return None
    if not path.is_file():
        maybe = "the name under travel.file in day.yaml is mistyped, or model: estimate is meant."
        desk.wrong(
            Trouble("the travel matrix does not exist", name, field="travel.file", rule="missing-file", maybe=maybe)
        )
        return None
    data = file_bytes(path)
    from scheduler.loaders.formats.folder import source

    if path.suffix == ".json":
        from scheduler.loaders.formats.travel_json import read_matrix_json

        found = read_matrix_json(data, path.name, desk)
    else:
        lines = csv_lines(data, path.name, desk)
        found = None if lines is None else read_matrix(lines, path.name, desk)
    if all(source.name != path.name for source in bundle.sources):
        bundle.sources.append(source(path.name, data))
    return found


def make_travel(
    choice: Mapping[str, Any],
    matrix: Matrix | None,
    engineers: tuple[Engineer, ...],
    tickets: tuple[Ticket, ...],
    territories: tuple[Territory, ...],
    file: str,
    *,
    others: Iterable[Place] = (),
) -> Travel:
    """Travel between all places of the day, with set-ups and open starts and ends.

    Parameters
    ----------
    others
        Where people are who are at no place of the day.

    Raises
    ------
    InputError
        When the chosen model cannot answer and no fallback is allowed.
    """
    places = places_of(engineers, tickets)
    for place in others:
        places.setdefault(place.key, place)
    needed = frozenset(places_of(engineers, ()))
    own = own_roads(territories)
    areas = (territory_of(engineers, tickets), own) if own else (None, None)
    return with_arrivals(_roads(choice, matrix, on_the_map(places), needed, areas, file), places)


def _roads(
    choice: Mapping[str, Any],
    matrix: Matrix | None,
    places: dict[str, Place],
    needed: frozenset[str],
    areas: Any,
    file: str,
) -> Travel:
    parameters = Estimate(**{name: choice[name] for name in PARAMETERS if name in choice})
    fallback = str(choice.get("fallback", "error"))
    if choice["model"] == "matrix":
        found = matrix or Matrix.unknown(())
        return complete(found, places, fallback, parameters, str(choice.get("file", "travel")), needed)
    nowhere = [place for place in places.values() if not place.located]
    if nowhere:
        raise InputError(_nowhere(place, file) for place in nowhere)
    if choice["model"] == "osrm":
        from scheduler.travel.osrm import osrm

        return osrm(
            places, str(choice.get("url", "")), str(choice.get("profile", "driving")),
            timeout=float(choice.get("timeout_s", 30)), fallback=fallback, parameters=parameters,
        )  # fmt: skip
    return estimate(places, parameters, *areas)


def doubts_of(
    matrix: Matrix | None, engineers: tuple[Engineer, ...], tickets: tuple[Ticket, ...], file: str
) -> tuple[Trouble, ...]:
    """What the coordinates of the day's places make doubtful in its matrix."""
    return () if matrix is None else tuple(doubts(matrix, on_the_map(places_of(engineers, tickets)), file))


def _nowhere(place: Place, file: str) -> Trouble:
    message = f"place {place.id} has no coordinates, and this travel model needs them"
    maybe = "give it lat and lon, or use a travel matrix."
    return Trouble(message, file, field=place.id, rule="place-without-coordinates", maybe=maybe)
