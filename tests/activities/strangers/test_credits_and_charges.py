"""Money that comes back, lines that only charge for a quantity, and quantities that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.activities.tables.records import records_of
from carbonsv.activities.tables.source_mapping import SourceMapping
from carbonsv.activities.tables.understanding import understand

from .said import by_column, by_meter, codes, rows, said

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


def imported(path: Path, text: str) -> pd.DataFrame:
    path.write_text(text, "utf-8")
    (found,) = understand(path)
    return records_of(found, SourceMapping(), lambda _words, _unit: ("", ""))[0]


LINES = """Invoice,Description,MPAN,From,To,Quantity,UOM,Amount £
I1,Day units,1,13/04/2024,30/04/2024,1000,kWh,250.00
I1,Night units,1,13/04/2024,30/04/2024,500,kWh,75.00
I1,Standing charge,1,13/04/2024,30/04/2024,18,days,15.00
I1,CCL,1,13/04/2024,30/04/2024,1500,kWh,11.63
I1,VAT @ 20%,1,13/04/2024,30/04/2024,,,70.33
"""


def test_a_levy_on_the_same_units_is_not_counted_again(tmp_path: Path) -> None:
    found = said(tmp_path / "lines.csv", LINES)
    assert by_meter(found) == {("1", "kWh"): 1000 + 500}
    assert by_column(found)["Amount £"] == 250 + 75 + 15 + 11.63 + 70.33
    assert (rows(found), "charge-lines" in codes(found)) == (5, True)


def test_credits_in_a_column_of_their_own_are_taken_off(tmp_path: Path) -> None:
    text = "Date,Supplier,Debit,Credit\n13/04/2024,A,100.10,\n14/04/2024,A,,30.05\n15/04/2024,B,50,0\n"
    assert by_meter(said(tmp_path / "ledger.csv", text)) == {("A", None): 100.1 - 30.05, ("B", None): 50}
    assert imported(tmp_path / "ledger.csv", text)["quantity"].sum() == 100.1 - 30.05 + 50


def test_amounts_marked_as_credits_are_taken_off(tmp_path: Path) -> None:
    text = "Date,Supplier,Amount,Dr/Cr\n13/04/2024,A,100,DR\n14/04/2024,A,30,CR\n"
    found = said(tmp_path / "ledger.csv", text)
    assert (by_column(found), "marked-credits" in codes(found)) == ({"Amount": 70}, True)


def test_amounts_that_have_a_minus_already_are_not_turned_again(tmp_path: Path) -> None:
    text = "Date,Supplier,Amount,Dr/Cr\n13/04/2024,A,100,DR\n14/04/2024,A,-30,CR\n"
    assert by_column(said(tmp_path / "ledger.csv", text)) == {"Amount": 70}


def test_credit_notes_without_a_minus_are_said(tmp_path: Path) -> None:
    text = "Date,Supplier,Type,Amount\n13/04/2024,A,Invoice,100\n14/04/2024,A,Credit Note,30\n"
    assert "credits-without-minus" in codes(said(tmp_path / "ledger.csv", text))


def test_what_was_exported_is_no_electricity_bought(tmp_path: Path) -> None:
    text = "MPAN,Month,Import kWh,Export kWh\n1,Apr-24,1000,200\n1,May-24,900,250\n"
    assert by_meter(said(tmp_path / "pv.csv", text)) == {("1", "kWh"): 1900}
    assert imported(tmp_path / "pv.csv", text)["quantity"].tolist() == [1000, 900]


def test_emissions_and_what_a_machine_holds_are_no_quantities(tmp_path: Path) -> None:
    text = "Date,Site,Refrigerant,Charge (kg),Added (kg),Recovered (kg),CO2 (kg)\n"
    found = said(tmp_path / "gas.csv", f"{text}13/04/2024,A,R410A,5,0.8,0.1,1670\n")
    assert by_meter(found) == {("A", "kg"): 0.8}


def test_containers_and_weights_of_a_lift_are_not_added_to_the_weight(tmp_path: Path) -> None:
    text = "Date,Site,Stream,Container Size (L),Lifts,Weight per Lift (kg),Total Weight (kg)\n"
    found = said(tmp_path / "waste.csv", f"{text}13/04/2024,A,General,1100,4,50,200\n")
    assert by_meter(found) == {("A", "kg"): 200}


def test_a_percentage_is_no_money(tmp_path: Path) -> None:
    text = "Site,Month,kWh,% change\nA,Apr-24,100,5%\nA,May-24,200,-5%\n"
    assert by_column(said(tmp_path / "change.csv", text)) == {"kWh": 300}


def test_all_fuels_of_a_row_become_records(tmp_path: Path) -> None:
    text = "Site,Month,Electricity kWh,Gas kWh,Diesel litres,Water m3,Total kWh\n"
    text += "A,Apr-24,1,2,3,4,3\nA,May-24,5,6,7,8,11\n"
    records = imported(tmp_path / "fuels.csv", text)
    sums = records.groupby(["activity", "unit"])["quantity"].sum().to_dict()
    assert sums == {
        ("electricity", "kWh"): 1 + 5,
        ("natural-gas", "kWh"): 2 + 6,
        ("fleet-diesel", "litres"): 3 + 7,
        ("water-supply", "m3"): 4 + 8,
    }


def test_a_table_that_says_no_quantity_is_said(tmp_path: Path) -> None:
    text = "Date,Site,Stream,Bin Size,Bins,Lifts\n13/04/2024,A,General,1100L,2,2\n"
    assert "no-quantity-column" in codes(said(tmp_path / "lifts.csv", text))


def test_cells_that_failed_do_not_hide_a_column(tmp_path: Path) -> None:
    text = "Site,Month,kWh\nA,Apr-24,100\nA,May-24,#N/A\nA,Jun-24,#REF!\nA,Jul-24,N/A\nA,Aug-24,50\n"
    found = said(tmp_path / "failed.csv", text)
    assert (by_meter(found), codes(found)) == ({("A", "kWh"): 150}, {"unreadable-number", "blank-figure"})


def test_figures_with_a_flag_behind_them_are_read(tmp_path: Path) -> None:
    text = "Site,Month,kWh\nA,Apr-24,100E\nA,May-24,200A\nA,Jun-24,50*\n"
    assert by_meter(said(tmp_path / "flags.csv", text)) == {("A", "kWh"): 350}


def test_gas_in_hundreds_of_cubic_feet_is_known_in_every_wording(tmp_path: Path) -> None:
    found = said(tmp_path / "gas.csv", "MPRN,Month,Units Used (100s cu ft)\n9,Apr-24,10\n9,May-24,15\n")
    assert by_meter(found) == {("9", "hundred cubic feet"): 25}


def test_journeys_without_a_distance_are_said(tmp_path: Path) -> None:
    text = "Traveller,Date,From,To,Cabin,Fare\nJ,13/04/2024,LHR,JFK,Economy,450\n"
    assert "journeys-without-distance" in codes(said(tmp_path / "flights.csv", text))
