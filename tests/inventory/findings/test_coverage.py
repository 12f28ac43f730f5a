from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.inventory.findings.bills import bill, found, sentences, year

GAP = "Head office, electricity: no record covers 1 June 2024 to 30 June 2024 (30 days)."


def without(*months: int) -> list[dict[str, object]]:
    return [row for row in year() if row["id"] not in {f"b{month}" for month in months}]


def test_a_missing_bill_is_named_with_its_days() -> None:
    assert sentences(without(6), "missing-days") == [GAP]
    assert found(without(6), "missing-days")[0].records == ("b5", "b7")


def test_a_full_year_has_no_gap_and_no_overlap() -> None:
    assert [one for code in ("missing-days", "days-twice") for one in found(year(), code)] == []


def test_days_before_the_first_and_after_the_last_bill_are_missing_too() -> None:
    (sentence,) = sentences(without(1, 12), "missing-days")
    assert "1 January 2024 to 31 January 2024 (31 days) and 1 December 2024" in sentence
    assert sentence.endswith("62 days in all.")


def test_a_bill_that_cannot_have_come_yet_is_not_missing() -> None:
    assert sentences(without(12), "missing-days", today=date(2025, 1, 20)) == []


def test_a_supplier_that_follows_another_goes_on_with_the_same_supply() -> None:
    rows = [row | {"reference": f"NEW{row['id']}"} if int(str(row["id"])[1:]) > 6 else row for row in year()]
    assert sentences(rows, "missing-days") == []


def test_two_meters_are_two_supplies() -> None:
    second = [row | {"id": f"x{row['id']}", "meter": "m2"} for row in without(6)]
    rows = [*(row | {"meter": "m1"} for row in year()), *second]
    assert sentences(rows, "missing-days") == [GAP.replace("electricity:", "electricity, Annexe:")]
    assert sentences(rows, "days-twice") == []


def test_meter_numbers_as_references_tell_supplies_apart() -> None:
    rows = [row | {"reference": "1200012345678"} for row in year()]
    rows += [row | {"id": f"x{row['id']}", "reference": "1200087654321"} for row in without(6)]
    assert sentences(rows, "missing-days") == [GAP]
    assert sentences(rows, "days-twice") == []


def test_what_does_not_run_all_year_has_no_gaps() -> None:
    rows = [row | {"activity": "taxi/regular-taxi", "unit": "km"} for row in without(6)]
    assert sentences(rows, "missing-days") == []


def test_an_overlap_is_named_with_its_days_and_both_records() -> None:
    rows = [*without(6), bill(6, start="2024-05-22")]
    (finding,) = found(rows, "days-twice")
    assert "two records cover 22 May 2024 to 31 May 2024 (10 days)" in finding.sentence
    assert (finding.records, finding.fix) == (("b5", "b6"), None)


def test_bills_that_share_their_first_and_last_day_can_be_ended_a_day_earlier() -> None:
    rows = [row | {"end": "2024-06-01"} if row["id"] == "b5" else row for row in year()]
    (finding,) = found(rows, "days-twice")
    assert finding.fix is not None
    assert [(one.record, one.value) for one in finding.fix.changes] == [("b5", "2024-05-31")]


def test_an_estimate_that_actual_bills_cover_can_be_deleted_and_is_no_overlap() -> None:
    rows = [*year(), bill(6, 900, id="guess", quality="estimated-part", reference=None)]
    (finding,) = found(rows, "estimate-replaced")
    assert finding.fix is not None
    assert finding.fix.deletions == ("guess",)
    assert sentences(rows, "days-twice") == []


def test_an_estimate_of_days_without_a_bill_stays() -> None:
    rows = [*without(6), bill(6, 900, quality="estimated-part")]
    assert [sentences(rows, code) for code in ("estimate-replaced", "missing-days")] == [[], []]


def test_two_lines_of_one_bill_are_no_overlap() -> None:
    rows = [*year(), bill(6, 400, id="night")]
    assert sentences(rows, "days-twice") == []


def test_a_bill_and_the_credit_that_takes_it_back_cover_nothing() -> None:
    credit = bill(6, -1010, id="credit", reference="OE-C1")
    again = bill(6, 950, id="again", reference="OE-06A")
    assert sentences([*year(), credit, again], "days-twice") == []
    assert sentences([*year(), credit], "missing-days") == [GAP]


def test_a_supply_of_earlier_years_without_records_in_this_one_has_stopped() -> None:
    rows = [*year(), bill(12, id="gas", activity="natural-gas", start="2023-12-01", end="2023-12-31")]
    assert sentences(rows, "series-stopped") == [
        "Head office, natural gas: the last record ends on 31 December 2023 and none is in 2024."
    ]


@pytest.mark.parametrize("rows", [[], [bill(1, float("nan"))], [bill(1, start=None)]])
def test_nothing_usable_is_no_gap(rows: list[dict[str, object]]) -> None:
    assert sentences(rows, "missing-days") == []


@given(st.sets(st.integers(1, 12), max_size=11), st.randoms())
def test_missing_days_are_those_of_the_missing_bills_in_any_order(months: set[int], random: object) -> None:
    rows = without(*months)
    random.shuffle(rows)  # type: ignore[attr-defined]
    days = sum(int(str(bill(month)["end"])[-2:]) for month in months)
    shown = sentences(rows, "missing-days")
    assert (f"{days} days" in shown[0] if days else shown == []) is True
