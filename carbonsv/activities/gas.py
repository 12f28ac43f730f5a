"""Gas by volume as energy, as bills work it out: volume, correction, calorific value."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.paths import RESOURCES
from carbonsv.units.convert import conversion_factor

if TYPE_CHECKING:
    from numpy.typing import NDArray

_IMPERIAL = "hundred cubic feet"


@cache
def constant(name: str) -> float:
    """Return one of the constants of gas bills; `resources/gas_volume.csv` has their sources."""
    with (RESOURCES / "gas_volume.csv").open(encoding="utf-8", newline="") as file:
        return next(float(row["value"]) for row in csv.DictReader(file, strict=True) if row["name"] == name)


def gas_kwh(
    volume: NDArray[np.float64],
    unit: str,
    calorific_value: NDArray[np.float64],
    correction: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Work out the energy of metered gas.

    Args:
        volume: (n,) [unit] as metered.
        unit: m3, ft3 or hundred cubic feet.
        calorific_value: (n,) [MJ/m3] gross, as on the bill.
        correction: (n,) [1] for temperature and pressure; the usual one where it is nan or not given.

    Returns:
        (n,) [kWh (Gross CV)]; nan where there is no calorific value.

    Source: Gas (Calculation of Thermal Energy) Regulations 1996 (SI 1996/439), as amended.
    """
    usual = constant("volume_correction")
    corrected = (
        np.full(len(volume), usual)
        if correction is None
        else np.where(np.isnan(correction), usual, correction)
    )
    return volume * cubic_metres(unit) * corrected * calorific_value / constant("megajoules_per_kwh")


def cubic_metres(unit: str) -> float:
    """Return the cubic metres in one unit of a gas meter, as bills count them."""
    imperial = constant("hundred_cubic_feet")
    if unit == _IMPERIAL:
        return imperial
    return imperial * conversion_factor(unit, _IMPERIAL) if unit == "ft3" else conversion_factor(unit, "m3")
