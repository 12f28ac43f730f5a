"""The published figures social value rests on: carbon values, prices, discount rates and taxes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from carbonsv.errors import UnusableFileError
from carbonsv.library.data_package import DESCRIPTION_FILE
from carbonsv.library.measures import MeasureCatalogue, read_measures
from carbonsv.library.prices import Deflator, read_deflator
from carbonsv.library.reference_package import read_table
from carbonsv.paths import FACTORS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

LANDFILL, LANDFILL_LOWER, PLASTIC = "landfill-tax", "landfill-tax-lower", "plastic-packaging-tax"
CARBON_VALUES = "carbon-values"
_CITED = (
    CARBON_VALUES,
    "discount-rates",
    "gdp-deflator",
    "landfill-tax",
    "plastic-packaging-tax",
    "measures",
    "gm-boroughs-emissions",
    "critical-minerals",
    "offset-criteria",
    "minimum-requirements",
)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a pack was published, under which licence, and the fingerprint of its table."""

    pack: str
    title: str
    version: str
    source: str
    licence: str
    attribution: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CarbonValue:
    """The value of a tonne emitted in a year [GBP/t CO2e, prices of `price_year`].

    Source: DESNZ, Valuation of energy use and greenhouse gas emissions for appraisal, data table 3.
    """

    year: int
    low_gbp: float
    central_gbp: float
    high_gbp: float
    price_year: int
    source_row: str


@dataclass(frozen=True, slots=True)
class DiscountBand:
    """The years of an appraisal that one discount rate is for; `year_to` is None in the last band."""

    year_from: int
    year_to: int | None
    rate_share: float


@dataclass(frozen=True, slots=True)
class TaxRate:
    """A tax per tonne [GBP/tonne] with the days it applies; `to_day` is None where no end is known."""

    tax: str
    from_day: date
    to_day: date | None
    rate_gbp: float
    source_url: str


@dataclass(frozen=True)
class ValuePacks:
    """Everything published that a value in pounds rests on."""

    carbon_values: Mapping[int, CarbonValue]
    deflator: Deflator
    bands: tuple[DiscountBand, ...]
    taxes: tuple[TaxRate, ...]
    catalogue: MeasureCatalogue
    citations: Mapping[str, Citation]

    @classmethod
    def load(cls, folder: Path = FACTORS) -> ValuePacks:
        """Read the shipped packs.

        Raises:
            UnusableFileError: one is missing or was altered.
        """
        values = read_table("carbon-values", folder).to_dict("records")
        return cls(
            {int(row["year"]): CarbonValue(**row) for row in values},
            read_deflator(folder),
            tuple(_band(row) for row in read_table("discount-rates", folder).to_dict("records")),
            _taxes(folder),
            read_measures(folder),
            {name: read_citation(name, folder) for name in _CITED},
        )

    @property
    def versions(self) -> tuple[str, ...]:
        """The packs with version and fingerprint, as results carry them."""
        return tuple(f"{one.pack} {one.version} {one.sha256[:12]}" for one in self.citations.values())


def read_citation(name: str, folder: Path = FACTORS) -> Citation:
    """Return where a pack was published.

    Raises:
        UnusableFileError: its description cannot be read.
    """
    path = folder / name / DESCRIPTION_FILE
    try:
        facts = json.loads(path.read_bytes())
        return Citation(
            name,
            facts["title"],
            facts["version"],
            facts["sources"][0]["title"],
            facts["licenses"][0]["title"],
            facts["attribution"],
            facts["carbonsv"]["table_sha256"],
        )
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise UnusableFileError(path, f"the description of {name} cannot be read") from error


def read_boroughs(folder: Path = FACTORS) -> pd.DataFrame:
    """Return (n rows) emissions of the boroughs of Greater Manchester by year."""
    return read_table("gm-boroughs-emissions", folder)


def read_requirements(folder: Path = FACTORS) -> pd.DataFrame:
    """Return (n rows) minimum requirements: id, title, evidence."""
    return read_table("minimum-requirements", folder)


def read_critical_minerals(folder: Path = FACTORS) -> tuple[str, ...]:
    """Return the materials whose supply may be interrupted."""
    return tuple(read_table("critical-minerals", folder)["material"])


def read_offset_criteria(folder: Path = FACTORS) -> pd.DataFrame:
    """Return (n rows) what an offset must show."""
    return read_table("offset-criteria", folder)


def _band(row: Mapping[str, Any]) -> DiscountBand:
    last = row["year_to"]
    year_to = None if last != last else int(last)  # noqa: PLR0124 - nan is not equal to itself
    return DiscountBand(int(row["year_from"]), year_to, row["rate_share"])


def _taxes(folder: Path) -> tuple[TaxRate, ...]:
    rates = []
    for row in read_table("landfill-tax", folder).to_dict("records"):
        for tax, column in ((LANDFILL, "standard_gbp"), (LANDFILL_LOWER, "lower_gbp")):
            rates.append(_tax(tax, row, row["to_date"], row[column]))
    plastic = read_table("plastic-packaging-tax", folder).to_dict("records")
    return (*rates, *(_tax(PLASTIC, row, "", row["rate_gbp"]) for row in plastic))


def _tax(tax: str, row: Mapping[str, Any], to_date: str, rate_gbp: float) -> TaxRate:
    last = date.fromisoformat(to_date) if to_date else None
    return TaxRate(tax, date.fromisoformat(row["from_date"]), last, rate_gbp, row["source_url"])
