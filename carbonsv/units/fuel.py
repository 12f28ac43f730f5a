"""The properties of a fuel that tie its mass, its volume and its energy together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FuelProperties:
    """Calorific values and density of one fuel, as published; None where they are not.

    Args:
        name: the fuel's name as published.
        net_cv_gj_per_tonne: [GJ/t] net (lower) calorific value.
        gross_cv_gj_per_tonne: [GJ/t] gross (higher) calorific value.
        density_kg_per_m3: [kg/m3] density, of the bulk for solids.
        source: publication, table and row.
    """

    name: str
    net_cv_gj_per_tonne: float | None = None
    gross_cv_gj_per_tonne: float | None = None
    density_kg_per_m3: float | None = None
    source: str = ""
