"""How intensities came about, written out: per unit, per floor area, and against the weather."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from carbonsv.inventory.intensity import energy_cells
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.app.results.intensity import IntensityResult, IntensityRow, SiteRow
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.inventory.weather import HeatingFit


def explain_intensity(result: IntensityResult, row: IntensityRow, method: str) -> str:
    """Write out an intensity as emissions divided by a quantity."""
    total_kg = result.inventory.total_market_kg if method == "market" else result.inventory.total_location_kg
    value_kg = row.market_kg if method == "market" else row.location_kg
    quantity = f"{text.quantity(row.quantity)} {row.unit}"
    heading = f"Emissions per {row.unit} ({row.name}), {result.inventory.label}, {method}-based"
    return "\n".join(
        [
            f"{heading}: {text.co2e(value_kg)}",
            "",
            f"{text.worked(total_kg)} kg CO₂e ÷ {quantity} = {text.worked(value_kg)} kg CO₂e per {row.unit}",
            "",
            "The quantity is entered on the Organisation page: Years, Sites or More.",
        ]
    )


def explain_site(snapshot: Snapshot, result: IntensityResult, row: SiteRow) -> str:
    """Write out the energy of a site by supply."""
    energy = energy_cells(result.inventory, snapshot.library)
    own = energy[energy["site"] == row.id].groupby("activity")["energy_kwh"].sum()
    supplies = [
        f"{result.names.get(str(name), str(name))}: {text.worked(float(kwh))} kWh"
        for name, kwh in own.sort_values(ascending=False).items()
    ]
    heading = f"Energy of {row.name}, {result.inventory.label}: {text.number(row.energy_kwh)} kWh"
    lines = [heading, "", *supplies, "", f"Together: {text.worked(row.energy_kwh)} kWh"]
    if math.isfinite(row.kwh_per_m2):
        area, per_m2 = text.quantity(row.floor_area_m2), text.worked(row.kwh_per_m2)
        lines.append(f"÷ {area} m² gross internal floor area = {per_m2} kWh/m²")
    return "\n".join(
        [*lines, "", "Fuels count by their gross calorific value; exported electricity is left out."]
    )


def explain_fit(result: IntensityResult, fit: HeatingFit) -> str:
    """Write out heating energy against degree days, month by month."""
    name = f"{result.names.get(fit.activity, fit.activity)}, {result.names.get(fit.site, fit.site)}"
    one = fit.fit
    months = [
        f"{text.month(row.month)}: {text.quantity(row.degree_days)} degree days, "
        f"{text.number(row.energy_kwh)} kWh"
        for row in fit.months.itertuples()
    ]
    return "\n".join(
        [
            f"{name}, {result.inventory.label}, against heating degree days",
            "",
            f"energy = {text.worked(one.base_kwh)} kWh + {text.worked(one.slope_kwh)} kWh × degree days",
            f"by least squares over {one.periods} months; R² = {text.number(one.r2)}",
            "",
            *months,
            "",
            _usual(fit),
            "",
            "Bills that cover several months are spread evenly over their days, which weakens the fit.",
            "Source: CIBSE TM41 (2006), Degree-days: theory and application.",
        ]
    )


def _usual(fit: HeatingFit) -> str:
    """Say what would have been used in usual weather."""
    if not math.isfinite(fit.usual_degree_days):
        return "Usual weather needs the degree days of the same months of another year."
    used, slope = text.worked(fit.used_kwh), text.worked(fit.fit.slope_kwh)
    difference = f"({text.worked(fit.usual_degree_days)} − {text.worked(fit.degree_days)})"
    return (
        f"In usual weather, {text.number(fit.usual_degree_days)} degree days, it would have been "
        f"{text.number(fit.normalised_kwh)} kWh: {used} + {slope} × {difference}. "
        "It stands beside what was used; no emissions are changed by it."
    )
