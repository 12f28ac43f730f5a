"""Pounds of one year in prices of another: spend factors are per pound of the year they were made for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from carbonsv.library.reference_package import read_table
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.library.match import MatchedLine

SPEND_KIND = "uk-spend-factors"


@dataclass(frozen=True, slots=True)
class Deflator:
    """An index of the prices of all goods and services by calendar year.

    Source: HM Treasury, GDP deflators at market prices (`factors/gdp-deflator`).
    """

    index: Mapping[int, float]

    def known_year(self, year: int) -> int:
        """Return the year of the series that answers for `year`: itself, else the first or the last."""
        return min(max(year, min(self.index)), max(self.index))

    def ratio(self, year: int, price_year: int) -> float:
        """Return what a pound of one year is in prices of another [GBP of `price_year` per GBP of `year`]."""
        return self.index[self.known_year(price_year)] / self.index[self.known_year(year)]


def read_deflator(folder: Path) -> Deflator:
    """Read the shipped series of the GDP deflator."""
    table = read_table("gdp-deflator", folder)
    return Deflator(dict(zip(table["calendar_year"].tolist(), table["index"].tolist(), strict=True)))


def deflated(line: MatchedLine, year: int, library: FactorLibrary) -> MatchedLine:
    """Return a line of spend in prices of the year its factor is for; other lines as they are.

    Args:
        line: the matched line.
        year: the year the money was spent, as the factor year of the record.
        library: the packs and the deflator.
    """
    pack = library.packs[line.factor.pack_id]
    if pack.kind != SPEND_KIND:
        return line
    spent = library.deflator.known_year(year)
    ratio = library.deflator.ratio(spent, pack.year)
    rule = f"GBP of {spent} = {ratio:.6g} GBP of {pack.year} by the GDP deflator."
    return replace(line, conversion=line.conversion * ratio, rule=f"{line.rule} {rule}")


def deflator_notice(lines: tuple[MatchedLine, ...], year: int, library: FactorLibrary) -> tuple[Issue, ...]:
    """Say where money was spent in a year that the deflator does not reach."""
    known = library.deflator.known_year(year)
    if known == year or all(library.packs[line.factor.pack_id].kind != SPEND_KIND for line in lines):
        return ()
    sentence = f"There is no GDP deflator for {year}: the money counts as if it were spent in {known}."
    hint = "Where prices have risen since, the figure is on the high side until a later series is at hand."
    return (Issue("", "deflator-year-missing", "notice", sentence, hint),)
