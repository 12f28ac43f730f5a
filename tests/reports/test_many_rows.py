from __future__ import annotations

import io

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from carbonsv.reports.many_rows import formula_cell, number_cell, row_xml, text_cell, with_rows
from tests.reports.test_pdf import HOSTILE


def workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        book.add_worksheet("first").write_string(0, 0, "untouched")
        book.add_worksheet("second").write_row(0, 0, ["name", "amount", "double"])
    return content.getvalue()


def read_back(*rows: str) -> list[list[object]]:
    made = CalamineWorkbook.from_filelike(io.BytesIO(with_rows(workbook(), 2, rows)))
    assert made.get_sheet_by_name("first").to_python() == [["untouched"]]
    return [list(row) for row in made.get_sheet_by_name("second").to_python()]


def test_rows_come_below_the_headings_with_every_digit() -> None:
    cells = (text_cell("a"), number_cell(0.1 + 0.2), formula_cell("B2*2", 0.6000000000000001))
    assert read_back(row_xml(2, "ABC", cells)) == [
        ["name", "amount", "double"],
        ["a", 0.1 + 0.2, 0.6000000000000001],
    ]


@pytest.mark.parametrize("text", [*HOSTILE, "</t></is></c><c><f>1</f>", " a ", "_x0041_", "&amp;", "🏭\nx"])
def test_text_comes_back_as_it_was(text: str) -> None:
    assert read_back(row_xml(2, "ABC", (text_cell(text), "", "")))[1][0] == text


def test_what_is_not_available_is_a_blank_cell() -> None:
    nan = float("nan")
    cells = (text_cell(""), number_cell(nan), formula_cell("1", nan))
    assert row_xml(2, "ABC", cells) == '<row r="2"></row>'
