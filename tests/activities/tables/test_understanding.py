from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest

from carbonsv.activities.tables.totals import column_totals, meter_totals
from carbonsv.activities.tables.understanding import understand
from tests.library.workbook_files import write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.activities.columns.day_column import Order
    from carbonsv.activities.tables.understanding import Understanding
    from tests.library.workbook_files import Cell

BILLS = """Energy report,,,,,
Site,MPAN,Bill From,Bill To,Total kWh,Net (£)
Town Hall,1200001,01/04/2024,30/04/2024,"1,500.1",300.00
Town Hall,1200001,01/05/2024,31/05/2024,1300.2,260
Sub total,,,,2800.3,560
Depot,1200002,01/04/2024,30/04/2024,150.3,(30.00)
,,,,2950.6,530
End of report,,,,,
"""


def understood(path: Path, text: str, order: Order = "") -> Understanding:
    path.write_text(text, "utf-8")
    (found,) = understand(path, order=order)
    return found


def codes(found: Understanding) -> set[str]:
    return {issue.code for issue in found.issues}


def test_columns_are_known_by_their_headings_with_units(tmp_path: Path) -> None:
    found = understood(tmp_path / "bills.csv", BILLS)
    assert [(one.meaning, one.unit) for one in found.columns] == [
        ("site", ""),
        ("meter", ""),
        ("start", ""),
        ("end", ""),
        ("quantity", "kWh"),
        ("cost_net", "GBP"),
    ]


def test_totals_by_words_and_by_arithmetic_and_footers_are_left_out_with_a_reason(tmp_path: Path) -> None:
    found = understood(tmp_path / "bills.csv", BILLS)
    assert [(one.row, one.kind) for one in found.left_out] == [(5, "total"), (7, "total"), (8, "note")]
    assert found.left_out[1].why == "it is the sum of all rows above"


def test_totals_are_exact_to_the_last_digit(tmp_path: Path) -> None:
    found = understood(tmp_path / "bills.csv", BILLS)
    assert [(one.value, one.unit) for one in column_totals(found)] == [(2950.6, "kWh"), (530.0, "GBP")]
    assert [(one.name, one.value) for one in meter_totals(found)] == [("1200001", 2800.3), ("1200002", 150.3)]
    assert 1500.1 + 1300.2 + 150.3 != 2950.6  # what adding up floats would give


def test_the_period_is_the_first_and_last_day_of_the_data_rows(tmp_path: Path) -> None:
    found = understood(tmp_path / "bills.csv", BILLS)
    assert found.period == (np.datetime64("2024-04-01"), np.datetime64("2024-05-31"))


def test_a_supplier_called_total_is_no_total(tmp_path: Path) -> None:
    text = "Date,Supplier,Amount (£)\n13/04/2024,Total Gas & Power,10\n14/04/2024,Total,5\n15/04/2024,Bob,1\n"
    assert not understood(tmp_path / "spend.csv", text).left_out


def test_a_total_that_does_not_add_up_is_left_out_and_said(tmp_path: Path) -> None:
    text = "Date,Site,kWh\n13/04/2024,Hall,10\n14/04/2024,Hall,5\n15/04/2024,Hall,5\nTotal,,21\n"
    found = understood(tmp_path / "usage.csv", text)
    assert [one.row for one in found.left_out] == [5]
    assert "total-does-not-add-up" in codes(found)


def test_repeated_headings_in_the_middle_are_left_out(tmp_path: Path) -> None:
    text = "Date,Site,kWh\n13/04/2024,Hall,10\nDate,Site,kWh\n14/04/2024,Hall,5\n"
    found = understood(tmp_path / "usage.csv", text)
    assert [(one.row, one.kind) for one in found.left_out] == [(3, "heading")]


@pytest.mark.parametrize(
    ("first", "order"),
    [("31/12/2024", "dmy"), ("12/31/2024", "mdy"), ("01/02/2024", "unknown"), ("2024-02-01", "")],
)
def test_the_order_of_day_and_month_is_decided_by_the_whole_column(
    tmp_path: Path, first: str, order: str
) -> None:
    second = "2024-03-01" if order == "" else "01/02/2024"
    found = understood(tmp_path / "usage.csv", f"Date,kWh\n{first},1\n{second},2\n")
    assert next(iter(found.days.values())).order == order
    assert ("ambiguous-date-order" in codes(found)) == (order == "unknown")


