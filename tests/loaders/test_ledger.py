"""Rows and keys in = used + set aside + knowingly ignored."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.loaders.ledger import Fate, KeyList, Ledger, keys_of

DEEDS = st.lists(st.tuples(st.sampled_from(["use", "set_aside", "ignore"]), st.integers(2, 9)), max_size=20)


@settings(max_examples=50, deadline=None)
@given(DEEDS)
def test_every_row_counts_once_whatever_is_said_of_it(deeds: list[tuple[str, int]]) -> None:
    ledger = Ledger()
    ledger.expect("t.csv", "row", range(2, 10))
    for deed, row in deeds:
        if deed == "use":
            ledger.use("t.csv", "row", row)
        else:
            getattr(ledger, deed)("t.csv", "row", row, "why")
    account = ledger.accounts()[0]
    # rows 2 to 9 are eight, and no fate is counted twice
    assert account.found == 8
    assert len(account.open) == 8 - len({row for _, row in deeds})


def test_a_row_that_is_used_and_set_aside_is_set_aside() -> None:
    ledger = Ledger()
    ledger.set_aside("t.csv", "row", 2, "no-place")
    ledger.use("t.csv", "row", 2)
    assert ledger.accounts()[0].set_aside == {"no-place": 1}
    assert ledger.accounts()[0].used == 0


def test_what_nobody_mentions_is_open_and_named() -> None:
    ledger = Ledger()
    ledger.expect("t.csv", "row", [2, 3])
    ledger.use("t.csv", "row", 2)
    assert ledger.open() == ("t.csv: row 3",)
    assert "1 unaccounted for" in ledger.line()


def test_a_foreign_key_is_used_ignored_set_aside_or_said_to_be_unknown() -> None:
    known = KeyList(frozenset({"jobs", "jobs[].id"}), {"jobs[].note": "for people"}, {"jobs[].crew": "one visit"})
    content = {"jobs": [{"id": 1, "note": "x"}, {"id": 2, "crew": 2, "ids": 3}]}
    ledger = Ledger()
    said = ledger.keys("v.json", keys_of(content), known)
    assert {trouble.field: trouble.rule for trouble in said} == {
        "jobs[].crew": "key-set-aside", "jobs[].note": "key-ignored", "jobs[].ids": "unknown-key",
    }  # fmt: skip
    assert ledger.open() == ()
    account = ledger.accounts()[0]
    assert (account.found, account.used) == (5, 2)


def test_a_pattern_names_a_key_of_any_name_and_everything_below() -> None:
    known = KeyList(frozenset({"matrices.*.durations", "extra.**"}))
    assert known.fate("matrices.car.durations")[0] is Fate.USED
    assert known.fate("matrices.car.costs")[0] is Fate.OPEN
    assert known.fate("extra.deep.down")[0] is Fate.USED
    assert known.fate("extra")[0] is Fate.OPEN
