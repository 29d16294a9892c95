"""The sets of instances; a new set is a loader and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.instance import Instance
from benchmarks.loaders import kovacs, neutral, sdvrptw, shapes, solomon, trsp

SETS: dict[str, Callable[[str], Iterator[Instance]]] = {
    "days-30": partial(neutral.instances, 30),
    "days-100": partial(neutral.instances, 100),
    "days-300": partial(neutral.instances, 300),
    "days-1000": partial(neutral.instances, 1000),
    "days-3000": partial(neutral.instances, 3000),
    "shapes-100": partial(shapes.instances, 100),
    "shapes-300": partial(shapes.instances, 300),
    "praxedo": partial(trsp.instances, "praxedo"),
    "pillac": partial(trsp.instances, "pillac"),
    "kovacs": kovacs.instances,
    "sdvrptw": sdvrptw.instances,
    "solomon": solomon.instances,
}


def instance(set: str, name: str) -> Instance:
    """One instance by name; ``days`` of other seeds as ``H-n300-s7``.

    Raises
    ------
    KeyError
        For a set or an instance that does not exist.
    """
    if set.startswith("days") and "-m" not in name:
        track, size, seed = name.split("-")
        return neutral.made(track, int(size[1:]), int(seed[1:]))
    if set not in SETS:
        raise KeyError(f"no set {set!r}. Maybe one of: {', '.join(SETS)}.")
    pattern = name.split("-n")[0] if set.startswith("days") else name
    for found in SETS[set](pattern):
        if found.name == name:
            return found
    raise KeyError(f"no instance {name!r} in {set}. Maybe look at: python -m benchmarks.run --list {set}")
