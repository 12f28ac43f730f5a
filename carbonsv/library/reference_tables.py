"""The importers of the tables beside the factors: potentials, blends, fuels, hauls, spend and prices.

Each reads the published file, or the transcription kept with its source, and can be run again.
"""

from __future__ import annotations

import csv
import hashlib
from functools import partial
from typing import TYPE_CHECKING, Any

from carbonsv.errors import UnusableFileError
from carbonsv.library.data_package import FactorSource
from carbonsv.library.pack import FactorPack, factor_table
from carbonsv.library.prices import SPEND_KIND
from carbonsv.library.reference_package import ReferenceTable
from carbonsv.library.uk_names import slug
from carbonsv.paths import FACTORS
from carbonsv.workbooks import read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OGL = "OGL-UK-3.0"
_OGL_SENTENCE = "Contains public sector information licensed under the Open Government Licence v3.0: "
_FULL_SET = "UK Government GHG Conversion Factors for Company Reporting 2025, full set, version 1.0"
_FULL_SET_DATE = "2025-06-10"
_DESNZ = "Department for Energy Security and Net Zero (DESNZ)"
_SPEND = "UK and England's carbon footprint to 2022: conversion factors by SIC code"
_SPEND_NOTE = "Data year 2022; the source does not state the price basis or whether VAT is included"
_PROPERTIES = (
    "net_cv_gj_per_tonne",
    "gross_cv_gj_per_tonne",
    "density_kg_per_m3",
    "litres_per_tonne",
    "net_kwh_per_kg",
    "gross_kwh_per_kg",
    "net_kwh_per_litre",
    "gross_kwh_per_litre",
)


def gwp(path: Path) -> ReferenceTable:
    """Read the 100-year global warming potentials of AR4, AR5 and AR6.

    Source: IPCC AR4 WG1 Table 2.14; AR5 WG1 Table 8.A.1; AR6 WG1 Table 7.SM.7.
    """
    sources = "IPCC reports of Working Group I: AR4 Table 2.14, AR5 Table 8.A.1, AR6 Table 7.SM.7"
    return ReferenceTable(
        name="gwp",
        title="Global warming potentials over 100 years: AR4, AR5 and AR6",
        version="1.0",
        created="2021-08-09",
        source=FactorSource(sources, "IPCC", f"Values from the {sources}."),
        source_sha256=_sha256(path),
        licence="CC0-1.0",
        key=("gas_id",),
        rows=_csv_rows(path),
    )


def refrigerant_blends(path: Path) -> ReferenceTable:
    """Read the blends: the published potential where there is one, otherwise computed, and which it is."""
    source = (
        "UK Government GHG Conversion Factors 2022 and 2025; compositions from CoolProp 8 and US EPA Table 12"
    )
    return ReferenceTable(
        name="refrigerant-blends",
        title="Refrigerant blends: composition and global warming potential",
        version="1.0",
        created=_FULL_SET_DATE,
        source=FactorSource(
            source, _DESNZ, f"{_OGL_SENTENCE}{source}. Values marked as computed are not published."
        ),
        source_sha256=_sha256(path),
        licence=_OGL,
        key=("blend",),
        rows=[_blend(row) for row in _csv_rows(path)],
    )


def _blend(row: dict[str, str]) -> dict[str, str]:
    ar4, ar4_basis = _published_or_computed(row["ukgov_2022_published"], row["ar4_computed"])
    ar5, ar5_basis = _published_or_computed(row["ukgov_2025_published"], row["ar5_computed"])
    ar6, ar6_basis = _computed(row["ar6_computed"], row["note"])
    return {
        "blend": row["blend"],
        "composition": row["composition_mass_pct"],
        "ar4_gwp100": ar4,
        "ar4_basis": ar4_basis,
        "ar4_computed": row["ar4_computed"],
        "ar5_gwp100": ar5,
        "ar5_basis": ar5_basis,
        "ar5_computed": row["ar5_computed"],
        "ar6_gwp100": ar6,
        "ar6_basis": ar6_basis,
        "composition_source": row["composition_source"],
        "note": row["note"],
    }


def _published_or_computed(published: str, computed: str) -> tuple[str, str]:
    if published:
        return published, "published"
    return computed, "computed" if computed else ""


def _computed(value: str, note: str) -> tuple[str, str]:
    """A blend made of gases without a value has none: nothing is not zero."""
    if not value or not float(value):
        return "", ""
    return value, "computed-in-part" if "taken as 0" in note else "computed"


def fuel_properties(path: Path) -> ReferenceTable:
    """Read calorific values and densities of fuels from the official full set, joined to factor series.

    A fuel that several series share has one row for each of them.
    """
    sheet = "Fuel properties"
    rows = [
        {**printed, **series}
        for printed in _fuel_rows(_grid(path, sheet), sheet)
        for series in _series_of(printed["fuel"])
    ]
    return _official_table(
        "fuel-properties-2025", sheet, "Fuel properties: calorific values and densities", rows, path
    )


