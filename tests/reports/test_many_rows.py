from __future__ import annotations

import io

import pandas as pd
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from carbonsv.reports.many_rows import (
    day_cells,
    formula_cell,
    letters,
    number_cell,
    number_cells,
    rows_of,
    text_cell,
    text_cells,
    truth_cells,
    with_rows,
)
from tests.reports.test_pdf import HOSTILE


def workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        book.add_worksheet("first").write_string(0, 0, "untouched")
        book.add_worksheet("second").write_row(0, 0, ["name", "amount", "double"])
    return content.getvalue()


def read_back(*cells: str) -> list[list[object]]:
    """The rows of a workbook with one more, whose cells these are."""
    rows = rows_of([[one] for one in cells], 2)
    made = CalamineWorkbook.from_filelike(io.BytesIO(with_rows(workbook(), {2: rows})))
    assert made.get_sheet_by_name("first").to_python() == [["untouched"]]
    return [list(row) for row in made.get_sheet_by_name("second").to_python()]


def test_rows_come_below_the_headings_with_every_digit() -> None:
    cells = (text_cell("a"), number_cell(0.1 + 0.2), formula_cell("B2*2", 0.6000000000000001))
    assert read_back(*cells) == [["name", "amount", "double"], ["a", 0.1 + 0.2, 0.6000000000000001]]


@pytest.mark.parametrize(
    "text",
    [*HOSTILE, "</t></is></c><c><f>1</f>", " a ", "_x0041_", "&amp;", "🏭\nx", "a\r\nb\tc", "\u202egnp.exe"],
)
def test_text_comes_back_as_it_was(text: str) -> None:
    assert read_back(text_cell(text), "", "")[1][0] == text


def test_what_is_not_available_is_a_blank_cell() -> None:
    nan = float("nan")
    cells = [[text_cell("")], [number_cell(nan)], [formula_cell("1", nan)]]
    assert list(rows_of(cells, 2)) == ['<row r="2"></row>']


def test_columns_of_values_become_columns_of_cells() -> None:
    assert text_cells(pd.Series(["a", None, "a"])) == [text_cell("a"), "", text_cell("a")]
    assert number_cells(pd.Series([0.5, None])) == [number_cell(0.5), ""]
    assert truth_cells(pd.Series([True, None], dtype="boolean")) == [' t="b"><v>1</v></c>', ""]


def test_days_are_dates_of_the_workbook_or_text_before_its_calendar() -> None:
    days = pd.Series(["2024-04-30", "1899-01-01", None], dtype="datetime64[s]")
    assert day_cells(days, 3) == [' s="3"><v>45412</v></c>', text_cell("1899-01-01"), ""]


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_by_letters(place: int, name: str) -> None:
    assert letters(place) == name
