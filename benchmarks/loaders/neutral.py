"""The neutral dispatch days as instances, scored by the checker that comes with the data."""

from __future__ import annotations

import importlib.util
import json
import lzma
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

from benchmarks.instance import Instance, Routes, Score, data_folder
from benchmarks.loaders.days import from_dict

BEST: dict[str, tuple[int, bool]] = {
    "H-n100-m18-s1": (265_810, True),
    "H-n100-m18-s2": (203_438, True),
    "H-n100-m18-s3": (142_086, False),
    "S-n100-m18-s1": (646_029, True),
    "S-n100-m18-s2": (580_811, True),
    "S-n100-m18-s3": (245_607, False),
    "H-n300-m52-s1": (559_998, False),
    "H-n300-m52-s2": (750_554, False),
    "H-n300-m52-s3": (481_794, False),
    "S-n300-m52-s1": (1_125_309, False),
    "S-n300-m52-s2": (1_318_713, False),
    "S-n300-m52-s3": (894_443, False),
    "H-n1000-m170-s1": (866_712, False),
    "S-n1000-m170-s1": (2_935_297, False),
}
"""Best known values before this engine, and whether they are proved optimal."""

CREWS = {30: 6, 100: 18, 300: 52, 1000: 170, 3000: 510}


@cache
def source() -> ModuleType:
    """The generator and checker of the data set, loaded from where the data lies."""
    spec = importlib.util.spec_from_file_location("neutral_day", data_folder() / "days" / "day.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"no generator at {data_folder()}. Maybe set PAIGONG_BENCHMARKS.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def instances(size: int, pattern: str = "*") -> Iterator[Instance]:
    """The days of one size that come with the data; sizes that do not are generated from seed 1."""
    files = sorted((data_folder() / "days").glob(f"{pattern}-n{size}-m*.json.xz"))
    for file in files:
        with lzma.open(file, "rt") as stream:
            yield wrap(json.load(stream))
    if not files:
        for track in "HS":
            yield made(track, size, 1)


def made(track: str, size: int, seed: int) -> Instance:
    """A day of another seed or size, from the data set's own generator."""
    crew = CREWS.get(size, max(1, round(size / 5.8)))
    day: dict[str, Any] = source().make(size, crew, seed, track)
    day["travel"], day["fit"] = day["travel"].tolist(), day["fit"].tolist()
    return wrap(day)


def wrap(data: dict[str, Any]) -> Instance:
    """A day of the data set with its own checker as score."""

    def score(routes: Routes) -> Score:
        import numpy as np

        arrays = {**data, "travel": np.array(data["travel"]), "fit": np.array(data["fit"])}
        try:
            verdict = source().check(arrays, routes)
        except AssertionError as error:
            raise ValueError(str(error)) from error
        return Score(float(verdict["total"]), data["n"] - int(verdict["served"]))

    best, proved = BEST.get(data["name"], (None, False))
    return Instance("days", data["name"], from_dict(data), score, best, -1, proved)
