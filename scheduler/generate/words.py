"""Words for made-up people, customers and places, in Chinese and English. Any likeness is chance."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.generate.dice import Dice


@dataclass(frozen=True)
class City:
    """Where a territory lies.

    Parameters
    ----------
    lat, lon
        [1e-5 degrees] of its middle.
    """

    id: str
    name: str
    lat: int
    lon: int


@dataclass(frozen=True)
class Words:
    """One language."""

    zone: str
    cities: tuple[City, ...]
    family: tuple[str, ...]
    given: tuple[str, ...]
    firms: tuple[str, ...]
    kinds: tuple[str, ...]
    roads: tuple[str, ...]

    def person(self, dice: Dice) -> str:
        """A full name."""
        if self.zone.startswith("Asia"):
            return dice.pick(self.family) + "".join(dice.some(self.given, dice.between(1, 2)))
        return f"{dice.pick(self.given)} {dice.pick(self.family)}"

    def customer(self, dice: Dice) -> str:
        """The name of a site."""
        parts = dice.pick(self.firms), dice.pick(self.kinds)
        return ("" if self.zone.startswith("Asia") else " ").join(parts)

    def address(self, dice: Dice, city: City) -> str:
        """Road and number."""
        road, number = dice.pick(self.roads), dice.between(1, 980)
        return f"{city.name}{road}{number}号" if self.zone.startswith("Asia") else f"{number} {road}, {city.name}"


def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split())


CHINESE = Words(
    zone="Asia/Shanghai",
    cities=(
        City("shanghai", "上海", 3_123_000, 12_147_000),
        City("suzhou", "苏州", 3_130_000, 12_060_000),
        City("hangzhou", "杭州", 3_027_000, 12_016_000),
        City("nanjing", "南京", 3_206_000, 11_879_000),
        City("wuxi", "无锡", 3_157_000, 12_030_000),
        City("ningbo", "宁波", 2_987_000, 12_155_000),
        City("hefei", "合肥", 3_182_000, 11_723_000),
        City("changzhou", "常州", 3_181_000, 11_997_000),
    ),
    family=tuple("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"),
    given=tuple("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉建文辉力国庆海燕波宁贵福生龙元全胜学祥才发武"),
    firms=(
        "华东",
        "新海",
        "金桥",
        "瑞丰",
        "恒达",
        "宏图",
        "东方",
        "长江",
        "申达",
        "天润",
        "永安",
        "中兴",
        "光明",
        "星河",
    ),
    kinds=("大厦", "酒店", "医院", "商场", "工厂", "学校", "数据中心", "公寓", "超市", "办公楼", "食品厂", "体育馆"),
    roads=(
        "人民路",
        "中山路",
        "解放路",
        "建设路",
        "和平路",
        "新华路",
        "文化路",
        "胜利路",
        "长江路",
        "延安路",
        "北京路",
    ),
)

ENGLISH = Words(
    zone="Europe/London",
    cities=(
        City("leeds", "Leeds", 5_380_000, -155_000),
        City("sheffield", "Sheffield", 5_338_000, -147_000),
        City("york", "York", 5_396_000, -108_000),
        City("manchester", "Manchester", 5_348_000, -224_000),
        City("hull", "Hull", 5_375_000, -35_000),
        City("derby", "Derby", 5_292_000, -147_000),
        City("preston", "Preston", 5_376_000, -270_000),
        City("lincoln", "Lincoln", 5_323_000, -54_000),
    ),
    family=_split(
        "Archer Barlow Cooper Dalton Ellis Foster Grant Hughes Irwin Jordan Keller Lawson Mason Norris Owen Palmer "
        "Quinn Reed Slater Turner Underwood Vaughn Walsh Young"
    ),
    given=_split(
        "Alex Beth Carl Dana Erin Frank Gwen Harry Iris Jack Kate Liam Mona Neil Olive Paul Rosa Sam Tess Umar "
        "Vera Will Yara Zoe"
    ),
    firms=("Northgate", "Riverside", "Hilltop", "Station", "Canal", "Abbey", "Parkside", "Market", "Bridge", "Mill"),
    kinds=("Hotel", "Hospital", "Bakery", "School", "Offices", "Data Centre", "Works", "Mall", "Dairy", "Library"),
    roads=("High Street", "Mill Lane", "Church Road", "Station Road", "Park Avenue", "Victoria Road", "Green Lane"),
)

LANGUAGES = {"zh": CHINESE, "en": ENGLISH}
