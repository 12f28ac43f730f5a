from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from carbonsv.activities.files.watch import StoppedError, Watch
from carbonsv.activities.tables.source_mapping import SourceMapping
from carbonsv.app.importing.any_file import import_file
from carbonsv.app.importing.choices import FileChoices
from carbonsv.app.importing.source import ImportChoices
from carbonsv.errors import UnusableFileError
from tests.activities.half_hourly.made import day_rows, days_from, reading_rows, write

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session

MESSY = """Northgate Energy,,,,
Printed 03/05/2025,,,,
MPAN,Site,Bill from,Bill to,Usage (kWh)
10,Mill House,01/04/2024,30/04/2024,"1,204.5"
10,Mill House,31/05/2024,30/06/2024,n/a
Subtotal,,,,"1,204.5"
20,Depot,01/04/2024,30/04/2024,820.25
Grand total,,,,"2,024.75"
"""


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    path = tmp_path / "messy.csv"
    path.write_text(MESSY, "utf-8")
    return path


def said(**source: Any) -> FileChoices:
    return FileChoices(source=ImportChoices(**source))


def records(session: Session) -> Any:
    return session.document.frame("activity")


def test_a_dry_run_says_what_the_import_then_does(session: Session, messy: Path) -> None:
    look = import_file(session, [messy], only_look=True)
    assert len(records(session)) == 0
    done = import_file(session, [messy])
    assert [(one.activity, one.quantity) for one in look.totals] == [("electricity", 1204.5 + 820.25)]
    assert look.records == done.records == len(records(session)) == 2
    assert sum(records(session)["quantity"]) == look.totals[0].quantity


def test_titles_headings_and_rows_left_out_are_shown_as_they_stand(session: Session, messy: Path) -> None:
    table = import_file(session, [messy], only_look=True).tables[0]
    kinds = [(line.row, line.kind) for line in table.lines]
    assert kinds[:4] == [(0, "title"), (0, "title"), (3, "heading"), (4, "data")]
    assert [one.row for one in table.left_out] == [6, 8]
    assert table.lines[5].why.startswith("it says it is a total")


def test_problems_name_their_row_and_column(session: Session, messy: Path) -> None:
    run = import_file(session, [messy], only_look=True)
    assert [(one.row, one.column) for one in run.problems if one.code == "missing-quantity"] == [
        (5, "Usage (kWh)")
    ]


def test_a_file_total_and_its_records_can_be_compared(session: Session, messy: Path) -> None:
    run = import_file(session, [messy], only_look=True)
    assert [(one.column, one.value) for one in run.tables[0].totals] == [("Usage (kWh)", 2024.75)]


def test_sites_that_are_not_known_are_named_and_added_in_the_same_change(
    session: Session, messy: Path
) -> None:
    session.add_row("site", {"name": "mill house"})
    run = import_file(session, [messy], FileChoices(add_sites=True))
    assert run.new_sites == ("Depot",)
    assert list(session.document.frame("site")["name"]) == ["mill house", "Depot"]
    assert set(records(session)["site"]) == set(session.document.frame("site")["id"])
    session.undo()
    assert len(session.document.frame("site")) == 1


def test_columns_and_units_are_corrected_by_sheet_and_remembered(session: Session, tmp_path: Path) -> None:
    first, second = tmp_path / "one.csv", tmp_path / "two.csv"
    first.write_text("When,How\n13/04/2024,5\n")
    second.write_text("When,How\n14/04/2024,6\n")
    mapping = SourceMapping({"When": "date", "How": "quantity"}, {"How": "MWh"})
    import_file(session, [first], said(kind="electricity", said={"|1|When": mapping}))
    run = import_file(session, [second], said(kind="electricity"))
    assert run.tables[0].remembered
    assert records(session)[["quantity", "unit"]].to_numpy().tolist() == [[5.0, "MWh"], [6.0, "MWh"]]


def test_a_unit_that_is_said_goes_before_that_of_the_heading(session: Session, messy: Path) -> None:
    mapping = SourceMapping(units={"Usage (kWh)": "MWh"})
    run = import_file(session, [messy], said(said={"|3|MPAN": mapping}), only_look=True)
    assert [one.unit for one in run.totals] == ["MWh"]


