from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.activities.tables.records import records_of
from carbonsv.activities.tables.source_mapping import SourceMapping
from carbonsv.activities.tables.understanding import understand

from .said import by_meter, read

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

GAS = (
    "MPRN,Previous Read Date,Present Read Date,Previous Read,Present Read,Multiplier,Units,Calorific Value\n"
    "9,01/04/2024,30/04/2024,1000,1150,10,m3,39.5\n9,01/05/2024,31/05/2024,1150,1200,10,m3,39.4\n"
)


def imported(path: Path, text: str) -> tuple[pd.DataFrame, list[str]]:
    path.write_text(text, "utf-8")
    (found,) = understand(path)
    records, issues = records_of(found, SourceMapping(), lambda _words, _unit: ("", ""))
    return records, [issue.code for issue in issues]


def test_readings_with_a_multiplier_and_a_calorific_value_become_energy(tmp_path: Path) -> None:
    records, _ = imported(tmp_path / "gas.csv", GAS)
    assert records["quantity"].tolist() == pytest.approx(
        [1500 * 1.02264 * 39.5 / 3.6, 500 * 1.02264 * 39.4 / 3.6], rel=1e-12
    )
    assert set(records["unit"]) == {"kWh (Gross CV)"}


def test_the_volume_that_was_metered_is_shown_beside_its_energy(tmp_path: Path) -> None:
    (tmp_path / "gas.csv").write_text(GAS, "utf-8")
    assert by_meter(read(tmp_path / "gas.csv"))["9", "m3"] == (1150 - 1000) * 10 + (1200 - 1150) * 10


def test_bills_that_overlap_leave_days_out_or_stand_twice_are_named(tmp_path: Path) -> None:
    text = (
        "MPAN,From,To,kWh\n1,01/04/2024,30/04/2024,100\n1,25/04/2024,31/05/2024,120\n"
        "1,01/07/2024,31/07/2024,90\n1,01/07/2024,31/07/2024,90\n"
    )
    records, codes = imported(tmp_path / "bills.csv", text)
    assert len(records) == 4
    assert {"overlap", "gap", "duplicate-bill"} <= set(codes)


def test_a_credit_and_its_new_bill_leave_the_new_quantity(tmp_path: Path) -> None:
    text = (
        "MPAN,Type,From,To,kWh\n1,Invoice,01/04/2024,30/04/2024,100\n"
        "1,Credit Note,01/04/2024,30/04/2024,-100\n1,Invoice,01/04/2024,30/04/2024,90\n"
    )
    records, _ = imported(tmp_path / "bills.csv", text)
    assert records["quantity"].sum() == 100 - 100 + 90


def test_a_catch_up_bill_keeps_its_first_and_last_day(tmp_path: Path) -> None:
    text = "MPAN,From,To,kWh,Read Type\n1,15/11/2023,14/05/2024,1820,E\n1,15/05/2024,14/06/2024,310,A\n"
    records, codes = imported(tmp_path / "bills.csv", text)
    assert [str(day)[:10] for day in records["start"]] == ["2023-11-15", "2024-05-15"]
    assert [str(day)[:10] for day in records["end"]] == ["2024-05-14", "2024-06-14"]
    assert (records["quality"].tolist(), codes.count("gap")) == (["estimated-part", "measured"], 0)


def test_months_across_become_a_record_for_each_month(tmp_path: Path) -> None:
    text = "Gas use 2024/25\nSite,Unit,Jan,Feb,Mar\nHall,kWh,1,2,3\n"
    records, _ = imported(tmp_path / "year.csv", text)
    assert [str(day)[:10] for day in records["start"]] == ["2025-01-01", "2025-02-01", "2025-03-01"]
    assert records["quantity"].tolist() == [1, 2, 3]


def test_months_without_a_year_become_no_records(tmp_path: Path) -> None:
    records, codes = imported(tmp_path / "year.csv", "Site,Unit,Jan,Feb,Mar\nHall,kWh,1,2,3\n")
    assert (len(records), codes) == (0, ["months-without-year"])


def test_a_register_gives_a_record_from_each_reading_to_the_next(tmp_path: Path) -> None:
    text = "Meter ID,Reading Date,Meter Reading (kWh)\nM1,31/03/2024,1000\nM1,30/04/2024,1500\n"
    text += "M1,31/05/2024,1900\n"
    records, _ = imported(tmp_path / "reads.csv", text)
    assert records["quantity"].tolist() == [500, 400]
    assert [str(day)[:10] for day in records["start"]] == ["2024-04-01", "2024-05-01"]
