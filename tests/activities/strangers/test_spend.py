from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .said import by_column, codes, left_out, period, rows, said

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "Directorate,Body Name,Supplier Name,Payment Date,Transaction Number,Amount,Expense Area"
LINES = [
    f"D{line % 3},Council,Supplier {line},{1 + line:02d}/04/2024,{line},{500 + line}.25,A"
    for line in range(28)
]
SUM = 28 * 500 + 27 * 28 / 2 + 28 * 0.25


@pytest.mark.parametrize(
    "last",
    [
        "GRAND TOTAL,,,,,{},",
        ",,Total,,,{},",
        ",,,,,{},",
        "Number of transactions: 28,,,,,{},",
        ",,,,Sum,{},",
        "Total spend April 2024,,,,,{},",
    ],
)
def test_the_grand_total_of_a_ledger_is_left_out_wherever_it_is_named(tmp_path: Path, last: str) -> None:
    text = "\n".join(["Payments over £500", "", HEAD, *LINES, last.format(SUM)])
    found = said(tmp_path / "spend.csv", text)
    assert (rows(found), by_column(found)) == (28, {"Amount": SUM})


def test_subtotals_of_directorates_are_left_out(tmp_path: Path) -> None:
    text = (
        "Directorate,Supplier,Date,Amount (£)\nAdults,A Ltd,01/04/2024,1000.10\n"
        "Adults,B Ltd,15/04/2024,2000.20\nAdults Total,,,3000.30\n"
        "Children,C Ltd,05/04/2024,500.00\nChildren Total,,,500.00\nGrand Total,,,3500.30\n"
    )
    found = said(tmp_path / "spend.csv", text)
    assert (rows(found), by_column(found)["Amount (£)"]) == (3, 1000.1 + 2000.2 + 500)


def test_a_supplier_called_total_and_brackets_are_data(tmp_path: Path) -> None:
    text = (
        'Supplier,Date,Amount\nTotal Gas & Power,16/04/2024,"10,000.00"\nACME,17/04/2024,(750.25)\n'
        'Redacted,30/04/2024,600\n,,"9,849.75"\n'
    )
    found = said(tmp_path / "spend.csv", text)
    assert (rows(found), by_column(found)["Amount"]) == (3, 10000 - 750.25 + 600)


def test_every_way_of_writing_money_is_read(tmp_path: Path) -> None:
    amounts = ["£-100.00", "-£50.00", "(£25.50)", '"£1,000.00-"', "+20", "£ 5.25", "GBP 4.75", "10 CR", " - "]
    lines = [f"S,{13 + day}/04/2024,{amount}" for day, amount in enumerate(amounts)]
    found = said(tmp_path / "spend.csv", "\n".join(["Supplier,Date,Amount", *lines]))
    assert by_column(found)["Amount"] == -100 - 50 - 25.5 - 1000 + 20 + 5.25 + 4.75 - 10


def test_balances_brought_and_carried_forward_are_no_spend(tmp_path: Path) -> None:
    text = "Supplier,Date,Amount\nBalance b/f,,500\nA,13/04/2024,100\nB,14/04/2024,50\nBalance c/f,,650\n"
    found = said(tmp_path / "ledger.csv", text)
    assert (by_column(found)["Amount"], left_out(found)) == (150, [(2, "total"), (5, "total")])


def test_a_total_of_nought_is_a_total(tmp_path: Path) -> None:
    found = said(tmp_path / "ledger.csv", "Supplier,Date,Amount\nA,13/04/2024,7\nB,14/04/2024,-7\nTotal,,0\n")
    assert (rows(found), by_column(found)["Amount"]) == (2, 0)


def test_a_row_with_a_comma_too_many_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    text = "Supplier,Date,Amount\nSmith, Jones,13/04/2024,600\nB,14/04/2024,700\n"
    found = said(tmp_path / "spend.csv", text)
    assert (rows(found), left_out(found)) == (1, [(2, "refused")])
    assert "other-number-of-fields" in codes(found)


def test_line_breaks_and_quotation_marks_inside_cells_are_kept(tmp_path: Path) -> None:
    text = 'Supplier,Date,Amount\n"Café\nLeeds","13/04/2024","1,234.50"\n12" pipe,14/04/2024,10\n'
    text += '"a ""b""",15/04/2024,5\n'
    found = said(tmp_path / "spend.csv", text)
    assert (rows(found), by_column(found)["Amount"]) == (3, 1234.5 + 10 + 5)


def test_a_quotation_mark_that_is_never_closed_is_said(tmp_path: Path) -> None:
    found = said(tmp_path / "spend.csv", 'Supplier,Date,Amount\nA,13/04/2024,10\n"B,14/04/2024,20\n')
    assert (rows(found), "other-number-of-fields" in codes(found)) == (1, True)


def test_a_fuel_card_statement_with_totals_by_card(tmp_path: Path) -> None:
    text = (
        "Fuel Card Statement,,,,\nAccount: 123456,,,,\n"
        "Card No,Registration,Transaction Date,Quantity,Net Value\n"
        "7012 3456,AB12 CDE,13/04/24,45.67,63.94\n7012 3456,AB12 CDE,15/04/24,50.00,70.00\n"
        "Card total 7012 3456,,,95.67,133.94\n"
        "7012 3457,XY34 ZZZ,16/04/24,30.33,42.46\nTotal,,,126.00,176.40\n"
    )
    found = said(tmp_path / "fuel.csv", text)
    assert (rows(found), period(found)) == (3, ("2024-04-13", "2024-04-16"))
    assert by_column(found) == {"Quantity": 126.0, "Net Value": 176.4}


def test_fuellings_on_the_half_hour_are_no_meter_readings(tmp_path: Path) -> None:
    lines = [
        f"AB12 CDE,{1 + at:02d}/04/2024,{7 + at % 10:02d}:{at % 2 * 30:02d},Diesel,40.5" for at in range(20)
    ]
    found = said(tmp_path / "fuel.csv", "\n".join(["Registration,Date,Time,Product,Litres", *lines]))
    assert (found[0]["layout"], by_column(found)["Litres"]) == ("rows", 20 * 40.5)


def test_a_waste_report_with_lifts_containers_and_subtotals(tmp_path: Path) -> None:
    text = (
        "Waste Transfer Report\n"
        "Site,Collection Date,EWC Code,Description,No. of Lifts,Weight (kg),Disposal Route\n"
        "Depot,02/04/2024,20 03 01,Mixed,2,120.5,Landfill\n"
        "Depot,19/04/2024,20 01 01,Paper,1,40.25,Recycling\nSub-Total Depot,,,,3,160.75,\n"
        "Office,16/04/2024,20 01 08,Food,1,35,Digestion\nTotal,,,,4,195.75,\n"
    )
    found = said(tmp_path / "waste.csv", text)
    assert (rows(found), by_column(found)["Weight (kg)"]) == (3, 195.75)


def test_gross_and_tare_of_a_weighbridge_are_not_added_to_the_net_weight(tmp_path: Path) -> None:
    text = "Ticket\tDate\tMaterial\tGross (t)\tTare (t)\tNett (t)\n1\t13/04/2024\tWood\t12.34\t8.00\t4.34\n"
    assert by_column(said(tmp_path / "waste.tsv", text)) == {"Nett (t)": 4.34}
