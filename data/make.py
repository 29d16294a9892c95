"""Make the sample days of this folder again: ``python data/make.py [TARGET]``."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.generate import generate, write_generated


@dataclass(frozen=True)
class Sample:
    """One sample day: what it is for and how it is made."""

    about: str
    arguments: dict[str, Any]


SAMPLES = {
    "newcomer": Sample(
        "The day to begin with: small enough to read every line.",
        {"tickets": 40, "engineers": 8, "seed": 4, "language": "en"},
    ),
    "shanghai-hvac": Sample(
        "One working day of a company that services cooling and heating in Shanghai, with a little more work than it "
        "can do.",
        {"tickets": 150, "engineers": 30, "seed": 1},
    ),
    "three-territories": Sample(
        "Three days and three cities: each has its own engineers, a few of whom help next door. Plan all of it, or one "
        "territory (`--territory suzhou`).",
        {"tickets": 210, "engineers": 18, "days": 3, "territories": 3, "seed": 2},
    ),
}


def make(target: Path) -> None:
    """Write every sample day into a folder of its name."""
    for name, sample in SAMPLES.items():
        options = " ".join(f"--{key} {value}" for key, value in sample.arguments.items())
        problem = generate(**sample.arguments, name=name)
        write_generated(problem, target / name, sample.about, f"paigong generate {name} {options}")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