def test_columns_without_a_heading_can_be_spoken_of(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("13/04/2024,5\n14/04/2024,6\n15/04/2024,7\n")
    mapping = SourceMapping({"Column A": "date", "Column B": "quantity"}, {"Column B": "kWh"})
    run = import_file(session, [path], said(kind="electricity", said={"||Column A": mapping}), only_look=True)
    assert run.totals[0].quantity == 5 + 6 + 7


@pytest.mark.parametrize(("again", "left"), [("add", 4), ("replace", 2), ("leave-out", 2)])
def test_the_same_file_again_is_added_replaced_or_left_out(
    session: Session, messy: Path, again: Any, left: int
) -> None:
    import_file(session, [messy])
    copy = messy.rename(messy.with_name("copy.csv"))
    run = import_file(session, [copy], FileChoices(again=again))
    assert run.same_file == 2
    assert "again" in run.asks
    assert len(records(session)) == left


def test_dates_that_can_be_read_both_ways_are_asked_for(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "fuel.csv"
    path.write_text("Date,Litres,Fuel\n03/04/2024,40,Diesel\n05/06/2024,38,Diesel\n")
    run = import_file(session, [path], only_look=True)
    assert (run.unanswered, run.tables[0].example) == ("date-order", "03/04/2024")
    run = import_file(session, [path], said(date_order="dmy"), only_look=True)
    assert (run.unanswered, run.records) == (None, 2)
    assert str(run.plan.records["start"].iloc[0].date()) == "2024-04-03"


def test_what_a_file_does_not_say_must_be_answered_first(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text("Period,Units used\nApr 2024,100\nMay 2024,120\n")
    assert import_file(session, [path], only_look=True).unanswered == "kind"
    assert import_file(session, [path], said(kind="electricity"), only_look=True).unanswered == "unit"
    mapping = SourceMapping(units={"Units used": "kWh"})
    run = import_file(session, [path], said(kind="electricity", said={"|1|Period": mapping}), only_look=True)
    assert run.unanswered is None


def test_a_purchase_ledger_is_known_by_its_columns(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("Date,Supplier,Description,Qty,Net amount\n30/06/2024,Paper Mill,Stationery,3,100.00\n")
    run = import_file(session, [path])
    assert run.route == "ledger"
    assert records(session)["activity"].iloc[0] == "spend/sic-17"
    assert list(session.document.frame("supplier")["name"]) == ["Paper Mill"]


def test_bills_with_a_supplier_and_a_cost_are_no_ledger(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "bills.csv"
    path.write_text("Date,Supplier,Electricity (kWh),Net amount\n30/06/2024,Volt Ltd,500,100.00\n")
    run = import_file(session, [path], only_look=True)
    assert (run.route, run.totals[0].unit) == ("records", "kWh")


def workbook(path: Path, sheets: dict[str, list[list[Any]]], hidden: str = "") -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == hidden:
                sheet.hide()
    return path


BILLS: list[list[Any]] = [
    ["Start date", "End date", "kWh"],
    ["01/05/2024", "31/05/2024", 100],
    ["01/06/2024", "30/06/2024", 90],
]


def test_each_sheet_is_taken_unless_it_is_hidden_or_left_out(session: Session, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Electricity": BILLS, "Gas": BILLS, "Old gas": BILLS}, "Old gas")
    run = import_file(session, [path], only_look=True)
    assert {one.label: one.quantity for one in run.totals} == {
        "Electricity (UK grid)": 190,
        "Natural gas": 190,
    }
    taken = dict(zip((table.key for table in run.tables), (True, False, True), strict=True))
    run = import_file(session, [path], said(taken=taken), only_look=True)
    assert [table.taken for table in run.tables] == [True, False, True]
    assert run.records == 4


def test_records_refer_to_the_meters_whose_numbers_they_have(session: Session, tmp_path: Path) -> None:
    site = session.add_row("site", {"name": "Depot"})
    meter = session.add_row("meter", {"name": "Main", "number": "10 1234 5678 901", "site": site})
    path = tmp_path / "bills.csv"
    path.write_text("MPAN,From,To,kWh\n1012345678901,01/05/2024,31/05/2024,10\n99,01/05/2024,31/05/2024,20\n")
    import_file(session, [path])
    rows = records(session)[["meter", "site"]].fillna("").to_numpy().tolist()
    assert rows == [[meter, site], ["", ""]]


def test_half_hourly_meters_are_shown_with_what_is_missing(session: Session, tmp_path: Path) -> None:
    days = [day for day in days_from(dt.date(2024, 3, 28), 10) if day.day != 2]
    rows = reading_rows(days, value="0.1")
    run = import_file(session, [write(tmp_path / "hh.csv", [*rows[:5], *rows[6:]])], only_look=True)
    meter = run.meters[0]
    assert (run.route, meter.known, meter.channel) == ("readings", False, "import")
    assert (meter.days, meter.missing_days, meter.missing_readings, meter.clock_days) == (9, 1, 1, 1)
    assert run.totals[0].quantity == meter.total == pytest.approx((9 * 48 - 2 - 1) * 0.1)


def test_estimated_readings_are_shown_as_a_share(session: Session, tmp_path: Path) -> None:
    rows = day_rows(days_from(dt.date(2024, 5, 1), 2))
    rows[1][2:5] = ["1.5E"] * 3
    meter = import_file(session, [write(tmp_path / "hh.csv", rows)], only_look=True).meters[0]
    assert meter.estimated_share == 3 / 96


def test_readings_take_the_kind_and_the_site_that_are_said(session: Session, tmp_path: Path) -> None:
    site = session.add_row("site", {"name": "Depot"})
    path = write(tmp_path / "hh.csv", day_rows(days_from(dt.date(2024, 5, 1), 2)))
    import_file(session, [path], said(kind="natural-gas", site="Depot"))
    assert records(session)[["activity", "site"]].to_numpy().tolist() == [["natural-gas", site]]


def test_a_locked_year_is_said_before_anything_is_tried(session: Session, messy: Path) -> None:
    year = session.snapshot().year_ids[0]
    session.set_cell("reporting_year", year, "locked", "true")
    run = import_file(session, [messy])
    assert "locked" in run.refused
    assert len(records(session)) == 0


def test_a_file_that_is_no_table_is_refused_in_a_sentence(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "bill.csv"
    path.write_bytes(b"%PDF-1.4")
    with pytest.raises(UnusableFileError, match="it is a PDF"):
        import_file(session, [path])
    with pytest.raises(UnusableFileError, match="no such file"):
        import_file(session, [tmp_path / "gone.csv"])


def test_an_import_can_be_stopped_and_leaves_nothing(session: Session, messy: Path) -> None:
    with pytest.raises(StoppedError):
        import_file(session, [messy], watch=Watch(stopped=lambda: True))
    assert len(records(session)) == 0


def test_official_factors_are_known_by_their_sheet(session: Session, tmp_path: Path) -> None:
    path = workbook(tmp_path / "factors.xlsx", {"Factors by Category": [["x"], ["y"]]})
    run = import_file(session, [path], only_look=True)
    assert (run.route, run.records, run.plan.workbook) == ("factors", 0, path)


def test_each_of_several_tables_in_one_file_is_taken_or_left_out(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text(
        "Electricity\nStart date,End date,kWh\n01/05/2024,31/05/2024,100\n01/06/2024,30/06/2024,90\n\n"
        "Diesel\nDate,Fuel,Litres\n14/05/2024,Diesel,40\n20/05/2024,Diesel,41\n"
    )
    run = import_file(session, [path], only_look=True)
    assert {one.unit: one.quantity for one in run.totals} == {"kWh": 190, "litres": 81}
    first, second = (table.key for table in run.tables)
    run = import_file(session, [path], said(taken={first: False}), only_look=True)
    assert [one.unit for one in run.totals] == ["litres"]
    assert first != second
