"""Conversion of quantities: pint decides once for a pair of units, then it is one multiplication."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, overload

from carbonsv.errors import DimensionError
from carbonsv.units.names import Unit, listed_units, read_unit, unit_named
from carbonsv.units.registry import alike, ratio

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy as np
    from numpy.typing import NDArray

    from carbonsv.units.fuel import FuelProperties

_TIED_BY_A_FUEL = frozenset({"mass", "volume", "energy"})

_NEVER_CONVERTED = {
    "money": "Currencies are not converted: enter the amount in the currency of the factor.",
    "count": "Items and people are counted apart.",
}


@overload
def convert(values: float, from_unit: str, to_unit: str, fuel: FuelProperties | None = None) -> float: ...
@overload
def convert(
    values: NDArray[np.float64], from_unit: str, to_unit: str, fuel: FuelProperties | None = None
) -> NDArray[np.float64]: ...
def convert(
    values: float | NDArray[np.float64], from_unit: str, to_unit: str, fuel: FuelProperties | None = None
) -> float | NDArray[np.float64]:
    """Convert a value or a whole column of values.

    Args:
        values: [from_unit] one number, or (n,) many.
        from_unit: the unit they are in.
        to_unit: the unit they shall be in.
        fuel: what they are quantities of, where mass, volume and energy must be tied together.

    Returns:
        [to_unit] in the shape of the values.

    Raises:
        DimensionError: the units measure different things.
    """
    return values * conversion_factor(from_unit, to_unit, fuel)


@lru_cache(maxsize=4096)
def conversion_factor(from_unit: str, to_unit: str, fuel: FuelProperties | None = None) -> float:
    """Say how many of one unit make one of another.

    Energy of a fuel stands on its gross calorific value unless its unit says net, as on UK bills.

    Returns:
        [to_unit per from_unit] exactly 1 for a unit and itself.

    Raises:
        DimensionError: the units measure different things, or only a fuel's properties tie them together.

    Source: for the tie, mass x calorific value = energy and volume x density = mass.
    """
    here, there = unit_named(read_unit(from_unit)), unit_named(read_unit(to_unit))
    if alike(here.pint_name, there.pint_name) and _on_net_cv(here) == _on_net_cv(there):
        return ratio(here.pint_name, there.pint_name)
    if not {here.dimension, there.dimension} <= _TIED_BY_A_FUEL:
        raise DimensionError(here.name, there.name, _what_would_fit(here, there))
    if fuel is None:
        raise DimensionError(here.name, there.name, _fuel_is_needed(here, there))
    return _mass_kg(here, here, there, fuel) / _mass_kg(there, here, there, fuel)


def dimension(unit: str) -> str:
    """Say in plain words what a unit measures: energy, volume, freight, co2e, power.

    Raises:
        UnknownNameError: there is no such unit.
    """
    return unit_named(unit).dimension


def compatible_units(dimensions: Collection[str]) -> tuple[str, ...]:
    """List the units of some dimensions, the usual ones of each first."""
    return tuple(unit.name for unit in listed_units() if unit.dimension in dimensions)


def same_unit(one: str, other: str) -> bool:
    """Say whether two names mean the same unit; kWh and kWh (Gross CV) are written apart and stay apart."""
    return read_unit(one) == read_unit(other)


def fitting_unit(unit: str, dimensions: Collection[str]) -> str:
    """Read a unit's name where only some dimensions make sense, such as those of an activity.

    Raises:
        DimensionError: it measures something else; the hint lists what would fit.
        UnknownNameError: there is no such unit.
        RefusedUnitError: it is power, a temperature, or may mean two things.
    """
    name = read_unit(unit)
    measured = unit_named(name).dimension
    if measured not in dimensions:
        hint = f"{name} is {measured}. These would fit: {', '.join(compatible_units(dimensions))}."
        raise DimensionError(name, " or ".join(dimensions), hint)
    return name


def _on_net_cv(unit: Unit) -> bool:
    return unit.basis == "net"


def _mass_kg(unit: Unit, here: Unit, there: Unit, fuel: FuelProperties) -> float:
    """Work out the mass of fuel in one unit of it [kg]."""
    if unit.dimension == "mass":
        return ratio(unit.pint_name, "kilogram")
    if unit.dimension == "volume":
        density_kg_per_m3 = fuel.density_kg_per_m3
        if not density_kg_per_m3:
            raise DimensionError(here.name, there.name, f"No density is published for {fuel.name}.")
        return ratio(unit.pint_name, "cubic_metre") * density_kg_per_m3
    net = _on_net_cv(unit)
    cv_gj_per_tonne = fuel.net_cv_gj_per_tonne if net else fuel.gross_cv_gj_per_tonne
    if not cv_gj_per_tonne:  # nor has a gas that does not burn, whose value is published as 0
        which = "net" if net else "gross"
        raise DimensionError(
            here.name, there.name, f"No {which} calorific value is published for {fuel.name}."
        )
    return ratio(unit.pint_name, "gigajoule") / cv_gj_per_tonne * ratio("tonne", "kilogram")


def _fuel_is_needed(here: Unit, there: Unit) -> str:
    what = (
        "Gross and net calorific value"
        if here.dimension == there.dimension
        else f"{here.dimension.capitalize()} and {there.dimension}"
    )
    return f"{what} are tied by the fuel: name it, for example --fuel natural-gas."


def _what_would_fit(here: Unit, there: Unit) -> str:
    if here.dimension == there.dimension:
        return _NEVER_CONVERTED.get(here.dimension, "")
    units = ", ".join(compatible_units((there.dimension,)))
    return f"{here.name} is {here.dimension}. {there.name} is {there.dimension}, which has the units {units}."