def _fuel_rows(grid: list[list[Any]], sheet: str) -> Iterator[dict[str, str]]:
    group = ""
    for number, row in enumerate(grid, 1):
        group = str(row[0]).strip() or group
        if isinstance(row[2], float) and isinstance(row[3], float):
            values = {name: _text(cell) for name, cell in zip(_PROPERTIES, row[3:], strict=False)}
            cell = f"'{sheet}'!B{number}"
            yield {"fuel": str(row[1]).strip(), "group": group, **values, "source_cell": cell}


def _series_of(fuel: str) -> list[dict[str, str]]:
    joins = [row for row in _csv_rows(FACTORS / "fuel_series.csv") if row["fuel"] == fuel]
    return [{"series": row["series"], "series_basis": row["basis"]} for row in joins] or [{"series": ""}]


def haul_definition(path: Path) -> ReferenceTable:
    """Read which countries are short haul and which long haul from the official full set."""
    sheet = "Haul definition"
    rows = [
        dict(zip(("territory", "iso3", "haul"), _texts(row), strict=True))
        | {"source_cell": f"'{sheet}'!C{number}"}
        for number, row in enumerate(_grid(path, sheet), 1)
        if str(row[2]).strip().casefold().endswith(("haul", "domestic"))
        and str(row[0]).strip() != "Territory"
    ]
    return _official_table("haul-definition-2025", sheet, "Haul of flights to and from the UK", rows, path)


def _official_table(
    name: str, sheet: str, title: str, rows: list[dict[str, str]], path: Path
) -> ReferenceTable:
    source = f"{_FULL_SET}, sheet {sheet}"
    return ReferenceTable(
        name=name,
        title=f"{title}, 2025",
        version="1.0",
        created=_FULL_SET_DATE,
        source=FactorSource(source, _DESNZ, f"{_OGL_SENTENCE}{source}, {_DESNZ}. © Crown copyright."),
        source_sha256=_sha256(path),
        licence=_OGL,
        key=("territory",) if "Haul" in sheet else ("fuel", "series"),
        rows=rows,
    )


def gdp_deflator(path: Path) -> ReferenceTable:
    """Read the GDP deflator by calendar year, 2024 = 100.

    Source: HM Treasury, GDP deflators at market prices and money GDP, December 2025.
    """
    rows = _csv_rows(path)
    source = rows[0]["source_document"]
    attribution = f"{_OGL_SENTENCE}{source}. © Crown copyright. Transcription under the MIT licence."
    return ReferenceTable(
        name="gdp-deflator",
        title="GDP deflator of the United Kingdom by calendar year",
        version="December 2025",
        created="",
        source=FactorSource(source, "HM Treasury", attribution),
        source_sha256=_sha256(path),
        licence=_OGL,
        key=("calendar_year",),
        rows=[
            {
                "calendar_year": row["calendar_year"],
                "index": row["index_2024_eq_100"],
                "status": row["status"],
            }
            for row in rows
        ],
    )


def uk_spend(path: Path) -> FactorPack:
    """Read the UK spend factors of 2022, by product group, as a factor pack per pound.

    Source: Defra, UK and England's carbon footprint to 2022, published 14 May 2025.
    """
    sheet = "Sheet1"
    flags = {row["sic"]: row["flag"] for row in _csv_rows(FACTORS / "uk_spend_flags.csv")}
    grid = _grid(path, sheet)
    rows = [(number, row) for number, row in enumerate(grid, 1) if isinstance(row[2], float)]
    return FactorPack(
        id="uk-spend-2022",
        kind=SPEND_KIND,
        title="UK spend factors by product group, 2022",
        year=2022,
        edition="2025-05-14",
        updated="2025-05-14",
        sha256=_sha256(path),
        publisher="Department for Environment, Food and Rural Affairs (Defra)",
        source=_SPEND,
        licence=_OGL,
        attribution=f"{_OGL_SENTENCE}{_SPEND}, Defra, 14 May 2025. © Crown copyright.",
        sheet=sheet,
        rows_read=len(rows),
        factors=factor_table(map(partial(_spend_factor, flags=flags, sheet=sheet), rows)),
    )


def _spend_factor(numbered: tuple[int, list[Any]], flags: dict[str, str], sheet: str) -> dict[str, Any]:
    number, (code, group, co2e_kg, co2_kg) = numbered
    sic = _text(code)
    key = f"spend/sic-{slug(sic)}:gbp"
    flag = flags.get(sic, "")
    return {
        "factor_id": f"uk-spend-2022/{key}",
        "series_key": key,
        "source_id": f"SIC {sic}",
        "scope": "Scope 3",
        "level1": "UK spend factors",
        "level2": str(group).strip(),
        "level3": sic,
        "uom": "GBP",
        "co2e_kg": co2e_kg,
        "co2_kg": co2_kg,
        "source_cell": f"'{sheet}'!C{number}",
        "co2_cell": f"D{number}",
        "note": "; ".join(part for part in (_SPEND_NOTE, flag and f"Check: {flag}") if part),
    }


def _csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _grid(path: Path, sheet: str) -> list[list[Any]]:
    sheets = read_sheets(path.read_bytes(), path, {sheet})
    if sheet not in sheets:
        raise UnusableFileError(path, f"it has no sheet named “{sheet}”")
    return sheets[sheet]


def _texts(row: list[Any]) -> list[str]:
    return [_text(cell) for cell in row[:3]]


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
