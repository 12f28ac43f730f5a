"""The figures of a Carbon Reduction Plan: scopes 1 and 2, and the five scope 3 categories it has to count.

Source: PPN 006 and its technical standard, paragraphs 14, 15, 19 and 22.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.engine.exact_sum import total
from carbonsv.inventory.exclusions import SCOPE_3, exclusions
from carbonsv.reports.basis import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carbonsv.inventory.inventory import Inventory
    from carbonsv.model.policy import Period
    from carbonsv.reports.basis import Basis

CATEGORIES = (4, 5, 6, 7, 9)


@dataclass(frozen=True, eq=False)
class YearFigures:
    """Emissions of a reporting year as far as a Carbon Reduction Plan counts them.

    Attributes:
        label: name of the year.
        scope1_kg: [kg CO2e] scope 1 of the seven Kyoto gases.
        non_kyoto_kg: [kg CO2e] of other gases in scope 1, which a plan leaves out.
        categories_kg: [kg CO2e] of each of the five categories; nan where the year has no data for it.
        explained: why a category has no data or is left out in part, by category.
    """

    year_id: str
    label: str
    period: Period
    scope1_kg: float
    non_kyoto_kg: float
    scope2_kg: float
    categories_kg: dict[int, float]
    explained: dict[int, str]

    @property
    def scope3_kg(self) -> float:
        """[kg CO2e] the included categories together; those without data add nothing."""
        return _sum(one for one in self.categories_kg.values() if not math.isnan(one))

    @property
    def total_kg(self) -> float:
        """[kg CO2e] scope 1, scope 2 and the included categories of scope 3."""
        known = [one for one in self.categories_kg.values() if not math.isnan(one)]
        return _sum([self.scope1_kg, self.scope2_kg, *known])

    @property
    def unexplained(self) -> tuple[int, ...]:
        """The categories that are nothing and are not explained."""
        empty = (number for number, kg in self.categories_kg.items() if math.isnan(kg) or kg == 0)
        return tuple(number for number in empty if not self.explained.get(number))


def year_figures(basis: Basis, year_id: str, method: str) -> YearFigures:
    """Return the figures of a reporting year; method is location or market, for scope 2."""
    inventory = basis.inventory(year_id)
    scope2_kg = inventory.scope2_market_kg if method == "market" else inventory.scope2_location_kg
    return YearFigures(
        year_id,
        inventory.label,
        inventory.period,
        _sum([inventory.scope1_kg, -inventory.non_kyoto_kg]),
        inventory.non_kyoto_kg,
        scope2_kg,
        _categories_kg(inventory),
        explanations(basis, year_id),
    )


def explanations(basis: Basis, year_id: str) -> dict[int, str]:
    """Return why categories of scope 3 are left out of a year, by category."""
    found = exclusions(basis.tables["excluded_category"], year_id)
    return {
        one.category: words(one.reason)
        for one in found
        if one.scope == SCOPE_3 and one.category and words(one.reason)
    }


def _categories_kg(inventory: Inventory) -> dict[int, float]:
    table = inventory.by_category()
    chosen = table[(table["scope"] == SCOPE_3) & table["category"].notna()]
    known = {int(number): float(kg) for number, kg in zip(chosen["category"], chosen["co2e_kg"], strict=True)}
    return {number: known.get(number, math.nan) for number in CATEGORIES}


def _sum(amounts_kg: Iterable[float]) -> float:
    return total(np.array(list(amounts_kg), dtype=np.float64))
