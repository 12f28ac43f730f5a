"""Every valued cell of the official flat files, against the shipped packs.

Needs the workbooks: CARBONSV_WORKBOOKS names the folder they are in.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import python_calamine as calamine

from carbonsv.library.pack import read_pack
from carbonsv.library.uk_import import known_workbooks, verify
from carbonsv.library.uk_workbook import read_workbook
from carbonsv.paths import FACTORS

FOLDER = os.environ.get("CARBONSV_WORKBOOKS", "")
YEARS = range(2018, 2026)
GAS_OF_COLUMN = {"co2_kg": "co2_cell", "ch4_kg": "ch4_cell", "n2o_kg": "n2o_cell"}

pytestmark = pytest.mark.skipif(not FOLDER, reason="CARBONSV_WORKBOOKS names no folder of official workbooks")


def workbook(year: int) -> Path:
    wanted = {known.sha256 for known in known_workbooks().values() if known.year == year}
    for path in sorted(Path(FOLDER).glob("*.xls*")):
        if str(year) in path.name and hashlib.sha256(path.read_bytes()).hexdigest() in wanted:
            return path
    return pytest.skip(f"no workbook of {year} in the folder")


def grid(path: Path) -> list[list[Any]]:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    return book.get_sheet_by_name("Factors by Category").to_python(skip_empty_area=False)


def row_number(cell: str) -> int:
    match = re.fullmatch(r"(?:'Factors by Category'!)?[A-Z](\d+)", cell)
    assert match is not None
    return int(match[1])


def cells_of(factor: dict[Any, Any]) -> dict[int, float]:
    """The values of one factor by the row of the workbook they are said to be in."""
    cells = {
        row_number(factor[cell]): factor[column] for column, cell in GAS_OF_COLUMN.items() if factor[cell]
    }
    leading = factor["co2e_kg"] if pd.notna(factor["co2e_kg"]) else factor["energy_kwh"]
    return {row_number(factor["source_cell"]): leading} | cells


@pytest.mark.parametrize("year", YEARS)
def test_every_valued_cell_of_the_workbook_is_in_the_pack_at_its_cell(year: int) -> None:
    rows = grid(workbook(year))
    published = {number: row[-1 if year < 2023 else 9] for number, row in enumerate(rows, 1)}
    valued = {number: cell for number, cell in published.items() if isinstance(cell, float)}
    kept: dict[int, float] = {}
    for factor in read_pack(FACTORS / f"ukgov-{year}").factors.to_dict("records"):
        kept |= {number: value for number, value in cells_of(factor).items() if pd.notna(value)}
    assert kept == valued


@pytest.mark.parametrize("year", YEARS)
def test_each_gas_stands_in_the_column_of_its_label(year: int) -> None:
    rows = grid(workbook(year))
    heading = next(row for row in rows if "Scope" in row and "UOM" in row)
    gas_column = heading.index("GHG/Unit" if "GHG/Unit" in heading else "GHG")
    factors = read_pack(FACTORS / f"ukgov-{year}").factors
    for gas, cell in (("CO2", "co2_cell"), ("CH4", "ch4_cell"), ("N2O", "n2o_cell")):
        labels = {str(rows[row_number(name) - 1][gas_column]) for name in factors[cell] if name}
        assert labels <= {f"kg {gas}", f"kg CO2e of {gas}", f"kg CO2e of {gas} per unit"}


@pytest.mark.parametrize("year", YEARS)
def test_the_pack_is_verified_against_its_workbook(year: int) -> None:
    issues = verify(FACTORS / f"ukgov-{year}", workbook(year))
    assert [issue.code for issue in issues] == ["workbook-known"]


@pytest.mark.parametrize("year", YEARS)
def test_the_importer_makes_the_shipped_pack_again(year: int) -> None:
    shipped = read_pack(FACTORS / f"ukgov-{year}")
    pd.testing.assert_frame_equal(read_workbook(workbook(year)).factors, shipped.factors)


@pytest.mark.parametrize("year", [2018, 2022, 2025])
def test_an_official_workbook_under_the_wrong_ending_is_read_all_the_same(year: int, tmp_path: Path) -> None:
    path = workbook(year)
    wrong = tmp_path / f"mirror{'.xls' if path.suffix == '.xlsx' else '.xlsx'}"
    wrong.write_bytes(path.read_bytes())
    assert read_workbook(wrong).year == year
