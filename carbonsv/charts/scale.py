"""The value axis: its unit, its ends and its ticks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.ticker import MaxNLocator

from carbonsv.charts.theme import SMALL_PT, width_of
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROUND_STEPS = (1, 2, 5, 10)
_MOST_TICKS = 6
_BETWEEN_TICKS_MM = 3.0


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis of emissions from `low` to `high`, in tonnes or, where all is below one, in kilograms.

    Attributes:
        unit: as printed.
        kg_per_unit: [kg per unit].
        low, high: [unit] the ends; zero is always between them.
    """

    unit: str
    kg_per_unit: float
    low: float
    high: float

    @property
    def span(self) -> float:
        """[unit] from end to end, and one where all is zero, so that an axis can be drawn."""
        return 1.0 if self._all_zero else self.high - self.low

    def share(self, value: float) -> float:
        """Return how far along the axis a value [unit] is, 0 to 1."""
        return (value - self.low) / self.span

    def label(self, co2e_kg: float) -> str:
        """Return emissions [kg CO2e] without the unit, or with kg where tonnes would show nothing."""
        plain = text.tonnes(co2e_kg) if self._in_tonnes else text.number(co2e_kg)
        return text.co2e(co2e_kg) if co2e_kg and plain == text.tonnes(0) else plain

    def ticks(self, most: int = _MOST_TICKS) -> list[float]:
        """Return [unit] up to so many round values between the ends."""
        if self._all_zero:
            return [0.0]
        values = MaxNLocator(nbins=most, steps=_ROUND_STEPS).tick_values(self.low, self.high)
        return [float(value) for value in values if self.low <= value <= self.high]

    def ticks_across(self, width_mm: float) -> list[float]:
        """Return [unit] as many round values as have room beside each other on an axis so wide [mm]."""
        for most in range(_MOST_TICKS, 0, -1):
            ticks = self.ticks(most)
            widest = max((width_of(text.number(tick), SMALL_PT) for tick in ticks), default=0.0)
            if len(ticks) * (widest + _BETWEEN_TICKS_MM) <= width_mm:
                return ticks
        return [0.0]

    @property
    def _all_zero(self) -> bool:
        return self.low == self.high

    @property
    def _in_tonnes(self) -> bool:
        return self.kg_per_unit != 1


def scale_of(values_kg: Iterable[float]) -> Scale:
    """Return the axis that shows all these emissions.

    Args:
        values_kg: (n) [kg CO2e].
    """
    low_kg, high_kg = min(values := [0.0, *values_kg]), max(values)
    tonnes = max(-low_kg, high_kg) >= text.KG_PER_TONNE
    per_unit = float(text.KG_PER_TONNE) if tonnes else 1.0
    unit = "t CO₂e" if tonnes else "kg CO₂e"
    return Scale(unit, per_unit, low_kg / per_unit, high_kg / per_unit)
