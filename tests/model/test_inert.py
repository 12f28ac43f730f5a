from __future__ import annotations

import pandas as pd
import pytest

from carbonsv.model.inert import inert, inert_table


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠A"],
)
def test_a_text_that_a_spreadsheet_would_work_out_begins_with_an_apostrophe(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Depot", "2024/25", "a=b", "’=1"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


def test_texts_of_a_table_are_made_inert_and_numbers_keep_their_sign() -> None:
    table = pd.DataFrame({"=name": ["=1+1", None], "kg": [-1.5, 2.0], "mixed": [-3, "-3"]})
    found = inert_table(table)
    assert list(found.columns) == ["'=name", "kg", "mixed"]
    assert found["'=name"].iloc[0] == "'=1+1"
    assert found["kg"].tolist() == [-1.5, 2.0]
    assert found["mixed"].tolist() == [-3, "'-3"]
    assert table["=name"].iloc[0] == "=1+1"
