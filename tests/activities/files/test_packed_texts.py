"""Packed texts say what the texts say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.activities.files.packed_texts import LONGEST_PACKED, chained, pack
from carbonsv.activities.files.text_columns import TextColumn

if TYPE_CHECKING:
    from carbonsv.activities.files.packed_texts import PackedTexts

LETTERS = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=LONGEST_PACKED)
TEXTS = st.lists(LETTERS.filter(lambda text: text[:1] not in {"=", "'"}), max_size=40)


def packed(texts: list[str]) -> PackedTexts:
    found = pack(texts)
    assert found is not None
    return found


@given(TEXTS)
def test_unpacking_gives_the_texts_back(texts: list[str]) -> None:
    assert packed(texts).unpack() == texts
    assert packed(texts).joined() == "\n".join(texts)
    assert [packed(texts).text(place) for place in range(len(texts))] == texts
    assert packed(texts).blank().tolist() == [not text for text in texts]


@given(TEXTS, TEXTS)
def test_pieces_of_any_width_are_chained(first: list[str], second: list[str]) -> None:
    assert chained([packed(first), packed(second)]).unpack() == first + second


@given(st.lists(st.sampled_from(["", "a", "ab", "x" * 8, "x" * 9, "x" * 20, "x" * 19 + "y"]), max_size=30))
def test_different_texts_stand_once_in_the_order_they_come(texts: list[str]) -> None:
    codes, different = packed(texts).grouped()
    assert different.unpack() == list(dict.fromkeys(texts))
    assert [different.unpack()[code] for code in codes.tolist()] == texts


@pytest.mark.parametrize("text", ["é", " a", "a ", "=1", "'1", "a\nb", "\0", "x" * (LONGEST_PACKED + 1)])
def test_texts_that_are_not_plain_are_not_packed(text: str) -> None:
    assert pack(["a", text]) is None


def test_a_column_of_packed_texts_answers_as_one_of_texts() -> None:
    texts, codes = ["a+", "", "b", "b"], np.array([3, 0, 1], np.int32)
    for column in (TextColumn(codes, packed(texts)), TextColumn(codes, texts)):
        assert column.every() == ["b", "a+", ""]
        assert [column[row] for row in range(3)] == ["b", "a+", ""]
        assert column.blank().tolist() == [False, False, True]
        assert column.used() == ["a+", "", "b"]
        assert column.taken(np.array([0])).used() == ["b"]
        assert column.sample(2) == ["b", "a+"]
        assert (column.has("+"), column.has(","), column.text_count) == (True, False, 4)
        assert column.grouped().every() == ["b", "a+", ""]


@pytest.mark.parametrize("texts", [["I1", "I2"], ["I1", ""]])
def test_words_are_put_before_every_text_that_is_not_blank(texts: list[str]) -> None:
    column = TextColumn(np.arange(2, dtype=np.int32), packed(texts))
    assert column.behind("Invoice ").every() == [f"Invoice {text}" if text else "" for text in texts]
