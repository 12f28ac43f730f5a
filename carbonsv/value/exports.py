"""Electricity sent to the grid: a net line beside gross scope 2, which it never lowers.

Source: Environmental Reporting Guidelines including SECR (2019), Annex G, p. 114.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NetScope2:
    """Scope 2 of a reporting year with what may be set against it [kg CO2e].

    Attributes:
        gross_kg: location-based; it stays as it is.
        green_tariff_kg: by how much contracts for green electricity lower the market-based figure.
        exported_kg: what the exported kWh stand for, by the grid average.
    """

    year: str
    gross_kg: float
    green_tariff_kg: float
    exported_kg: float

    @property
    def counted_kg(self) -> float:
        """[kg CO2e] of the export that counts: with green tariffs it never exceeds gross scope 2."""
        return max(0.0, min(self.exported_kg, self.gross_kg - self.green_tariff_kg))

    @property
    def net_kg(self) -> float:
        """[kg CO2e] gross scope 2 less green tariffs and the export that counts."""
        return self.gross_kg - self.green_tariff_kg - self.counted_kg

    @property
    def is_capped(self) -> bool:
        """Whether some of the export does not count."""
        return self.counted_kg < self.exported_kg
