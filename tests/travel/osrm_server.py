"""A real HTTP server that answers like OSRM's ``/table``, with the faults a test asks for."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import numpy as np

from scheduler.travel.globe import great_circle


@dataclass
class Behaviour:
    """How the server behaves.

    Attributes
    ----------
    most
        More sources than this, or more destinations, are too big.
    islands
        Longitudes from which and to which there is no way.
    fail_first
        So many first questions are answered with status 503.
    delay
        [s] before each answer.
    """

    most: int = 100
    islands: tuple[float, ...] = ()
    fail_first: int = 0
    delay: float = 0.0
    distances: bool = True
    garbage: bool = False
    asked: list[str] = field(default_factory=list)


@contextmanager
def osrm_server(behaviour: Behaviour) -> Iterator[str]:
    """The address of a running server."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            behaviour.asked.append(self.path)
            time.sleep(behaviour.delay)
            if len(behaviour.asked) <= behaviour.fail_first:
                self._answer(503, {"code": "Busy", "message": "try later"})
            elif behaviour.garbage:
                self._answer(200, None)
            else:
                self._answer(*table(self.path, behaviour))

        def _answer(self, status: int, content: object) -> None:
            body = b"<html>" if content is None else json.dumps(content).encode()
            try:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)
            except BrokenPipeError:  # the client has gone: it waits no longer than its time-out
                pass

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def table(path: str, behaviour: Behaviour) -> tuple[int, dict[str, object]]:
    """OSRM's answer: seconds at 10 m/s and metres along the great circle, 1.2 times as far."""
    parts = urlsplit(path)
    options = {key: values[0] for key, values in parse_qs(parts.query).items()}
    points = np.array([[float(x) for x in pair.split(",")] for pair in parts.path.rsplit("/", 1)[1].split(";")])
    rows, columns = (
        [int(x) for x in options[name].split(";")] if name in options else list(range(len(points)))
        for name in ("sources", "destinations")
    )
    if len(rows) * len(columns) > behaviour.most**2:
        return 400, {"code": "TooBig", "message": "Too many table coordinates"}
    lon, lat = points.T
    metres = 1.2 * great_circle(lat[rows], lon[rows], lat[columns], lon[columns])
    cells = [[round(float(value), 1) for value in row] for row in metres]
    lost = [[any(lon[k] == island for k in (i, j) for island in behaviour.islands) for j in columns] for i in rows]

    def known(factor: float) -> list[list[float | None]]:
        return [
            [None if gone and i != j else cell * factor for j, cell, gone in zip(columns, line, row, strict=True)]
            for i, line, row in zip(rows, cells, lost, strict=True)
        ]

    answer: dict[str, object] = {"code": "Ok", "durations": known(0.1)}
    if behaviour.distances:
        answer["distances"] = known(1.0)
    return 200, answer
