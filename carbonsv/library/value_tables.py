"""The importers of the tables social value rests on: values, rates, taxes, measures, frameworks, boroughs.

Each reads the transcription kept with its source, and can be run again. Figures and titles are the
source's; what the program says about them is in tables of its own.
"""

from __future__ import annotations

import csv
import hashlib
from functools import partial
from typing import TYPE_CHECKING

from carbonsv.library.data_package import FactorSource
from carbonsv.library.reference_package import ReferenceTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    Row = dict[str, str]

_OGL = "OGL-UK-3.0"
_TITLES = "LicenseRef-titles"
_OGL_SENTENCE = "Contains public sector information licensed under the Open Government Licence v3.0: "
_TRANSCRIBED = "© Crown copyright. Transcription under the MIT licence."
_GUIDELINES = "Environmental Reporting Guidelines including SECR (March 2019, PB 13944)"
_DEFRA = "Department for Environment, Food and Rural Affairs (Defra)"
_CABINET = "Cabinet Office"


def carbon_values(path: Path) -> ReferenceTable:
    """Read the carbon values for appraisal, low, central and high, by year of emission.

    Source: DESNZ, Valuation of energy use and greenhouse gas emissions for appraisal, data table 3.
    """
    rows = _csv_rows(path)
    source = rows[0]["source_document"]
    attribution = f"{_OGL_SENTENCE}{source}. {_TRANSCRIBED}"
    return _table(
        path,
        "carbon-values",
        "Carbon values for appraisal by year of emission",
        FactorSource(source, "Department for Energy Security and Net Zero (DESNZ)", attribution),
        ("year",),
        [_carbon_value(row, number) for number, row in enumerate(rows, 2)],
        version="November 2023",
    )


def _carbon_value(row: Row, number: int) -> Row:
    values = {f"{name}_gbp": row[f"{name}_gbp_per_tco2e"] for name in ("low", "central", "high")}
    place = {"source_row": f"Table 3, year {row['year']} (row {number} of the transcription)"}
    return {"year": row["year"], **values, "price_year": row["price_year"], **place}


def discount_rates(path: Path) -> ReferenceTable:
    """Read the rates by which later years are discounted.

    Source: HM Treasury, The Green Book (February 2026), as tabulated by the Department for Transport.
    """
    rows = _csv_rows(path)
    source = rows[0]["source_document"]
    return _table(
        path,
        "discount-rates",
        "Green Book discount rates",
        FactorSource(source, "HM Treasury", f"{_OGL_SENTENCE}{source}. © Crown copyright."),
        ("year_from",),
        [_discount_rate(row, number) for number, row in enumerate(rows, 2)],
        version="February 2026",
    )


def _discount_rate(row: Row, number: int) -> Row:
    rates = {"rate_share": row["standard"], "lower_rate_share": row["lower_rate_sensitivity"]}
    years = {"year_from": row["year_from"], "year_to": row["year_to"]}
    return {**years, **rates, "source_row": f"row {number} of the transcription"}


def landfill_tax(path: Path) -> ReferenceTable:
    """Read the rates of landfill tax by their days."""
    source = "Landfill tax rates of the Finance Acts, as read at the address of each row"
    renamed = {"standard_gbp": "standard_gbp_per_t", "lower_gbp": "lower_gbp_per_t"}
    same = ("from_date", "to_date", "jurisdiction", "verification", "source_url")
    return _tax(path, "landfill-tax", "Landfill tax rates", source, same, renamed)


def plastic_packaging_tax(path: Path) -> ReferenceTable:
    """Read the rates of plastic packaging tax by their first day."""
    source = "Plastic packaging tax rates of the Finance Acts, as read at the address of each row"
    same = ("from_date", "verification", "source_url")
    title = "Plastic packaging tax rates"
    return _tax(path, "plastic-packaging-tax", title, source, same, {"rate_gbp": "gbp_per_tonne"})


def _tax(
    path: Path, name: str, title: str, source: str, same: Sequence[str], renamed: Mapping[str, str]
) -> ReferenceTable:
    names = {one: one for one in same} | dict(renamed)
    rows = [{new: row[old] for new, old in names.items()} for row in _csv_rows(path)]
    attribution = f"{_OGL_SENTENCE}{source}. © Crown copyright."
    key = ("from_date", "jurisdiction") if "jurisdiction" in same else ("from_date",)
    return _table(path, name, title, FactorSource(source, "HM Treasury", attribution), key, rows)


def gm_boroughs(path: Path) -> ReferenceTable:
    """Read the emissions of the ten boroughs of Greater Manchester.

    Source: BEIS local authority emissions 2005-2020, subset under the influence of local authorities.
    """
    rows = _csv_rows(path)
    source = rows[0]["source_document"]
    attribution = f"{source} (CC BY 4.0). {_OGL_SENTENCE}BEIS local authority emissions. © Crown copyright."
    return _table(
        path,
        "gm-boroughs-emissions",
        "Emissions of the boroughs of Greater Manchester, 2005 to 2020",
        FactorSource(source, "mySociety", attribution),
        ("year", "local_authority"),
        [row | {"code": row["code_mysociety"]} for row in rows],
        licence="CC-BY-4.0",
        version="1.2.0",
    )


