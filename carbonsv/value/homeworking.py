"""Working from home instead of driving: the miles saved, less the energy of the home. It may be negative."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from carbonsv.value.claim import Claim
from carbonsv.value.measures import Change, emission_change

if TYPE_CHECKING:
    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.library.measures import MeasureCatalogue

COMMUTING = "ESV05"


@dataclass(frozen=True, slots=True)
class HomeworkingPattern:
    """How people work from home.

    Attributes:
        days: worked at home in the year, by all people together.
        return_miles: [miles] there and back.
        driving_share: the part of those days on which they would have driven, 0 to 1.
        hours_per_day: [FTE hours] worked at home on such a day.
        fuel: of the car: petrol, diesel, or blank where it is not known.
    """

    days: float
    return_miles: float
    hours_per_day: float
    driving_share: float = 1.0
    fuel: str = ""

    @property
    def miles(self) -> float:
        """[miles] not driven."""
        return self.days * self.return_miles * self.driving_share

    @property
    def hours(self) -> float:
        """[FTE hours] worked at home."""
        return self.days * self.hours_per_day


def homeworking_change(
    pattern: HomeworkingPattern, year: int, catalogue: MeasureCatalogue, library: FactorLibrary
) -> Change:
    """Return the net change of emissions of a year [kg CO2e]; negative where the home uses more.

    Source: UK Government GHG conversion factors: business travel (land), homeworking.
    """
    claim = Claim(
        id="homeworking",
        measure=COMMUTING,
        unit="miles",
        year=year,
        baseline_quantity=pattern.miles,
        current_quantity=0.0,
        variant=pattern.fuel,
        replacement="homeworking",
        replacement_quantity=pattern.hours,
    )
    return emission_change(claim, catalogue.find(COMMUTING), year, library)


def break_even_miles(
    pattern: HomeworkingPattern, year: int, catalogue: MeasureCatalogue, library: FactorLibrary
) -> float:
    """Return the return journey from which working at home saves emissions [miles].

    Args:
        pattern: its hours, fuel and share of drivers count; its miles do not.
        year: whose factors count.
        catalogue: the measures.
        library: the factors.
    """
    one_mile = replace(pattern, days=1.0, return_miles=1.0)
    terms = homeworking_change(one_mile, year, catalogue, library).terms
    saved_kg_per_mile = sum(term.co2e_kg for term in terms if term.co2e_kg > 0)
    home_kg = -sum(term.co2e_kg for term in terms if term.co2e_kg < 0)
    return home_kg / saved_kg_per_mile
