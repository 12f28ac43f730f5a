"""The official importer: the UK Government conversion factors' flat file becomes a factor pack.

Source: UK Government GHG Conversion Factors for Company Reporting, flat files 2018-2025.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from carbonsv.errors import UnusableFileError
from carbonsv.library.pack import FactorPack, factor_table
from carbonsv.library.uk_names import Labels, canonical, gwp_set, series_key
from carbonsv.workbooks import read_sheets

if TYPE_CHECKING:
    from pathlib import Path

KIND = "uk-government-factors"
_TITLE = "UK Government GHG Conversion Factors for Company Reporting"
_LICENCE = "OGL-UK-3.0"
FACTOR_SHEET = "Factors by Category"
FRONT_SHEET = "Front page"
_FULL_SET_SHEETS = {"Index", "Fuels"}
_LABEL_HEADINGS = ("Level 1", "Level 2", "Level 3", "Level 4", "Column Text", "UOM")
_VALUE_HEADING = re.compile(r"GHG Conversion Factor (\d{4})")
_ENERGY_LABELS = {"kWh", "kWh (Net CV)", "kWh (net)", "`", ""}
_GAS = re.compile(r"kg (?:CO2e of )?(CO2e|CO2|CH4|N2O)(?: per unit)?")
_PUBLISHERS = re.compile(r"(?:^Produced by .*? for|^and) the (.+)$")
_EXPECTED = "choose the “flat file (for automatic processing)” of the official conversion factors"

Cell = Any
Grid = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class _Layout:
    header: int  # index of the heading row
    year: int
    id: int | None
    scope: int
    labels: tuple[int, ...]
    gas: int
    value: int


@dataclass(frozen=True)
class _FrontPage:
    """What the front page says of the edition, and who published it."""

    edition: str
    updated: str
    publisher: str


@dataclass(frozen=True)
class _GasRow:
    number: int  # as the spreadsheet counts, from 1
    id: str
    scope: str
    labels: Labels
    gas: str
    value: Cell


@dataclass
class _Factor:
    """The gas rows that make up one factor, by the column that each of them fills."""

    rows: dict[str, _GasRow] = field(default_factory=dict)

    @property
    def leading(self) -> _GasRow:
        return next(self.rows[column] for column in _LEADING if column in self.rows)


_LEADING = ("co2e_kg", "energy_kwh", "co2_kg", "ch4_kg", "n2o_kg")


def read_workbook(path: Path) -> FactorPack:
    """Read an official flat file, whatever its ending, into one row per factor.

    Per-gas rows are already CO2e. A blank is not available, never zero. The SECR rows are energy.

    Raises:
        UnusableFileError: when the file is not a flat file of the UK Government conversion factors.
    """
    content = _read_bytes(path)
    sheets = _sheets(content, path)
    layout = _layout(sheets[FACTOR_SHEET], path)
    rows = _gas_rows(sheets[FACTOR_SHEET], layout)
    front = _front_page(sheets.get(FRONT_SHEET, []))
    pack_id = f"ukgov-{layout.year}"
    records = (
        _record(pack_id, key, found, layout) for key, found in _factors(rows, layout.year, path).items()
    )
    return FactorPack(
        id=pack_id,
        kind=KIND,
        title=f"{_TITLE} {layout.year}",
        year=layout.year,
        edition=front.edition,
        updated=front.updated,
        sha256=hashlib.sha256(content).hexdigest(),
        publisher=front.publisher,
        source=f"{_TITLE} {layout.year}, flat file, version {front.edition}",
        licence=_LICENCE,
        attribution=_attribution(layout.year, front),
        sheet=FACTOR_SHEET,
        rows_read=len(rows),
        factors=factor_table(records),
    )


def _attribution(year: int, front: _FrontPage) -> str:
    cited = f"{_TITLE} {year}, version {front.edition}, {front.publisher}"
    licence = "Contains public sector information licensed under the Open Government Licence v3.0"
    return f"{licence}: {cited}. © Crown copyright."


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusableFileError(path, f"it cannot be opened ({error.strerror})") from error


def _sheets(content: bytes, path: Path) -> Mapping[str, Grid]:
    """Open by content: mirrors of the official files often carry the wrong ending."""
    sheets = read_sheets(content, path, {FRONT_SHEET, FACTOR_SHEET, *_FULL_SET_SHEETS})
    if FACTOR_SHEET not in sheets:
        raise UnusableFileError(path, _wrong_workbook(set(sheets)), _hint())
    return sheets


def _wrong_workbook(names: set[str]) -> str:
    if names >= _FULL_SET_SHEETS:
        return "it is the full or condensed set for reading by eye, and the importer needs the flat file"
    return f"it has no sheet named “{FACTOR_SHEET}”"


def _hint() -> str:
    return f"On the official page, {_EXPECTED}."


def _layout(grid: Grid, path: Path) -> _Layout:
    for index, row in enumerate(grid):
        headings = [_printed(cell) for cell in row]
        if "Scope" in headings and "UOM" in headings:
            return _columns(index, headings, path)
    raise UnusableFileError(
        path, f"the sheet “{FACTOR_SHEET}” has no row with the headings Scope and UOM", _hint()
    )


def _columns(header: int, headings: list[str], path: Path) -> _Layout:
    value = next((i for i, heading in enumerate(headings) if _VALUE_HEADING.fullmatch(heading)), None)
    gas = "GHG/Unit" if "GHG/Unit" in headings else "GHG"
    missing = [name for name in (*_LABEL_HEADINGS, gas) if name not in headings]
    if value is None or missing:
        lacking = missing[0] if missing else "GHG Conversion Factor and a year"
        raise UnusableFileError(path, f"row {header + 1} has no column headed {lacking}", _hint())
    return _Layout(
        header=header,
        year=int(headings[value].rsplit(" ", 1)[1]),
        id=headings.index("ID") if "ID" in headings else None,
        scope=headings.index("Scope"),
        labels=tuple(headings.index(name) for name in _LABEL_HEADINGS),
        gas=headings.index(gas),
        value=value,
    )


def _gas_rows(grid: Grid, layout: _Layout) -> list[_GasRow]:
    """Return the rows of the table, without the blank tail and the word END."""
    rows = []
    for number, row in enumerate(grid[layout.header + 1 :], layout.header + 2):
        labels = Labels(*(_printed(row[column]) for column in layout.labels))
        if labels.level2:  # END stands in the first or second column
            identity = "" if layout.id is None else _printed(row[layout.id])
            gas = _printed(row[layout.gas])
            rows.append(
                _GasRow(number, identity, _printed(row[layout.scope]), labels, gas, row[layout.value])
            )
    return rows


def _printed(cell: Cell) -> str:
    """Return a cell as the workbook shows it: 2020, not 2020.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _factors(rows: list[_GasRow], year: int, path: Path) -> dict[str, _Factor]:
    factors: dict[str, _Factor] = {}
    for row in rows:
        column = _column_of(row, path)
        gases = factors.setdefault(series_key(canonical(row.labels, year)), _Factor()).rows
        gases[column] = _same(gases[column], row, path) if column in gases else row
    return factors


