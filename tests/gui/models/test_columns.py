from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.gui.models.cell_text import shown_text
from carbonsv.gui.models.coding import Lines
from carbonsv.gui.models.columns import Numbers, Values

NUMBERS = [12.0, 12.5, 125.25, 0.12, 1200.0, -12.0, 0.0, math.nan]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("12", [12.0, 12.5, 125.25, 1200.0]),
        ("12.5", [12.5]),
        ("1,2", [12.0, 12.5, 125.25, 1200.0]),
        ("0.1", [0.12]),
        ("0", [0.12, 0.0]),
        ("-12", [-12.0]),
        ("kwh", []),
    ],
)
def test_a_number_is_found_by_the_digits_it_begins_with(word: str, found: list[float]) -> None:
    column = Numbers(np.array(NUMBERS))
    assert [NUMBERS[row] for row in np.flatnonzero(column.contains(word))] == found


@given(st.decimals(0, 10**9, places=2).map(float), st.integers(1, 12))
def test_every_number_is_found_by_each_of_its_beginnings(value: float, length: int) -> None:
    word = shown_text(value).replace(",", "")[:length].removesuffix(".")
    assert Numbers(np.array([value])).contains(word)[0]


def test_a_text_is_known_by_the_name_in_its_place() -> None:
    column = Values(["s1", None, "s2"], names={"s1": "Depot", "s2": "Annex"})
    assert [column.value(row) for row in range(3)] == ["Depot", None, "Annex"]
    assert list(column.order()) == [1, -1, 0]
    assert list(column.contains("dep")) == [True, False, False]


def test_what_was_worked_out_is_kept_for_the_same_cells() -> None:
    raw = np.array(["b", "a"], dtype=object)
    first, second, other = Values(raw), Values(raw), Values(raw, names={"a": "c"})
    for column in (second, other):
        column.keep_coding(first)
    assert second.coding is first.coding
    assert other.coding is not first.coding


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\n"))))
def test_lines_are_ranked_as_their_small_letters_are(texts: list[str]) -> None:
    ranks = Lines(texts).ranks()
    small = [text.casefold().rstrip("\0") for text in texts]
    assert list(ranks) == [sorted(set(small)).index(text) for text in small]


@given(st.lists(st.text("abc\n", max_size=6)), st.text("abc", min_size=1, max_size=2))
def test_a_word_is_found_in_just_the_lines_that_have_it(texts: list[str], word: str) -> None:
    assert list(Lines(texts).contains(word)) == [word in text for text in texts]
