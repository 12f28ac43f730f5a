from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.gui.models.records import Records, plain_text, shown_text


def bills() -> Records:
    frame = pd.DataFrame({"id": ["a", "b", "c"], "what": ["gas", "Electricity", "gas oil"]})
    frame["quantity"] = [12.5, math.nan, 3.0]
    frame["start"] = pd.to_datetime(["2024-05-01", "2024-04-01", None])
    return Records.of_frame(frame)


def test_a_missing_value_of_a_frame_is_blank() -> None:
    assert bills().value(1, "quantity") is None
    assert bills().value(2, "start") is None
    assert bills().value(0, "no such column") is None


def test_blank_cells_are_sorted_last_in_both_directions() -> None:
    assert list(bills().sorted_rows([0, 1, 2], "quantity", descending=False)) == [2, 0, 1]
    assert list(bills().sorted_rows([0, 1, 2], "quantity", descending=True)) == [0, 2, 1]


def test_texts_are_sorted_without_regard_to_case_and_days_by_time() -> None:
    assert list(bills().sorted_rows([0, 1, 2], "what", descending=False)) == [1, 0, 2]
    assert list(bills().sorted_rows([0, 1, 2], "start", descending=False)) == [1, 0, 2]


def test_a_filter_wants_every_word_in_any_column() -> None:
    assert list(bills().matching_rows("GAS", ["what", "start"])) == [0, 2]
    assert list(bills().matching_rows("gas may 2024", ["what", "start"])) == [0]
    assert list(bills().matching_rows("", ["what"])) == [0, 1, 2]


def test_a_number_is_shown_with_thousands_marked_and_written_without() -> None:
    assert shown_text(12345.6) == "12,345.6"
    assert plain_text(12345.6) == "12345.6"


def test_a_day_is_shown_in_words_and_written_as_iso() -> None:
    assert shown_text(date(2024, 4, 1)) == "1 Apr 2024"
    assert plain_text(pd.Timestamp(2024, 4, 1)) == "2024-04-01"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_from_its_plain_text(value: float) -> None:
    assert float(plain_text(value)) == value


@given(st.lists(st.one_of(st.none(), st.integers(-5, 5))), st.booleans())
def test_sorting_keeps_every_row_once(values: list[int | None], descending: bool) -> None:  # noqa: FBT001
    records = Records([str(row) for row in range(len(values))], {"n": values})
    rows = list(range(len(values)))
    assert sorted(records.sorted_rows(rows, "n", descending=descending)) == rows


@pytest.mark.parametrize(("value", "plain"), [(True, "yes"), (False, "no"), (np.True_, "yes")])
def test_yes_and_no_are_said_in_words(value: object, plain: str) -> None:
    assert plain_text(value) == plain
    assert shown_text(value) == plain.capitalize()