def _same(first: _GasRow, second: _GasRow, path: Path) -> _GasRow:
    """Return the one with a value: the 2022 edition repeats the motorbikes of SECR as blank rows."""
    both = f"rows {first.number} and {second.number}"
    if first.value != second.value and "" not in (first.value, second.value):
        raise UnusableFileError(path, f"{both} give two values for the same factor and gas")
    return second if first.value == "" else first


def _column_of(row: _GasRow, path: Path) -> str:
    if row.gas in _ENERGY_LABELS:
        return "energy_kwh"
    gas = _GAS.fullmatch(row.gas)
    if gas is None:
        raise UnusableFileError(
            path, f"row {row.number} gives “{row.gas}”, which is no gas the importer knows"
        )
    return f"{gas[1].lower()}_kg"


def _record(pack_id: str, key: str, factor: _Factor, layout: _Layout) -> dict[str, Any]:
    lead = factor.leading
    column = _column_letters(layout.value)
    cells = {name: f"{column}{row.number}" for name, row in factor.rows.items()}
    return {
        "factor_id": f"{pack_id}/{key}",
        "series_key": key,
        "source_id": lead.id.rsplit("_", 1)[0] if lead.id else f"row {lead.number}",
        "scope": lead.scope,
        **lead.labels._asdict(),
        **{name: _value(row.value) for name, row in factor.rows.items()},
        "source_cell": f"'{FACTOR_SHEET}'!{column}{lead.number}",
        **{f"{gas}_cell": cells.get(f"{gas}_kg", "") for gas in ("co2", "ch4", "n2o")},
        "gwp_set": _gwp_set(factor, layout.year),
        "note": _note(factor),
    }


def _gwp_set(factor: _Factor, year: int) -> str:
    is_energy = "energy_kwh" in factor.rows
    return "" if is_energy else gwp_set(canonical(factor.leading.labels, year).level1, year)


def _value(cell: Cell) -> float:
    return cell if isinstance(cell, float) else float("nan")


def _note(factor: _Factor) -> str:
    texts = [
        f"{row.value} as published"
        for row in factor.rows.values()
        if isinstance(row.value, str) and row.value.strip()
    ]
    energy = factor.rows.get("energy_kwh")
    if energy is not None:
        texts.append(f"Energy, not emissions; gas column as printed: {energy.gas or 'blank'}")
    return "; ".join(dict.fromkeys(texts))


def _column_letters(index: int) -> str:
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def _front_page(grid: Grid) -> _FrontPage:
    facts: dict[str, str] = {}
    publishers: list[str] = []
    for row in grid:
        cells = [cell for cell in row if _printed(cell)]
        name = _printed(cells[0]).rstrip(": ") if cells else ""
        if name in ("Version", "Updated") and len(cells) > 1:
            facts.setdefault(name, _edition_text(cells[1]))
        published = _PUBLISHERS.match(name)
        publishers.extend([published[1]] if published else [])
    publisher = " and ".join(publishers) or "UK Government"
    return _FrontPage(facts.get("Version", ""), facts.get("Updated", ""), publisher)


def _edition_text(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell).strip()
