from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.engine.records import Coded, combined, grouped, read_records
from tests.shipped import Row, record, table

GOOD = record("electricity", 12.5, "kWh", id="good", site="hq", quality="invoiced", scope="")


def issues(change: Row, *, dates_required: bool = True) -> list[tuple[str, str, str]]:
    rows = table(GOOD, GOOD | {"id": "bad"} | change)
    records, found = read_records(rows, dates_required=dates_required)
    assert len(records.quantity) == 2 - bool(found)
    return [(issue.record, issue.code, issue.sentence) for issue in found]


@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        ({"activity": ""}, "no-activity", "Record bad has no activity."),
        ({"activity": None}, "no-activity", "Record bad has no activity."),
        ({"quantity": np.nan}, "no-quantity", "Record bad has no quantity."),
        ({"quantity": np.inf}, "no-quantity", "Record bad has no quantity."),
        ({"unit": ""}, "no-unit", "Record bad has no unit."),
        ({"start": None}, "no-dates", "Record bad has no first and last day."),
        ({"end": "2025-06-14"}, "dates-reversed", "Record bad ends before it starts."),
    ],
)
def test_a_record_that_cannot_be_used_becomes_an_issue(change: Row, code: str, sentence: str) -> None:
    assert issues(change) == [("bad", code, sentence)]


def test_a_record_without_dates_may_be_used_where_they_are_not_required() -> None:
    assert issues({"start": None, "end": None}, dates_required=False) == []


def test_a_record_with_half_a_period_is_never_used() -> None:
    assert [code for _, code, _ in issues({"end": None}, dates_required=False)] == ["no-dates"]


def test_every_issue_has_a_hint_and_keeps_its_record_out() -> None:
    _, found = read_records(table(GOOD | {"unit": "", "activity": ""}))
    assert [issue.code for issue in found] == ["no-activity", "no-unit"]
    assert all(issue.hint and issue.severity == "error" for issue in found)


def test_a_table_without_ids_names_records_by_their_rows() -> None:
    rows = table(GOOD, GOOD | {"unit": ""}).drop(columns="id")
    assert [issue.record for issue in read_records(rows)[1]] == ["2"]


@pytest.mark.parametrize("dtype", ["object", "category", "str"])
def test_text_may_come_as_objects_categories_or_strings(dtype: str) -> None:
    rows = table(GOOD, GOOD | {"activity": "natural-gas"})
    records, found = read_records(rows.astype({"activity": dtype, "unit": dtype}))
    activity = records.text["activity"]
    assert [activity.values[code] for code in activity.codes] == ["electricity", "natural-gas"]
    assert found == []


def test_dates_may_come_as_text() -> None:
    rows = pd.DataFrame([GOOD]).assign(start="2025-06-15", end="2025-06-15")
    assert read_records(rows)[1] == []


def test_a_column_that_is_not_there_is_blank_throughout() -> None:
    records, _ = read_records(table(GOOD).drop(columns=["site", "quality"]))
    assert (records.text["site"].codes < 0).all()


CODES = st.lists(st.tuples(st.integers(-1, 1), st.integers(0, 2), st.just(-1)), min_size=1, max_size=30)


@given(rows=CODES)
def test_records_of_a_group_have_its_codes_whether_or_not_some_are_blank(rows: list[tuple[int, ...]]) -> None:
    columns = [
        Coded(np.array(codes, dtype=np.int8), values)
        for codes, values in zip(zip(*rows, strict=True), (("a", "b"), ("c", "d", "e"), ()), strict=True)
    ]
    number, codes = combined(columns)
    assert [tuple(codes[one].tolist()) for one in number] == rows
    groups = grouped(columns)
    used = np.flatnonzero(groups.members)
    assert [tuple(groups.codes[np.searchsorted(used, one)].tolist()) for one in groups.of] == rows
    assert groups.members.sum() == len(rows)


def test_combinations_that_only_occur_late_are_numbered_in_ascending_order_too() -> None:
    codes = np.repeat([2, 0, 1], 40_000).astype(np.int8)  # more than are gone through at once
    number, found = combined([Coded(codes, ("a", "b", "c")), Coded(codes, ("d", "e", "f"))])
    assert found.tolist() == [[0, 0], [1, 1], [2, 2]]
    assert (number == codes).all()
