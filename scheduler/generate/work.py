"""Kinds of work of a company that services cooling and heating, and what each asks for."""

from __future__ import annotations

from dataclasses import dataclass

from models.engineer import TierLevel

JUNIOR, INTERMEDIATE, SENIOR = TierLevel.JUNIOR, TierLevel.INTERMEDIATE, TierLevel.SENIOR


@dataclass(frozen=True)
class Kind:
    """One kind of work.

    Parameters
    ----------
    title
        In English and Chinese.
    minutes
        [min] shortest and longest time on site, in steps of 5.
    weight
        How often it comes up on an ordinary day.
    deep
        Does it need a specialist?
    """

    id: str
    title: tuple[str, str]
    skills: tuple[tuple[str, int], ...]
    tier: TierLevel
    minutes: tuple[int, int]
    weight: int
    certificates: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    deep: bool = False


KINDS = (
    Kind("filter", ("Change filters", "更换滤网"), (("VENT", 1),), JUNIOR, (30, 50), 14, (), ("FILTER",)),
    Kind("care", ("Yearly service", "年度保养"), (("SPLIT", 1),), JUNIOR, (40, 70), 22, (), ("FILTER",)),
    Kind("no-cooling", ("Does not cool", "空调不制冷"), (("SPLIT", 1),), JUNIOR, (50, 90), 20, (), ("CAPACITOR",)),
    Kind("noise", ("Fan is noisy", "风机异响"), (("VENT", 2),), JUNIOR, (40, 75), 8, (), ("BELT", "BEARING")),
    Kind(
        "leak", ("Refrigerant leak", "制冷剂泄漏"), (("SPLIT", 2),), INTERMEDIATE, (70, 120), 10, ("F-GAS",), ("R32",),
    ),
    Kind("vrf", ("VRF fault", "多联机故障"), (("VRF", 2),), INTERMEDIATE, (75, 140), 10, (), ("PCB",)),
    Kind("controls", ("Controls fault", "控制系统故障"), (("CONTROLS", 2),), INTERMEDIATE, (60, 110), 6),
    Kind(
        "electric", ("Trips the breaker", "跳闸检修"), (("ELECTRIC", 2),), INTERMEDIATE, (50, 100), 5, ("LOW-VOLTAGE",),
    ),
    Kind(
        "chiller-care", ("Chiller service", "冷水机组保养"), (("CHILLER", 2),), INTERMEDIATE, (90, 150), 4,
        ("F-GAS",), (), True,
    ),
    Kind(
        "chiller", ("Chiller is down", "冷水机组停机"), (("CHILLER", 3), ("CONTROLS", 2)), SENIOR, (100, 180), 2,
        ("F-GAS", "LOW-VOLTAGE"), ("PCB",), True,
    ),
    Kind("tuning", ("Tune the plant", "系统调优"), (("CONTROLS", 3),), SENIOR, (90, 150), 2, (), (), True),
)  # fmt: skip

SKILLS = ("SPLIT", "VENT", "VRF", "CONTROLS", "ELECTRIC", "CHILLER")
CERTIFICATES = ("F-GAS", "LOW-VOLTAGE")
PARTS = tuple(sorted({part for kind in KINDS for part in kind.parts}))