def test_an_order_that_is_given_answers_the_question(tmp_path: Path) -> None:
    found = understood(tmp_path / "usage.csv", "Date,kWh\n01/02/2024,1\n", order="mdy")
    assert found.period == (np.datetime64("2024-01-02"), np.datetime64("2024-01-02"))
    assert "ambiguous-date-order" not in codes(found)


def test_periods_decide_the_order_where_bills_would_end_before_they_begin(tmp_path: Path) -> None:
    text = "From,To,kWh\n01/02/2024,01/03/2024,1\n02/10/2024,01/11/2024,2\n"
    found = understood(tmp_path / "bills.csv", text)
    assert found.days[0].order == "dmy"


def test_parts_of_a_column_of_totals_are_not_counted_again(tmp_path: Path) -> None:
    text = "Date,Day kWh,Night kWh,Total kWh\n13/04/2024,10,5,15\n14/04/2024,20,5,25\n"
    found = understood(tmp_path / "usage.csv", text)
    assert [one.meaning for one in found.columns] == ["date", "part", "part", "quantity"]


def test_months_across_are_a_layout_of_their_own(tmp_path: Path) -> None:
    text = "Gas usage (kWh)\nSite,MPRN,Apr-24,May-24,Jun-24,Total\nHall,99,1.1,2.2,3.3,6.6\n"
    found = understood(tmp_path / "usage.csv", text)
    assert (found.layout, found.period) == (
        "months-across",
        (np.datetime64("2024-04-01"), np.datetime64("2024-06-30")),
    )
    assert [(one.name, one.value, one.unit) for one in meter_totals(found)] == [("99", 6.6, "kWh")]


def test_half_hours_across_are_recognised_with_totals_per_meter(tmp_path: Path) -> None:
    hours = ",".join(f"{place // 2:02d}:{place % 2 * 30:02d}" for place in range(48))
    text = f"MPAN,Date,Unit,{hours}\n" + "".join(f"12,{day}/04/2024,kWh{',0.1' * 48}\n" for day in (13, 14))
    found = understood(tmp_path / "hh.csv", text)
    assert found.layout == "half-hourly row-per-day"
    assert [(one.name, one.value, one.unit) for one in meter_totals(found)] == [("12", 9.6, "kWh")]


def test_days_written_as_numbers_of_a_spreadsheet_are_read_and_said(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [["Date", "Usage (kWh)"], [45383.0, 10.0], [45384.0, 5.0]]
    path = write_xlsx(tmp_path / "usage.xlsx", {"Data": rows})
    (found,) = understand(path)
    assert found.period == (np.datetime64("2024-04-01"), np.datetime64("2024-04-02"))
    assert "day-numbers" in codes(found)


def test_the_same_row_twice_is_noticed_and_counted(tmp_path: Path) -> None:
    found = understood(tmp_path / "usage.csv", "Date,kWh\n13/04/2024,10\n13/04/2024,10\n")
    assert "duplicate-row" in codes(found)
    assert column_totals(found)[0].value == 10 + 10


def test_a_cell_that_is_no_number_is_named_by_row_and_column(tmp_path: Path) -> None:
    found = understood(tmp_path / "usage.csv", "Date,kWh\n13/04/2024,1O\n14/04/2024,10\n15/04/2024,10\n")
    assert "Row 2: “1O” in “kWh” is not a number." in {issue.sentence for issue in found.issues}


def test_a_meter_merged_over_its_bills_is_that_of_each_and_a_quantity_counts_once(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["MPAN", "Date", "kWh"],
        ["Hall main", "2024-04-01", 9.0],
        ["", "2024-04-02", ""],
    ]
    path = write_xlsx(tmp_path / "merged.xlsx", {"Data": rows})
    with zipfile.ZipFile(path) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    merged = b'<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="C2:C3"/></mergeCells></worksheet>'
    sheet = "xl/worksheets/sheet1.xml"
    entries[sheet] = entries[sheet].replace(b"</worksheet>", merged)
    with zipfile.ZipFile(path, "w") as file:
        for name, content in entries.items():
            file.writestr(name, content)
    (found,) = understand(path)
    assert found.table.columns[0].every() == ["Hall main", "Hall main"]
    assert column_totals(found)[0].value == 9.0
