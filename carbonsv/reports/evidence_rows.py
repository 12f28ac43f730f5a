"""The long sheets of the evidence workbook as rows of XML: tables of the document, lines, attached files."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.model import tables
from carbonsv.reports.many_rows import (
    day_cells,
    formula_cell,
    number_cell,
    number_cells,
    rows_of,
    text_cell,
    text_cells,
    truth_cells,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from carbonsv.reports.evidence import Evidence

ACTIVITY, FACTORS = "activity", "factors"
LINE_HEADER = (
    *("record", "site", "activity", "month", "scope", "category", "method", "lifecycle", "factor_id"),
    *("share of record", "factor units per unit", "quantity in factor unit", "co2e_kg", "biogenic_co2_kg"),
)
FILE_HEADER = ("sha256", "part", "content (base64)")
QUANTITY = "D"  # of the sheet of records, by its schema
FACTOR_VALUE, FACTOR_CO2 = "F", "G"
_LABELS = LINE_HEADER[:9]
_AT_ONCE = 20_000  # rows, so that the cells of few of them are in memory together
_PART = 24_000  # [bytes] of a file in one cell: a third more as text, and a cell holds 32,767 characters


def table_rows(name: str, frame: pd.DataFrame, day_style: int) -> Iterator[str]:
    """Yield the rows of a table of the document, in its own columns and types.

    Args:
        name: of the table.
        frame: (n rows), columns as resources/schema.
        day_style: number of the workbook's format for days.
    """
    for start in range(0, len(frame), _AT_ONCE):
        part = frame.iloc[start : start + _AT_ONCE]
        columns = [_cells(part[one.name], one.type, day_style) for one in tables.table(name).columns]
        yield from rows_of(columns, start + 2)


def _cells(column: pd.Series, kind: str, day_style: int) -> list[str]:
    if kind == "date":
        return day_cells(column, day_style)
    if kind in {"number", "integer"}:
        return number_cells(column)
    return truth_cells(column) if kind == "boolean" else text_cells(column)


def line_rows(evidence: Evidence, factors: Mapping[str, int]) -> Iterator[str]:
    """Yield the emission lines: labels, share, conversion, and the two products as formulas.

    Args:
        evidence: the lines.
        factors: row of each factor on its sheet, from 1.
    """
    records = {name: row for row, name in enumerate(evidence.activities["id"].tolist(), 2)}
    for start in range(0, len(evidence.lines), _AT_ONCE):
        part = evidence.lines.iloc[start : start + _AT_ONCE]
        labels = [_label_cells(part[name]) for name in _LABELS]
        yield from rows_of([*labels, *_products(part, records, factors, start + 2)], start + 2)


def _label_cells(column: pd.Series) -> list[str]:
    if column.name == "month":
        return text_cells(column, lambda day: text_cell(f"{pd.Timestamp(day):%Y-%m}"))
    if column.name == "category":
        return text_cells(column, lambda number: number_cell(int(number)))
    return text_cells(column.astype("object"))


def _products(
    part: pd.DataFrame, records: Mapping[str, int], factors: Mapping[str, int], first: int
) -> list[list[str]]:
    """Return share, conversion, and by formulas the quantity, its emissions and its biogenic CO2."""
    record = [records[name] for name in part["record"].tolist()]
    factor = [factors[name] for name in part["factor_id"].astype("object").tolist()]
    rows = range(first, first + len(part))
    quantity = [
        formula_cell(f"'{ACTIVITY}'!{QUANTITY}{at}*J{row}*K{row}", value)
        for at, row, value in zip(record, rows, part["quantity_in_factor_unit"].tolist(), strict=True)
    ]
    co2e = _by_factor(part["co2e_kg"], factor, rows, FACTOR_VALUE)
    outside = part["co2_kg"].where((part["scope"] == "outside").to_numpy())
    biogenic = _by_factor(outside, factor, rows, FACTOR_CO2)
    return [number_cells(part["share"]), number_cells(part["conversion"]), quantity, co2e, biogenic]


def _by_factor(values: pd.Series, factor: Sequence[int], rows: range, column: str) -> list[str]:
    return [
        formula_cell(f"L{row}*'{FACTORS}'!{column}{at}", value)
        for row, at, value in zip(rows, factor, values.tolist(), strict=True)
    ]


def file_rows(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield attached files in pieces that cells can hold."""
    pieces = [
        (key, number, content[place : place + _PART])
        for key, content in sorted(files.items())
        for number, place in enumerate(range(0, max(len(content), 1), _PART), 1)
    ]
    columns = [
        [text_cell(key) for key, _, _ in pieces],
        [number_cell(number) for _, number, _ in pieces],
        [text_cell(base64.b64encode(piece).decode()) for _, _, piece in pieces],
    ]
    yield from rows_of(columns, 2)
