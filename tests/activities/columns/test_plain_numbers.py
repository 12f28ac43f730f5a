"""Packed numbers are read as float reads them, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.activities.columns.plain_numbers import read_plain_numbers
from carbonsv.activities.files.packed_texts import pack


def read(texts: list[str]) -> list[float] | None:
    packed = pack(texts)
    assert packed is not None
    values = read_plain_numbers(packed)
    return None if values is None else values.tolist()


NUMBERS = st.from_regex(r"-?([0-9]{1,25}(\.[0-9]{0,28})?|\.[0-9]{1,30})", fullmatch=True)


@given(st.lists(NUMBERS | st.floats(-1e15, 1e15).map(lambda value: f"{value:.12f}"), min_size=1))
def test_each_number_is_the_float_nearest_to_its_text(texts: list[str]) -> None:
    found = read(texts)
    assert found is not None
    assert np.array(found).tobytes() == np.array([float(text) for text in texts]).tobytes()


def test_blanks_are_no_number_and_zero_keeps_its_sign() -> None:
    found = read(["", "-0", "1."])
    assert found is not None
    assert np.isnan(found[0])
    assert (np.signbit(found[1]), found[2]) == (True, 1.0)


@pytest.mark.parametrize("text", ["-", ".", "-.", "1.2.3", "1-", "--1", "1,5", "1e5", "kWh", "1 2", "+1"])
def test_anything_but_digits_and_one_point_is_left_to_others(text: str) -> None:
    assert read(["1", text]) is None


def test_numbers_of_several_rounds_stay_in_order() -> None:
    count = (1 << 14) + 1
    found = read([*map(str, range(count - 1)), "-5"])
    assert found == [*map(float, range(count - 1)), -5.0]
