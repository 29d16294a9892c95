"""Coordinates of an address from a geocoder by URL: Nominatim's form, or Amap's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.travel.datum import to_wgs84
from scheduler.travel.hosts import shown

TRIES = 2


@dataclass(frozen=True)
class Geocoder:
    """A server that knows where addresses are.

    Parameters
    ----------
    url
        Of the server, without the path of the question.
    form
        ``nominatim`` (WGS-84) or ``amap`` (GCJ-02, converted).
    key
        What the server asks for with each question; empty = nothing.
    timeout
        [s] longest wait for one answer; asked up to twice.
    """

    url: str
    form: str = "nominatim"
    key: str = ""
    timeout: float = 10.0

    def find(self, address: str) -> tuple[float, float] | None:
        """Latitude and longitude, WGS-84; None where the server knows no such address.

        Raises
        ------
        ConnectionError
            The server does not answer, or refuses; without the key in its words.
        """
        import httpx

        path, question = self._question(address)
        for attempt in range(TRIES):
            try:
                with httpx.Client(timeout=self.timeout, headers={"User-Agent": "paigong"}) as client:
                    answer = client.get(self.url.rstrip("/") + path, params=question)
                if answer.status_code == 200:
                    return self._read(answer.json())
                reason = f"status {answer.status_code}"
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                reason = type(error).__name__
            if attempt == TRIES - 1:
                raise ConnectionError(f"the geocoder at {shown(self.url)} does not answer: {reason}")
        return None

    def _question(self, address: str) -> tuple[str, dict[str, str]]:
        key = {"key": self.key} if self.key else {}
        if self.form == "amap":
            return "/v3/geocode/geo", {"address": address, "output": "JSON", **key}
        return "/search", {"q": address, "format": "jsonv2", "limit": "1", **key}

    def _read(self, content: Any) -> tuple[float, float] | None:
        try:
            if self.form == "amap":
                if str(content.get("status")) != "1":
                    raise ConnectionError(
                        f"the geocoder at {shown(self.url)} refuses: {content.get('info', 'no reason given')}"
                    )
                if not content.get("geocodes"):
                    return None
                lon, lat = (float(part) for part in content["geocodes"][0]["location"].split(","))
                return to_wgs84(lat, lon, "gcj02")
            if isinstance(content, Mapping):
                why = content.get("error", "no reason given")
                raise ConnectionError(f"the geocoder at {shown(self.url)} refuses: {why}")
            return (float(content[0]["lat"]), float(content[0]["lon"])) if content else None
        except (AttributeError, KeyError, IndexError, TypeError, ValueError):
            raise ConnectionError(f"the geocoder at {self.url} answers in another form than {self.form}") from None
