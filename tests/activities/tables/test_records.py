from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.activities.files.watch import StoppedError, Watch
from carbonsv.activities.tables.records import records_of
from carbonsv.activities.tables.source_mapping import SourceMapping
from carbonsv.activities.tables.understanding import understand

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from carbonsv.model.issue import Issue


def no_kind(_words: str, _unit: str) -> tuple[str, str]:
    return "", ""


def read(
    path: Path, text: str, mapping: SourceMapping | None = None
) -> tuple[list[dict[str, object]], dict[str, Issue]]:
    (path / "bills.csv").write_text(text, "utf-8")
    (found,) = understand(path / "bills.csv")
    frame, issues = records_of(found, mapping or SourceMapping(), no_kind, "ab" * 32)
    return rows_of(frame), {issue.code: issue for issue in issues}


def rows_of(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [
        row | {"start": str(row["start"])[:10], "end": str(row["end"])[:10]}
        for row in frame.to_dict("records")
    ]


def test_a_bill_becomes_a_record_with_its_days_as_printed(tmp_path: Path) -> None:
    text = 'MPAN,Invoice,From,To,Usage (kWh),Read type\n12,I7,13/04/2024,12/05/2024,"1,000.5",E\n'
    (row,), _ = read(tmp_path, text)
    assert (row["start"], row["end"]) == ("2024-04-13", "2024-05-12")
    assert (row["activity"], row["quantity"], row["unit"]) == ("electricity", 1000.5, "kWh")
    assert (row["quality"], row["reference"], row["note"]) == ("estimated-part", "12", "Invoice I7")
    assert row["source"] == "bills.csv [sha256 abababababababab], row 2"


def test_readings_alone_cover_the_days_since_the_one_before_of_the_same_meter(tmp_path: Path) -> None:
    text = "MPRN,Read date,Usage (kWh)\n1,31/03/2024,5\n2,31/03/2024,7\n1,30/04/2024,6\n2,15/05/2024,8\n"
    rows, issues = read(tmp_path, text)
    assert [(row["start"], row["end"]) for row in rows[2:]] == [
        ("2024-04-01", "2024-04-30"),
        ("2024-04-01", "2024-05-15"),
    ]
    assert "first-reading" in issues


def test_readings_times_the_multiplier_give_the_quantity_where_none_is_stated(tmp_path: Path) -> None:
    text = (
        "MPAN,Start,End,Opening read,Closing read,Multiplier,Unit\n1,13/04/2024,30/04/2024,100,150,10,kWh\n"
    )
    (row,), _ = read(tmp_path, text)
    assert (row["quantity"], row["unit"]) == ((150 - 100) * 10, "kWh")


def test_a_quantity_that_its_readings_do_not_explain_is_said(tmp_path: Path) -> None:
    text = "MPAN,Start,End,Opening read,Closing read,Usage kWh\n1,13/04/2024,30/04/2024,100,150,5000\n"
    (row,), issues = read(tmp_path, text)
    assert row["quantity"] == 5000
    assert "the readings give 50 and “Usage kWh” says 5,000" in issues["reads-disagree"].sentence


def test_gas_by_volume_becomes_energy_by_correction_and_calorific_value(tmp_path: Path) -> None:
    text = "MPRN,Start,End,Units used (m3),Calorific value\n1,13/04/2024,30/04/2024,100,39.5\n"
    (row,), _ = read(tmp_path, text)
    assert row["quantity"] == pytest.approx(100 * 1.02264 * 39.5 / 3.6, rel=1e-12)
    assert (row["unit"], row["activity"]) == ("kWh (Gross CV)", "natural-gas")


def test_gas_of_an_imperial_meter_counts_2_83_cubic_metres_per_hundred_cubic_feet(tmp_path: Path) -> None:
    text = "MPRN,Start,End,Usage,Unit,CV\n1,13/04/2024,30/04/2024,10,hcf,39.5\n"
    (row,), _ = read(tmp_path, text)
    assert row["quantity"] == pytest.approx(10 * 2.83 * 1.02264 * 39.5 / 3.6, rel=1e-12)


def test_gas_without_a_calorific_value_stays_a_volume(tmp_path: Path) -> None:
    (row,), _ = read(tmp_path, "MPRN,Start,End,Usage (m3)\n1,13/04/2024,30/04/2024,100\n")
    assert (row["quantity"], row["unit"], row["activity"]) == (100.0, "m3", "natural-gas")


def test_credit_bills_are_kept_and_are_no_overlap(tmp_path: Path) -> None:
    text = (
        "MPAN,From,To,kWh\n1,01/04/2024,30/04/2024,100\n1,01/04/2024,30/04/2024,-100\n"
        "1,01/05/2024,31/05/2024,(20)\n"
    )
    rows, issues = read(tmp_path, text)
    assert [row["quantity"] for row in rows] == [100, -100, -20]
    assert not {"overlap", "duplicate-bill"} & set(issues)


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ("15/04/2024,15/05/2024,7", "overlap"),
        ("02/05/2024,31/05/2024,7", "gap"),
        ("30/04/2024,31/05/2024,7", "shared-day"),
        ("01/04/2024,30/04/2024,5", "duplicate-bill"),
    ],
)
def test_overlaps_gaps_and_duplicates_of_a_meter_are_said(tmp_path: Path, second: str, code: str) -> None:
    rows, issues = read(tmp_path, f"MPAN,From,To,kWh\n1,01/04/2024,30/04/2024,5\n1,{second}\n")
    assert (len(rows), code in issues) == (2, True)


