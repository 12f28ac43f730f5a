"""Rows put straight into a sheet that is already written: a hundred thousand records in seconds.

The library that writes workbooks takes a minute for millions of cells. Its sheet has the headings; the rows
below come from here, texts as inline strings, which no program takes for formulas.
"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import islice
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from carbonsv.reports.fixed_zip import FIRST_TIME
from carbonsv.reports.plain import without_turning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AT_ONCE = 10_000  # rows
_END = b"</sheetData>"
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # a reader would take _x0041_ for the letter A


def with_rows(content: bytes, sheet: int, rows: Iterable[str]) -> bytes:
    """Return a workbook with more rows at the foot of one of its sheets.

    Args:
        content: the workbook.
        sheet: number of the sheet, from 1, as it was added.
        rows: each as XML.
    """
    wanted = f"xl/worksheets/sheet{sheet}.xml"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, FIRST_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            with new.open(entry, "w") as file:
                pieces = [old.read(member)]
                for piece in _spliced(pieces[0], rows) if member.filename == wanted else pieces:
                    file.write(piece)
    return made.getvalue()


def text_cell(text: str) -> str:
    """Return a text as what stands inside a cell's tag; blank for a blank one."""
    if not text:
        return ""
    plain = escape(_LOOKS_ESCAPED.sub("_x005F_", without_turning(text)))
    return f' t="inlineStr"><is><t xml:space="preserve">{plain}</t></is></c>'


def number_cell(value: float) -> str:
    """Return a number with every digit as what stands inside a cell's tag; blank where not available."""
    return "" if value != value else f"><v>{value!r}</v></c>"  # noqa: PLR0124 - nan


def formula_cell(formula: str, value: float) -> str:
    """Return a formula of ours with its value; blank where the value is not available."""
    return "" if value != value else f"><f>{formula}</f><v>{value!r}</v></c>"  # noqa: PLR0124 - nan


def row_xml(number: int, columns: str, cells: Iterable[str]) -> str:
    """Return a row from what stands inside its cells' tags; blank cells are left out.

    Args:
        number: of the row, from 1.
        columns: the letters of the columns.
        cells: as the functions above give.
    """
    tags = [f'<c r="{one}{number}"{cell}' for one, cell in zip(columns, cells, strict=True) if cell]
    return f'<row r="{number}">{"".join(tags)}</row>'


def _spliced(xml: bytes, rows: Iterable[str]) -> Iterator[bytes]:
    before, end, after = xml.rpartition(_END)
    yield _DIMENSION.sub(b"", before)  # it would say that there is only the heading; it need not be there
    waiting = iter(rows)
    while piece := list(islice(waiting, _AT_ONCE)):
        yield "".join(piece).encode()
    yield end + after
