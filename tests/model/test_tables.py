from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.errors import UnknownNameError
from carbonsv.model.tables import coerce, column_refusal, document_tables, empty_frame, refusal, table
from carbonsv.paths import RESOURCES

BILL = {"id": "a1", "activity": "electricity", "quantity": "1200.5", "unit": "kWh"}
DAYS = {"start": "2024-04-01", "end": "2024-04-30"}


def test_a_document_stores_every_table_but_emission_lines() -> None:
    names = [one.name for one in document_tables()]
    declared = {path.stem for path in (RESOURCES / "schema").glob("*.csv")}
    assert set(names) == declared - {"emission_line"}


def test_choices_and_references_are_read_from_the_type() -> None:
    assert table("activity").column("scope").choices == ("1", "2", "3")
    assert table("activity").column("site").target == "site"


def test_defaults_have_the_type_of_their_column() -> None:
    assert table("site").column("share").default == 1.0
    assert table("own_factor").column("category").default == 1
    assert table("activity").column("quality").default == "invoiced"


def test_an_unknown_table_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="not a known table"):
        table("activities")


def test_coerce_types_every_value_and_fills_in_defaults() -> None:
    values, issues = coerce("activity", BILL | DAYS)
    assert not issues
    assert (values["quantity"], values["start"], values["quality"]) == (1200.5, "2024-04-01", "invoiced")
    assert list(values) == list(table("activity").names)


@pytest.mark.parametrize("text", ["12,5", "nan", "inf", "1_000", "1e999", "twelve", "0x10", "١٢"])
def test_coerce_names_column_and_value_of_what_is_no_number(text: str) -> None:
    values, issues = coerce("activity", BILL | DAYS | {"quantity": text})
    assert values["quantity"] is None
    assert [issue.code for issue in issues] == ["unreadable-number"]
    assert issues[0].sentence.startswith(f"Quantity: “{text}” cannot be used")


@pytest.mark.parametrize("text", ["30/04/2024", "2024-02-30", "2024-4-1", "20240401"])
def test_coerce_takes_only_iso_days_that_exist(text: str) -> None:
    issues = coerce("activity", BILL | DAYS | {"start": text})[1]
    assert [issue.code for issue in issues] == ["unreadable-date"]


def test_coerce_reports_blank_required_values_and_unknown_columns() -> None:
    values, issues = coerce("activity", BILL | DAYS | {"unit": " ", "colour": "red"})
    assert values["unit"] is None
    assert {issue.code for issue in issues} == {"missing-value", "unknown-column"}
    assert {issue.record for issue in issues} == {"a1"}


def test_coerce_refuses_a_word_outside_the_choices() -> None:
    issues = coerce("activity", BILL | DAYS | {"quality": "guessed"})[1]
    assert "measured" in issues[0].sentence


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_survives_its_text(number: float) -> None:
    assert coerce("activity", BILL | DAYS | {"quantity": repr(number)})[0]["quantity"] == number


@given(st.lists(st.none() | st.text() | st.floats()))
def test_a_column_is_refused_exactly_when_one_of_its_values_is(values: list[object]) -> None:
    column = table("activity").column("note")
    assert bool(column_refusal(column, values)[1]) == any(refusal(column, value) for value in values)


def test_empty_frames_have_the_dtypes_of_the_contract() -> None:
    dtypes = empty_frame("activity").dtypes
    assert (dtypes["quantity"], dtypes["start"], dtypes["id"]) == ("float64", "datetime64[s]", "str")


def test_reading_the_contracts_does_not_import_pandas() -> None:
    code = "import sys, carbonsv.document as d; print('pandas' in sys.modules, 'numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False False"
