"""Rows put straight into sheets that are already written: a hundred thousand records in seconds.

The library that writes workbooks takes a minute for millions of cells. Its sheets have the headings; the
rows below come from here, texts as inline strings, which no program takes for formulas.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd

from carbonsv.reports.fixed_zip import FIRST_TIME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_AT_ONCE = 10_000  # rows
_END = b"</sheetData>"
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # a reader would take _x0041_ for the letter A
_XML_CHANGES = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # refused, or a carriage return
_FIRST_SERIAL_DAY = np.datetime64("1899-12-30")
_ONE_DAY = np.timedelta64(1, "D")
_FIRST_SURE_DAY = np.datetime64("1900-03-01")  # spreadsheets believe in a 29 February 1900
_LETTERS = 26
_FAST = 3  # of zlib's levels: half as long as the usual one, and a tenth larger


def with_rows(content: bytes, rows_by_sheet: Mapping[int, Iterable[str]]) -> bytes:
    """Return a workbook with more rows at the foot of some of its sheets.

    Args:
        content: the workbook.
        rows_by_sheet: by number of the sheet, from 1, as it was added; each row as XML.
    """
    wanted = {f"xl/worksheets/sheet{sheet}.xml": rows for sheet, rows in rows_by_sheet.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, FIRST_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry._compresslevel = _FAST  # type: ignore[attr-defined]  # noqa: SLF001 - public from 3.13 on
            entry.create_system = 0
            with new.open(entry, "w") as file:
                xml = old.read(member)
                rows = wanted.get(member.filename)
                for piece in [xml] if rows is None else _spliced(xml, rows):
                    file.write(piece)
    return made.getvalue()


def rows_of(columns: Sequence[Sequence[str]], first_row: int) -> Iterator[str]:
    """Yield rows as XML from what stands inside the tags of their cells, column by column.

    Args:
        columns: (k) columns of (n) cells each, as the functions below give; blank cells are left out.
        first_row: number of the first row, from 1.
    """
    starts = [f'<c r="{letters(place)}' for place in range(len(columns))]
    for number, cells in enumerate(zip(*columns, strict=True), first_row):
        tags = [f'{start}{number}"{cell}' for start, cell in zip(starts, cells, strict=True) if cell]
        yield f'<row r="{number}">{"".join(tags)}</row>'


def letters(place: int) -> str:
    """Return the letters of a column, counted from 0."""
    more, last = divmod(place, _LETTERS)
    return (letters(more - 1) if more else "") + chr(ord("A") + last)


def text_cells(column: pd.Series, write: Callable[[Any], str] | None = None) -> list[str]:
    """Return a column of few different values as cells; each value is written once.

    Args:
        column: (n) values; missing ones are blank.
        write: gives the cell of a value; text where nothing is said.
    """
    codes, values = pd.factorize(column)
    written = [(write or text_cell)(value) for value in values]
    cells: list[str] = np.array([*written, ""], dtype=object)[codes].tolist()  # -1 is the last: missing
    return cells


def number_cells(column: pd.Series) -> list[str]:
    """Return a column of numbers as cells, every digit; blank where not available."""
    return [number_cell(value) for value in column.to_numpy(dtype=np.float64, na_value=np.nan).tolist()]


def truth_cells(column: pd.Series) -> list[str]:
    """Return a column of yes and no as cells."""
    return ["" if pd.isna(one) else f' t="b"><v>{int(one)}</v></c>' for one in column.tolist()]


def day_cells(column: pd.Series, style: int) -> list[str]:
    """Return a column of days as cells: dates of the workbook, or text before its calendar begins.

    Args:
        column: (n) days.
        style: number of the workbook's format for days.
    """
    return text_cells(column, lambda day: day_cell(day, style))


def day_cell(day: Any, style: int) -> str:
    """Return a day as what stands inside a cell's tag."""
    moment = np.datetime64(day, "D")
    if moment < _FIRST_SURE_DAY:
        return text_cell(str(moment))
    return f' s="{style}"><v>{(moment - _FIRST_SERIAL_DAY) // _ONE_DAY}</v></c>'


def text_cell(text: object) -> str:
    """Return a text as what stands inside a cell's tag; blank for a blank one."""
    if not text:
        return ""
    escaped = _XML_CHANGES.sub(_as_code, _LOOKS_ESCAPED.sub("_x005F_", str(text)))
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(escaped)}</t></is></c>'


def number_cell(value: float) -> str:
    """Return a number with every digit as what stands inside a cell's tag; blank where not available."""
    return f"><v>{value!r}</v></c>" if math.isfinite(value) else ""


def formula_cell(formula: str, value: float) -> str:
    """Return a formula of ours with its value; blank where the value is not available."""
    return f"><f>{formula}</f><v>{value!r}</v></c>" if math.isfinite(value) else ""


def _as_code(found: re.Match[str]) -> str:
    """Write a character as spreadsheets do where XML cannot hold it."""
    return f"_x{ord(found[0]):04X}_"


def _spliced(xml: bytes, rows: Iterable[str]) -> Iterator[bytes]:
    before, end, after = xml.rpartition(_END)
    yield _DIMENSION.sub(b"", before)  # it would say that there is only the heading; it need not be there
    waiting = iter(rows)
    while piece := list(islice(waiting, _AT_ONCE)):
        yield "".join(piece).encode()
    yield end + after
