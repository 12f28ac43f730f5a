"""Small workbooks in the layouts of the official flat files, written without a spreadsheet library."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Cell = str | float | None
LABELS = ["Scope", "Level 1", "Level 2", "Level 3", "Level 4", "Column Text"]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def gas_row(
    path: str,
    uom: str = "kWh",
    gas: str = "kg CO2e",
    value: Cell = 1.0,
    scope: str = "Scope 1",
    row_id: str = "",
) -> list[Cell]:
    """One row of a flat file; the path is Level 1 to Column Text, parted by a slash with spaces."""
    labels = [*path.split(" / "), "", "", "", ""][:5]
    return [row_id, scope, *labels, uom, gas, value]


def flat_file(path: Path, rows: Sequence[Sequence[Cell]], year: int = 2025, version: float = 1.0) -> Path:
    """Write a flat file in the layout of its year."""
    header, table = _new_layout(year, rows) if year >= 2023 else _old_layout(year, rows)
    front: list[Sequence[Cell]] = [
        ["", "Produced by An Office for the Department for Testing"],
        ["", "Version: ", version],
        ["", "Updated:", f"{year}-06-10"],
    ]
    return write_xlsx(path, {"Front page": front, "Factors by Category": [*header, *table, ["END"]]})


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> Path:
    """Write the cells of each sheet; None and empty text are blank cells."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", _content_types(len(sheets)))
        file.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
        file.writestr("xl/_rels/workbook.xml.rels", _relations(targets))
        file.writestr("xl/workbook.xml", _workbook(list(sheets)))
        for number, rows in enumerate(sheets.values(), 1):
            file.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(rows))
    return path


def _new_layout(
    year: int, rows: Sequence[Sequence[Cell]]
) -> tuple[list[Sequence[Cell]], Sequence[Sequence[Cell]]]:
    headings = ["ID", *LABELS, "UOM", "GHG/Unit", f"GHG Conversion Factor {year}"]
    return [["UK Government GHG Conversion Factors"], [], [], [], [], headings], rows


def _old_layout(
    year: int, rows: Sequence[Sequence[Cell]]
) -> tuple[list[Sequence[Cell]], Sequence[Sequence[Cell]]]:
    headings = [*LABELS, "UOM (simple)", "UOM", "GHG", "Lookup", f"GHG Conversion Factor {year}"]
    table = [[*row[1:7], "hidden", row[7], row[8], "hidden", row[9]] for row in rows]
    return [["UK Government GHG Conversion Factors"], [], [], [], headings], table


def _content_types(sheets: int) -> str:
    parts = [("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml")]
    parts += [
        (f"/xl/worksheets/sheet{number}.xml", f"{_TYPE}.worksheet+xml") for number in range(1, sheets + 1)
    ]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    relations = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{relations}{overrides}</Types>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>'


def _sheet(rows: Sequence[Sequence[Cell]]) -> str:
    body = "".join(
        f'<row r="{number}">{"".join(_cell(number, place, cell) for place, cell in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _cell(row: int, column: int, cell: Cell) -> str:
    place = f"{chr(ord('A') + column)}{row}"
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell!r}</v></c>'
