from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from carbonsv.activities.parse import parse_records
from carbonsv.model import tables

if TYPE_CHECKING:
    from carbonsv.model.issue import Issue

GOOD = {
    "activity": "electricity",
    "quantity": "12",
    "unit": "kWh",
    "start": "2024-04-01",
    "end": "2024-04-30",
}


def parsed(*rows: dict[str, str], dates_required: bool = True) -> tuple[pd.DataFrame, list[Issue]]:
    return parse_records(pd.DataFrame(list(rows)).fillna(""), dates_required=dates_required)


def test_a_row_becomes_a_typed_record() -> None:
    records, issues = parsed(GOOD)
    assert issues == []
    row = records.iloc[0]
    assert (row["id"], row["quantity"], row["unit"], row["quality"]) == ("row-2", 12.0, "kWh", "invoiced")
    assert row["start"] == pd.Timestamp("2024-04-01")


@pytest.mark.parametrize(
    ("quantity", "unit", "value", "canonical"),
    [
        ("1,234.5", "kWh", 1234.5, "kWh"),
        ("(12.50)", "kWh", -12.5, "kWh"),
        ("12 MWh", "", 12.0, "MWh"),
        ("3", "cubic metres", 3.0, "m3"),
        ("3", "bottles", 3.0, "bottles"),
    ],
)
def test_quantities_are_read_as_people_write_them(
    quantity: str, unit: str, value: float, canonical: str
) -> None:
    records, issues = parsed(GOOD | {"quantity": quantity, "unit": unit})
    assert issues == []
    assert (records["quantity"].iloc[0], records["unit"].iloc[0]) == (value, canonical)


def test_what_was_typed_with_its_unit_is_kept() -> None:
    records, _ = parsed(GOOD | {"quantity": "12 MWh", "unit": ""})
    assert records["typed"].iloc[0] == "12 MWh"


@pytest.mark.parametrize("typed", ["01/04/2024", "1 Apr 2024", "2024-04-01 00:00:00"])
def test_dates_are_read_as_people_and_spreadsheets_write_them(typed: str) -> None:
    records, issues = parsed(GOOD | {"start": typed})
    assert issues == []
    assert records["start"].iloc[0] == pd.Timestamp("2024-04-01")


@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        ({"quantity": "12,5,3"}, "unreadable-quantity", "Row 2: “12,5,3” is not a quantity"),
        ({"quantity": "nan"}, "unreadable-quantity", "Row 2: “nan” is not a quantity"),
        ({"quantity": ""}, "missing-value", "Row 2: Quantity is blank."),
        ({"unit": ""}, "unreadable-quantity", "Row 2: “12” is not a quantity: it has no unit."),
        ({"activity": ""}, "missing-value", "Row 2: Activity is blank."),
        ({"start": "soon"}, "unreadable-date", "Row 2: First day: “soon” is not a date."),
        ({"end": ""}, "missing-value", "Row 2: Last day is blank."),
        ({"quality": "guess"}, "unreadable-choice", "Row 2: Data quality: “guess” cannot be used"),
        ({"scope": "4"}, "unreadable-choice", "Row 2: Scope (own choice): “4” cannot be used"),
        ({"category": "9.5"}, "unreadable-integer", "Row 2: Category (own choice): “9.5” cannot be used"),
    ],
)
def test_a_value_that_cannot_be_read_is_an_issue(change: dict[str, str], code: str, sentence: str) -> None:
    records, issues = parsed(GOOD | change)
    assert len(records) == 0
    assert (issues[0].code, issues[0].severity) == (code, "error")
    assert issues[0].sentence.startswith(sentence)


def test_one_bad_row_stops_no_other() -> None:
    records, issues = parsed(GOOD, GOOD | {"quantity": "x"}, GOOD)
    assert records["id"].to_list() == ["row-2", "row-4"]
    assert [issue.record for issue in issues] == ["row-3"]


def test_everything_wrong_with_a_row_is_said_at_once() -> None:
    _, issues = parsed(GOOD | {"quantity": "x", "start": "soon", "scope": "4"})
    assert [issue.code for issue in issues] == ["unreadable-date", "unreadable-quantity", "unreadable-choice"]


def test_rows_are_numbered_as_in_their_file() -> None:
    texts = pd.DataFrame([GOOD, GOOD | {"quantity": "x"}], index=pd.Index([4, 9], name="row"))
    records, issues = parse_records(texts)
    assert (records["id"].to_list(), issues[0].sentence[:6]) == (["row-4"], "Row 9:")


def test_a_factor_may_be_named_in_place_of_an_activity_and_without_dates() -> None:
    row = {"factor_id": "ukgov-2025/x:kwh", "quantity": "1", "unit": "kWh"}
    records, issues = parsed(row, dates_required=False)
    assert (records["activity"].to_list(), issues) == (["ukgov-2025/x:kwh"], [])


def test_no_rows_are_a_table_with_every_column() -> None:
    records, issues = parse_records(pd.DataFrame(columns=["activity", "quantity"]))
    assert (list(records.columns), issues) == (list(tables.table("activity").names), [])
    assert str(records["start"].dtype) == "datetime64[s]"


def test_an_id_that_is_given_is_kept() -> None:
    assert parsed(GOOD | {"id": "bill-7"})[0]["id"].to_list() == ["bill-7"]
