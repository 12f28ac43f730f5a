from __future__ import annotations

from decimal import Decimal  # noqa: TC003 - hypothesis needs it

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.activities.columns.number_column import read_number_column
from carbonsv.activities.files.text_columns import column_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", 1234.5),
        ("(12.50)", -12.5),
        ("£1,200", 1200.0),
        ("£(1,200.00)", -1200.0),
        ("-£5", -5.0),
        ("12.5-", -12.5),
        ("3.00 CR", -3.0),
        ("12 kWh", 12.0),
        ("1 234.5", 1234.5),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert read_number_column(column_of([text])).values.tolist() == [value]


@pytest.mark.parametrize("text", ["1O", "nan nan", "1_000", "inf", "--5", "1,2,3", "12:30", "9" * 400])
def test_what_is_no_number_is_marked(text: str) -> None:
    read = read_number_column(column_of([text, "1"]))
    assert read.unreadable.tolist() == [True, False]
    assert np.isnan(read.values[0])


def test_one_decimal_comma_decides_for_the_whole_column() -> None:
    read = read_number_column(column_of(["1.234,50", "0,5", "1,234"]))
    assert (read.values.tolist(), read.decimal_comma) == ([1234.5, 0.5, 1.234], True)


def test_dashes_and_blanks_are_no_number_and_no_mistake() -> None:
    read = read_number_column(column_of(["-", "", "n/a", "5"]))
    assert read.given.tolist() == [False, False, False, True]
    assert not read.unreadable.any()


@given(st.lists(st.decimals(-10_000, 10_000, places=3), min_size=1, max_size=50))
def test_a_sum_is_that_of_the_texts_to_the_last_digit(numbers: list[Decimal]) -> None:
    read = read_number_column(column_of([f"{number:f}" for number in numbers]))
    assert read.total() == float(sum(numbers))
