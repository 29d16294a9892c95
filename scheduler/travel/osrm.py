"""Travel from a road server that speaks OSRM's ``/table``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from models.errors import InputError, Trouble
from models.place import Place
from models.travel import Travel
from scheduler.travel.estimate import Estimate, estimate
from scheduler.travel.hosts import HOSTS_MAYBE, host_refused, meant, shown
from scheduler.travel.matrix import Matrix, complete
from scheduler.travel.mend import NO_ROAD, UNKNOWN

if TYPE_CHECKING:
    import httpx

BLOCK = 100
"""Places per side of one question; servers refuse more than 100 x 100 unless told otherwise."""
TRIES = 3


class ServerSays(Exception):
    """The server answers, and refuses."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}" if message else code)
        self.code = code


def osrm(
    places: Mapping[str, Place],
    url: str,
    profile: str = "driving",
    *,
    timeout: float = 30.0,
    fallback: str = "error",
    parameters: Estimate | None = None,
    block: int = BLOCK,
) -> Travel:
    """Travel between places as a road server sees it.

    Parameters
    ----------
    places
        By key, with coordinates.
    url
        Of the server, for instance ``http://localhost:5000``.
    timeout
        [s] longest wait for one answer; asked up to three times.
    fallback
        ``error``, or ``estimate`` for a server that does not answer. Pairs of which it says that there is no road have
        none either way.

    Raises
    ------
    InputError
        When the server does not answer or refuses, and the fallback is ``error``.
    """
    import httpx

    url = meant(url).rstrip("/")
    if refusal := host_refused(url):
        raise InputError(Trouble(refusal, field="travel.url", value=shown(url), rule="host-not-allowed",
                                 maybe=HOSTS_MAYBE))  # fmt: skip
    points = list(places.values())
    matrix = Matrix.unknown(tuple(places), f"osrm {shown(url)} {profile}")
    try:
        with httpx.Client(timeout=timeout, transport=httpx.HTTPTransport(retries=1)) as client:
            for rows, columns in _blocks(len(points), block):
                _fill(client, f"{url}/table/v1/{profile}", points, rows, columns, matrix)
    except (httpx.HTTPError, httpx.InvalidURL, ServerSays, ValueError) as error:
        if fallback == "estimate":
            guess = estimate(places, parameters)
            why = f"{shown(url)} failed: {_text(error, url)}"
            return Travel(guess.keys, guess.seconds, guess.metres, f"{guess.source}; {why}")
        raise InputError(_trouble(url, error)) from None
    return complete(matrix, places, fallback, parameters, shown(url))


def _blocks(size: int, block: int) -> Iterator[tuple[range, range]]:
    spans = [range(first, min(first + block, size)) for first in range(0, size, block)]
    yield from ((rows, columns) for rows in spans for columns in spans)


def _fill(client: httpx.Client, url: str, points: Sequence[Place], rows: range, columns: range, matrix: Matrix) -> None:
    """One block of the matrix; halved when the server finds it too big."""
    try:
        seconds, metres = _ask(client, url, [points[i] for i in rows], [points[j] for j in columns])
    except ServerSays as error:
        if error.code != "TooBig" or max(len(rows), len(columns)) < 2:
            raise
        for part in _halves(rows):
            for other in _halves(columns):
                _fill(client, url, points, part, other, matrix)
        return
    where = np.ix_(rows, columns)
    matrix.seconds[where], matrix.metres[where] = seconds, metres
    np.fill_diagonal(matrix.seconds, 0)
    np.fill_diagonal(matrix.metres, 0)


def _halves(span: range) -> list[range]:
    middle = (len(span) + 1) // 2
    return [part for part in (span[:middle], span[middle:]) if part]


def _ask(
    client: httpx.Client, url: str, froms: Sequence[Place], tos: Sequence[Place]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Seconds and metres of one block; asked again after a time-out or a server's own error."""
    import httpx

    same = froms == tos
    points = list(froms) if same else [*froms, *tos]
    parameters = {"annotations": "duration,distance"}
    if not same:
        parameters["sources"] = ";".join(map(str, range(len(froms))))
        parameters["destinations"] = ";".join(map(str, range(len(froms), len(points))))
    address = url + "/" + ";".join(f"{place.lon:.6f},{place.lat:.6f}" for place in points)
    for attempt in range(TRIES):
        try:
            answer = client.get(address, params=parameters)
            if answer.status_code < 500:
                break
            answer.raise_for_status()
        except (httpx.TransportError, httpx.HTTPStatusError):
            if attempt == TRIES - 1:
                raise
    content = _content(answer)
    size = (len(froms), len(tos))
    return _numbers(content.get("durations"), size, "durations"), _numbers(content.get("distances"), size, "distances")


def _content(answer: httpx.Response) -> dict[str, Any]:
    try:
        content = answer.json()
    except ValueError:
        raise ServerSays(f"status {answer.status_code}", "the answer is not JSON") from None
    if not isinstance(content, dict) or content.get("code") != "Ok":
        told = content if isinstance(content, dict) else {}
        raise ServerSays(str(told.get("code", f"status {answer.status_code}")), str(told.get("message", "")))
    return content


def _numbers(rows: Any, size: tuple[int, int], name: str) -> NDArray[np.int32]:
    """Numbers rounded, null as no road; a server without distances leaves them unknown."""
    if rows is None and name == "distances":
        return np.full(size, UNKNOWN, np.int32)
    values = np.array(rows, dtype=float)
    if values.shape != size:
        raise ServerSays("BadAnswer", f"{name} is {values.shape}, expected {size}")
    none = NO_ROAD if name == "durations" else UNKNOWN
    return np.where(np.isnan(values) | (values < 0), none, np.minimum(np.rint(values), UNKNOWN)).astype(np.int32)


def _text(error: Exception, url: str) -> str:
    said = str(error) or type(error).__name__
    name = url.partition("//")[2].partition("@")[0] if "@" in url else ""
    return said.replace(url, shown(url)).replace(name, "***") if name else said.replace(url, shown(url))


def _trouble(url: str, error: Exception) -> Trouble:
    maybes = {
        True: "the profile is another, or the places lie outside the server's map.",
        False: "the server is not running, or the address is wrong; travel.fallback: estimate plans without it.",
    }
    said = isinstance(error, ServerSays)
    message = f"the road server {'says' if said else 'does not answer:'} {_text(error, url)}"
    return Trouble(message, field="travel.url", value=shown(url), rule="road-server", maybe=maybes[said])