def test_bills_that_follow_each_other_have_no_issue(tmp_path: Path) -> None:
    text = "MPAN,From,To,kWh\n1,01/04/2024,30/04/2024,5\n1,01/05/2024,31/05/2024,7\n"
    assert read(tmp_path, text)[1] == {}


def test_days_that_can_be_read_two_ways_are_asked_and_nothing_is_taken(tmp_path: Path) -> None:
    rows, issues = read(tmp_path, "MPAN,Date,kWh\n1,01/04/2024,5\n")
    assert (rows, set(issues)) == ([], {"ambiguous-date-order"})


def test_months_across_become_a_record_each(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "Gas (kWh)\nSite,MPRN,Apr-24,May-24,Jun-24\nHall,9,1.5,,3\n")
    assert [(row["quantity"], row["start"], row["end"]) for row in rows] == [
        (1.5, "2024-04-01", "2024-04-30"),
        (3.0, "2024-06-01", "2024-06-30"),
    ]
    assert {row["activity"] for row in rows} == {"natural-gas"}


def test_spend_is_net_of_vat_where_the_table_tells(tmp_path: Path) -> None:
    text = "Date,Supplier,Details,Gross (£),VAT (£)\n13/04/2024,Bob,Paint,120,20\n"
    (row,), issues = read(tmp_path, text)
    assert (row["quantity"], row["unit"], row["quality"]) == (120 - 20, "GBP", "spend")
    assert issues["unknown-activity"].sentence == "1 records say “Paint”, which is not a known activity."


def test_a_fuel_card_is_litres_of_its_fuel_not_its_mileage(tmp_path: Path) -> None:
    text = "Date,Reg,Product,Litres,Mileage,Net\n13/04/2024,AB12,Unleaded,40.5,12000,50\n"
    (row,), _ = read(tmp_path, text)
    assert (row["activity"], row["quantity"], row["unit"]) == ("fleet-petrol", 40.5, "litres")


def test_a_mapping_says_what_headings_do_not(tmp_path: Path) -> None:
    mapping = SourceMapping(activity="rail/national-rail", units={"Distance": "km"})
    (row,), _ = read(tmp_path, "Date,Distance\n13/04/2024,40.5\n", mapping)
    assert (row["activity"], row["unit"]) == ("rail/national-rail", "km")


def test_rows_without_quantity_or_day_are_named(tmp_path: Path) -> None:
    text = (
        "MPAN,From,To,kWh\n1,13/04/2024,30/04/2024,5\n2,13/04/2024,30/04/2024,\n3,13/05/2024,30/04/2024,5\n"
    )
    rows, issues = read(tmp_path, text)
    assert len(rows) == 1
    assert issues["missing-quantity"].sentence.startswith("Row 3 ")
    assert issues["ends-before-it-starts"].sentence.startswith("Row 4 ")


def test_a_user_can_stop_while_records_are_made(tmp_path: Path) -> None:
    (tmp_path / "bills.csv").write_text("MPAN,Date,kWh\n1,13/04/2024,5\n", "utf-8")
    (found,) = understand(tmp_path / "bills.csv")
    with pytest.raises(StoppedError):
        records_of(found, SourceMapping(), no_kind, watch=Watch(stopped=lambda: True))
