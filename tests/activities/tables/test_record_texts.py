"""Texts of records are the same whether they are kept as categories or each on its own."""

from __future__ import annotations

import numpy as np
import pandas as pd

from carbonsv.activities.files.text_columns import TextColumn, column_of
from carbonsv.activities.tables.record_texts import (
    as_plain_text,
    categories_of,
    joined,
    renamed,
    texts_of,
    the_same,
)


def test_texts_that_repeat_are_categories_in_the_order_they_come() -> None:
    texts = texts_of(TextColumn(np.array([2, 1, 2, 2, 1, 1], np.int32), ["unused", "kWh", "m3"]))
    assert list(texts) == ["m3", "kWh", "m3", "m3", "kWh", "kWh"]
    assert isinstance(texts, pd.Categorical)
    assert texts.categories.tolist() == ["m3", "kWh"]


def test_texts_that_hardly_repeat_stand_on_their_own() -> None:
    texts = texts_of(column_of(["1", "2", "1"]))
    assert (texts.dtype, list(texts)) == ("str", ["1", "2", "1"])


def test_equal_texts_with_two_codes_are_one_category() -> None:
    found = categories_of(TextColumn(np.array([0, 1, 2], np.int32), ["a", "b", "a"]))
    assert (list(found), found.categories.tolist()) == (["a", "b", "a"], ["a", "b"])


def test_two_names_that_become_one_are_one_category() -> None:
    values = pd.Series(texts_of(column_of(["North", "north", "South"] * 3)))
    found = renamed(values, {"North": "s1", "north": "s1"})
    assert found.tolist() == ["s1", "s1", "South"] * 3
    assert found.cat.categories.tolist() == ["s1", "South"]
    assert renamed(values.astype("str"), {"North": "s1", "north": "s1"}).tolist() == found.tolist()


def test_frames_of_several_tables_are_joined_whatever_their_texts_are_kept_as() -> None:
    few = pd.DataFrame({"site": the_same("A", 2), "note": the_same("", 2)})
    many = pd.DataFrame({"site": the_same("B", 1), "note": pd.array(["x"], dtype="str")})
    found = joined([few, few.iloc[:0], many])
    assert found.to_numpy().tolist() == [["A", ""], ["A", ""], ["B", "x"]]
    assert (str(found["site"].dtype), str(found["note"].dtype)) == ("category", "str")


def test_categories_become_plain_text() -> None:
    frame = as_plain_text(pd.DataFrame({"site": the_same("A", 2), "quantity": [1.0, 2.0]}))
    assert (str(frame["site"].dtype), str(frame["quantity"].dtype)) == ("str", "float64")
