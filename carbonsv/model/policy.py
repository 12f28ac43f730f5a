"""The choices that decide which factor applies, as they are stated in a report."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

FactorYear = Literal["majority", "detailed"]
RadiativeForcing = Literal["with", "without"]


@dataclass(frozen=True, slots=True)
class Period:
    """A period of whole days, first and last day included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """[days] in the period."""
        return (self.end - self.start).days + 1

    @property
    def majority_year(self) -> int:
        """The calendar year that holds most of the period, counted in months; the later one on a tie.

        By days a year from July to June would lean to its first half; the source wants its newest factors.

        Source: Government conversion factors for company reporting 2025, Introduction, cell A38.
        """
        years = range(self.start.year, self.end.year + 1)
        return max(years, key=lambda year: (self._months_in(year), year))

    def _months_in(self, year: int) -> Fraction:
        """[months] of the period in a calendar year, parts of a month by their days."""
        first, last = max(self.start, date(year, 1, 1)), min(self.end, date(year, 12, 31))
        before = Fraction(first.day - 1, monthrange(year, first.month)[1])
        return last.month - first.month + Fraction(last.day, monthrange(year, last.month)[1]) - before


@dataclass(frozen=True, slots=True)
class FactorPolicy:
    """Which year's factors apply, and whether flights count radiative forcing.

    Majority with a reporting year uses one factor year for the whole year; without one, the year that
    holds most of each record's days. Detailed splits each record's days by calendar year.
    """

    factor_year: FactorYear = "majority"
    radiative_forcing: RadiativeForcing = "with"
    reporting_year: Period | None = None

    def allows(self, condition: str) -> bool:
        """Return whether a recipe line with this condition applies (blank always does)."""
        return condition in {"", f"radiative-forcing={self.radiative_forcing}"}
