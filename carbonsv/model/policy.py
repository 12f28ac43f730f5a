"""The choices that decide which factor applies, as they are stated in a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
        """The calendar year that holds most of the period's days; the later one on a tie.

        Source: Government conversion factors for company reporting, introduction to the workbook:
        use the factors of the year in which most of the reporting year falls.
        """
        years = range(self.start.year, self.end.year + 1)
        return max(years, key=lambda year: (self._days_in(year), year))

    def _days_in(self, year: int) -> int:
        first, last = max(self.start, date(year, 1, 1)), min(self.end, date(year, 12, 31))
        return (last - first).days + 1


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