def measures(path: Path) -> ReferenceTable:
    """Read the catalogue of measures with unit, evidence, double-count group and mapping."""
    source = "Measures of environmental social value, compiled for this program from the sources of each row"
    renamed = {
        "measure": "measure_id",
        "source_words": "seed_quote",
        "evidence": "evidence_to_attach",
        "gm_priority": "gm2020_priority",
        "ppn002_mission": "uk_mission_ppn002",
        "ppn0620_theme": "ppn0620_theme",
    }
    rows = [row | {new: row[old] for new, old in renamed.items()} for row in _csv_rows(path)]
    rows = [row | {"rule_source": _rule_source(row["rule_source"])} for row in rows]
    return _own(path, "measures", "Measures of environmental social value", source, ("measure",), rows)


def _rule_source(text: str) -> str:
    """Return where a rule stands; notes on how the transcription was made stay behind."""
    return text.partition(", passage not read")[0].replace("seed", "source document")


def minimum_requirements(path: Path) -> ReferenceTable:
    """Read the minimum requirements that a buyer may ask for."""
    source = "Minimum requirements named in the GMSVN manifesto workshops, and PPN 006"
    renamed = {"requirement": "id", "title": "requirement", "source_words": "seed_quote"}
    rows = [row | {new: row[old] for new, old in renamed.items()} for row in _csv_rows(path)]
    return _own(path, "minimum-requirements", "Minimum requirements", source, ("requirement",), rows)


def _own(
    path: Path, name: str, title: str, source: str, key: tuple[str, ...], rows: list[Row]
) -> ReferenceTable:
    origin = FactorSource(source, "The makers of this program", f"{source}. Short quotations as marked.")
    return _table(path, name, title, origin, key, rows, licence="MIT")


def critical_minerals(path: Path) -> ReferenceTable:
    """Read the materials whose supply may be interrupted.

    Source: Environmental Reporting Guidelines (2019), ch. 6, footnote 50.
    """
    return _guideline(
        path, "critical-minerals", "Materials subject to potential supply interruption", "material"
    )


def offset_criteria(path: Path) -> ReferenceTable:
    """Read what an offset must show to be of good quality.

    Source: Environmental Reporting Guidelines (2019), Annex G, pp. 115-116.
    """
    return _guideline(path, "offset-criteria", "Quality criteria of offsets", "criterion")


def _guideline(path: Path, name: str, title: str, key: str) -> ReferenceTable:
    origin = FactorSource(_GUIDELINES, _DEFRA, f"{_OGL_SENTENCE}{_GUIDELINES}. © Crown copyright.")
    return _table(path, name, title, origin, (key,), _csv_rows(path))


_FRAMEWORKS = {
    "framework-gm-2020": (
        "GM Social Value Framework 2020",
        "Greater Manchester Combined Authority",
        _TITLES,
    ),
    "framework-manifesto": (
        "GMSVN Post Covid-19 Social Value Manifesto (seed)",
        "Greater Manchester Social Value Network",
        _TITLES,
    ),
    "framework-gm-charter": ("GM Good Employment Charter", "GM Good Employment Charter", _TITLES),
    "framework-ppn-002": ("PPN 002 (2025) missions", _CABINET, _OGL),
    "framework-ppn-06-20": (
        "PPN 06/20 themes and outcomes (pre-Feb-2025 procurements)",
        _CABINET,
        _OGL,
    ),
}


def _framework(path: Path, name: str) -> ReferenceTable:
    """Read the priorities of one framework; the themes of PPN 06/20 are numbered in their own order."""
    printed, publisher, licence = _FRAMEWORKS[name]
    rows = [row for row in _csv_rows(path) if row["framework"] == printed]
    title = printed.replace(" (seed)", "").replace(" (pre-Feb-2025 procurements)", "")
    attribution = (
        f"{title}, {publisher}: titles as published at {rows[0]['found_at'].removeprefix('seed; ')}."
    )
    themes = list(dict.fromkeys(row["code_or_theme"] for row in rows))
    return _table(
        path,
        name,
        title,
        FactorSource(title, publisher, attribution),
        ("code", "outcome"),
        [_priority(row, name, themes) for row in rows],
        licence=licence,
    )


def _priority(row: Row, name: str, themes: list[str]) -> Row:
    known = {"framework": name.removeprefix("framework-"), "verification": row["verification"]}
    if name != "framework-ppn-06-20":
        return {**known, "code": row["code_or_theme"], "title": row["title"], "outcome": ""}
    code = f"T{themes.index(row['code_or_theme']) + 1}"
    return {**known, "code": code, "title": row["code_or_theme"], "outcome": row["title"]}


def _table(  # noqa: PLR0913 - a table has as many facts as this
    path: Path,
    name: str,
    title: str,
    source: FactorSource,
    key: tuple[str, ...],
    rows: Sequence[Mapping[str, str]],
    *,
    licence: str = _OGL,
    version: str = "1.0",
) -> ReferenceTable:
    return ReferenceTable(
        name=name,
        title=title,
        version=version,
        created="",
        source=source,
        source_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        licence=licence,
        key=key,
        rows=rows,
    )


def _csv_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


VALUE_TABLES: Mapping[str, Callable[[Path], ReferenceTable]] = {
    "carbon-values": carbon_values,
    "discount-rates": discount_rates,
    "landfill-tax": landfill_tax,
    "plastic-packaging-tax": plastic_packaging_tax,
    "gm-boroughs": gm_boroughs,
    "measures": measures,
    "minimum-requirements": minimum_requirements,
    "critical-minerals": critical_minerals,
    "offset-criteria": offset_criteria,
} | {name: partial(_framework, name=name) for name in _FRAMEWORKS}
