"""What a tonne is worth in the year it is emitted, in the prices of a year, and today.

Source: DESNZ, Valuation of energy use and greenhouse gas emissions for appraisal; HM Treasury, The Green
Book, discounting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.errors import CarbonsvError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.library.prices import Deflator
    from carbonsv.library.value_packs import CarbonValue, DiscountBand, ValuePacks


class NoCarbonValueError(CarbonsvError):
    """There is no carbon value for a year."""

    def __init__(self, year: int, first: int, last: int) -> None:
        """Say which years there are values for."""
        super().__init__(
            f"There is no carbon value for emissions of {year}.",
            f"The published values run from {first} to {last}; the tonnes are shown without a value.",
        )


class NoPriceYearError(CarbonsvError):
    """Prices of a year cannot be worked out."""

    def __init__(self, year: int, first: int, last: int) -> None:
        """Say which years the series of prices has."""
        super().__init__(
            f"There is no GDP deflator for prices of {year}.",
            f"The published series runs from {first} to {last}: choose a price year from it.",
        )


@dataclass(frozen=True, slots=True)
class Range:
    """A low, a central and a high figure; they are always shown together."""

    low: float
    central: float
    high: float

    def times(self, factor: float) -> Range:
        """Return all three multiplied."""
        return Range(self.low * factor, self.central * factor, self.high * factor)


def published_value(year: int, packs: ValuePacks) -> CarbonValue:
    """Return the carbon value of the year of emission.

    Raises:
        NoCarbonValueError: the series does not reach the year.
    """
    values = packs.carbon_values
    if year not in values:
        raise NoCarbonValueError(year, min(values), max(values))
    return values[year]


def price_ratio(from_year: int, to_year: int, deflator: Deflator) -> float:
    """Return D(to) / D(from): what a pound of one year is in prices of another.

    Raises:
        NoPriceYearError: the deflator does not reach one of the years.
    """
    for year in (from_year, to_year):
        if year not in deflator.index:
            raise NoPriceYearError(year, min(deflator.index), max(deflator.index))
    return deflator.ratio(from_year, to_year)


def carbon_value(year: int, price_year: int | None, packs: ValuePacks) -> Range:
    """Return the value of a tonne emitted in a year [GBP/t CO2e in prices of `price_year`].

    Args:
        year: of the emission.
        price_year: the year of the prices; None for that of the published table.
        packs: the published figures.

    Raises:
        NoCarbonValueError: the series does not reach the year.
        NoPriceYearError: the deflator does not reach the price year.
    """
    value = published_value(year, packs)
    ratio = price_ratio(value.price_year, price_year or value.price_year, packs.deflator)
    return Range(value.low_gbp, value.central_gbp, value.high_gbp).times(ratio)


def discount_factor(years_ahead: int, bands: Sequence[DiscountBand]) -> float:
    """Return what a pound of a later year is worth in the first year of an appraisal.

    Each year has the rate of its own band: year 30 is discounted thirty times by the first rate, and
    year 31 once more by the second.

    Args:
        years_ahead: 0 for the first year.
        bands: the rates by year.

    Source: HM Treasury, The Green Book (2026), discount rates.
    """
    product = 1.0
    for year in range(1, years_ahead + 1):
        product *= 1 + rate_share(year, bands)
    return 1 / product


def rate_share(year: int, bands: Sequence[DiscountBand]) -> float:
    """Return the discount rate of a year of an appraisal, as a share."""
    last = bands[-1]
    for band in bands:
        if band.year_from <= year and (band.year_to is None or year <= band.year_to):
            return band.rate_share
    return last.rate_share
