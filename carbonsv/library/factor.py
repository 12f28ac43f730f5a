"""One emission factor, with everything needed to find it in the official workbook."""

from __future__ import annotations

from dataclasses import dataclass

NOT_AVAILABLE = float("nan")


@dataclass(frozen=True, slots=True)
class Factor:
    """An emission factor of a pack.

    Attributes:
        series: what the factor is for, the same in every year, without the unit.
        unit: canonical unit the factor is per.
        uom: the unit as printed in the source.
        co2e_kg: [kg CO2e per unit], nan where not available.
        co2_kg, ch4_kg, n2o_kg: of which, [kg CO2e per unit], nan where not published.
        energy_kwh: [kWh per unit] for rows that give energy and no emissions.
    """

    factor_id: str
    pack_id: str
    series: str
    source_id: str
    scope: str
    labels: tuple[str, ...]
    uom: str
    unit: str
    co2e_kg: float
    co2_kg: float
    ch4_kg: float
    n2o_kg: float
    energy_kwh: float
    source_cell: str
    gwp_set: str
    note: str

    @property
    def is_biogenic(self) -> bool:
        """Whether the factor counts only biogenic CO2, outside of scopes."""
        return self.has_co2 and not self.has_co2e

    @property
    def has_co2e(self) -> bool:
        """Whether a CO2e value was published."""
        return self.co2e_kg == self.co2e_kg

    @property
    def has_co2(self) -> bool:
        """Whether a CO2 value was published."""
        return self.co2_kg == self.co2_kg

    @property
    def value_kg(self) -> float:
        """[kg CO2e per unit], or [kg CO2 per unit] for biogenic CO2."""
        return self.co2_kg if self.is_biogenic else self.co2e_kg

    @property
    def title(self) -> str:
        """The labels as printed, from the widest to the narrowest."""
        return " › ".join(label for label in self.labels if label)
