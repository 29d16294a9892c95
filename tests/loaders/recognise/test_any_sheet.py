"""Whatever stands in a sheet: the recogniser answers, and what it proposes is a mapping."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.loaders.mapping import mapping_from
from scheduler.loaders.recognise.propose import propose
from scheduler.loaders.recognise.sheet import read_sheet

HEADINGS = (
    "Job No",
    "Priority",
    "Status",
    "Latitude",
    "经度",
    "工时",
    "Visit date",
    "预约时段",
    "Skills",
    "Grade",
    "GPS",
    "x",
)
WORDS = ("", "1", "0,5", "24/11/2026", "09:00-11:00", "上午", "High", "a/b", "1h 30m", "31.2,121.4", "合计")
CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.integers(-5, 10**6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=6), st.permutations(HEADINGS))
def test_a_proposal_for_any_sheets_is_a_mapping_or_says_its_problems(
    rows: list[list[object]], heads: list[str]
) -> None:
    parts = (("jobs", heads[:4]), ("staff", heads[4:8]))
    sheets = [read_sheet(name, f"{name}.csv", [head, *rows]) for name, head in parts]
    proposal = propose([sheet for sheet in sheets if sheet is not None])
    mapping_from(proposal.data, "m.yaml")
    assert all(question.text and question.chinese for question in proposal.questions)
