"""What is kept of somebody, what is deleted, and names that say nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.people.points import months_later
from models.people.privacy import everything_of, forgotten, with_aliases
from scheduler.generate.history import history
from scheduler.loaders import load
from scheduler.loaders.records import load_records
from scheduler.loaders.records.write import write_records
from tests.cli.call import Call
from tests.cli.conftest import call  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[3]
AT = date(2026, 11, 23)
RECORDS = history(load(ROOT / "data" / "newcomer"), months=2, seed=2)[0]


def test_what_is_older_than_kept_is_gone_and_what_is_left_reads_again(tmp_path: Path) -> None:
    kept = forgotten(RECORDS, AT, 1)
    last = months_later(AT, -1)
    assert 0 < len(kept.visits) < len(RECORDS.visits)
    assert min(kept.day_of(visit.finished) for visit in kept.visits) > last
    assert {rating.visit for rating in kept.ratings} <= set(kept.visit)
    assert load_records(write_records(kept, tmp_path / "r")).visits == kept.visits


def test_one_person_is_forgotten_whole_and_nobody_else(tmp_path: Path) -> None:
    kept = forgotten(RECORDS, AT, 0, "E03")
    for table in (kept.visits, kept.attendance, kept.breaches, kept.courses):
        assert not any(row.engineer == "E03" for row in table)
    assert "E03" not in {member.id for member in kept.engineers}
    others = [visit for visit in RECORDS.visits if visit.engineer != "E03"]
    assert list(kept.visits) == others
    load_records(write_records(kept, tmp_path / "r"))


def test_aliases_say_nothing_and_are_the_same_for_the_same_secret(tmp_path: Path) -> None:
    made = with_aliases(RECORDS, "secret")
    names = {member.id for member in RECORDS.staff} | {member.name for member in RECORDS.staff}
    folder = write_records(made, tmp_path / "r")
    text = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert not [name for name in names if name in text]
    assert made == with_aliases(RECORDS, "secret") != with_aliases(RECORDS, "other")
    assert len({visit.engineer for visit in made.visits}) == len({visit.engineer for visit in RECORDS.visits})


def test_everything_of_somebody_is_what_forgetting_takes_away() -> None:
    mine, kept = everything_of(RECORDS, "E03"), forgotten(RECORDS, AT, 0, "E03")
    assert len(mine.visits) + len(kept.visits) == len(RECORDS.visits)
    assert len(mine.ratings) + len(kept.ratings) == len(RECORDS.ratings)


def test_the_verbs_write_new_folders_and_refuse_to_delete_everything(tmp_path: Path, call: Call) -> None:  # noqa: F811
    folder = write_records(RECORDS, tmp_path / "r")
    at = ("--at", AT.isoformat())
    assert call("people", "forget", folder, tmp_path / "f", *at, "--keep-months", 1)[0] == 0
    assert call("people", "forget", folder, tmp_path / "g", *at, "--keep-months", 0)[0] == 2
    assert call("people", "aliases", folder, tmp_path / "a", *at, "--secret", "s")[0] == 0
    assert call("people", "export", folder, tmp_path / "e", *at, "--engineer", "E03")[0] == 0
    assert {path.name for path in (tmp_path / "e").iterdir()} >= {
        "visits.csv",
        "score.json",
        "standing.json",
        "access.json",
    }
    assert call("people", "aliases", folder, tmp_path / "a", *at, "--secret", "s")[0] == 2  # it exists


@pytest.mark.parametrize("months", [1, 24])
def test_forgetting_twice_is_forgetting_once(months: int) -> None:
    assert forgotten(forgotten(RECORDS, AT, months), AT, months) == forgotten(RECORDS, AT, months)
