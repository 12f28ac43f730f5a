"""How well quantities and factors are known, as geometric standard deviations by the pedigree approach.

The uncertainty factors are published; which level a kind of data has is this program's judgement and is
written beside its reason in `factors/data_quality.csv`.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

from carbonsv.paths import FACTORS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

INDICATORS = ("precision", "completeness", "temporal", "geographical", "technological")
BEST_QUALITY = "measured"
_DEVIATIONS = 2  # the published factors are squares: two geometric standard deviations


@dataclass(frozen=True, slots=True)
class Judgement:
    """The levels of one kind of data.

    Attributes:
        match: a data quality, or a pattern of factor series.
        levels: very-good, good, fair or poor for each indicator.
        basic: kind of basic uncertainty.
        why: reason in a few words.
    """

    applies_to: str
    match: str
    levels: Mapping[str, str]
    basic: str
    why: str


@dataclass(frozen=True, eq=False)
class Pedigree:
    """The published uncertainty factors and the judgements.

    Attributes:
        factors: square of the geometric standard deviation by indicator and level.
        basics: the same by kind of basic uncertainty.
        basic_of_unit: kind of basic uncertainty of quantities in some units.
        judgements: the first that matches applies.
    """

    factors: Mapping[tuple[str, str], float]
    basics: Mapping[str, float]
    basic_of_unit: Mapping[str, str]
    judgements: Sequence[Judgement]

    def record_sigma(self, quality: str, unit: str) -> float:
        """Return the standard deviation of the logarithm of a quantity.

        Args:
            quality: data quality of the records.
            unit: of the factor the quantity is multiplied by.
        """
        found = self.judgement("record", quality)
        return sigma_of(self._squares(found, self.basic_of_unit.get(unit, found.basic)))

    def factor_sigma(self, series: str) -> float:
        """Return the standard deviation of the logarithm of a factor of a series."""
        found = self.judgement("factor", series)
        return sigma_of(self._squares(found, found.basic))

    def judgement(self, applies_to: str, name: str) -> Judgement:
        """Return the first judgement that matches a data quality or a series."""
        return next(
            one for one in self.judgements if one.applies_to == applies_to and fnmatchcase(name, one.match)
        )

    def _squares(self, found: Judgement, basic: str) -> list[float]:
        return [self.basics[basic], *(self.factors[name, found.levels[name]] for name in INDICATORS)]


def sigma_of(uncertainty_factors: Sequence[float]) -> float:
    """Return the standard deviation of the logarithm that uncertainty factors make together.

    The square of the geometric standard deviation is exp(sqrt(sum of ln(U) squared)).

    Source: GHG Protocol, Quantitative Inventory Uncertainty (2011), single parameter uncertainty; ecoinvent
    report No. 1 (2007), ch. 7.
    """
    return math.hypot(*(math.log(one) for one in uncertainty_factors)) / _DEVIATIONS


@cache
def pedigree() -> Pedigree:
    """Return the pedigree matrix of the program."""
    basics = _rows("basic_uncertainty.csv")
    return Pedigree(
        {(row["indicator"], row["level"]): float(row["uncertainty_factor"]) for row in _rows("pedigree.csv")},
        {row["what"]: float(row["uncertainty_factor"]) for row in basics},
        {unit: row["what"] for row in basics for unit in row["units"].split("|") if unit},
        [_judgement(row) for row in _rows("data_quality.csv")],
    )


def _judgement(row: Mapping[str, str]) -> Judgement:
    levels = {name: row[name] for name in INDICATORS}
    return Judgement(row["applies_to"], row["match"], levels, row["basic"], row["why"])


def _rows(name: str) -> list[dict[str, str]]:
    with (FACTORS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
