"""The program's one unit registry: it decides what converts into what, and by how much.

It knows only the definitions in `resources/units.txt` and is only ever asked about the identifiers defined
there, so a user's text never reaches pint's expression parser.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    import pint


@cache
def registry() -> pint.UnitRegistry[Any]:
    """Build the registry once, from our own definitions only, with exact fractions for numbers."""
    import pint  # noqa: PLC0415 - a slow import that reading a unit's name does not need

    ours: pint.UnitRegistry[Any] = pint.UnitRegistry(None, non_int_type=Fraction, on_redefinition="raise")
    ours.load_definitions(RESOURCES / "units.txt")
    return ours


@cache
def alike(one: str, other: str) -> bool:
    """Say whether two identifiers of `resources/units.txt` measure the same thing."""
    ours = registry()
    return bool(ours.Unit(one).dimensionality == ours.Unit(other).dimensionality)


@cache
def ratio(from_pint: str, to_pint: str) -> float:
    """Say how many of one unit make one of another that measures the same thing, to the last bit.

    Args:
        from_pint: an identifier of `resources/units.txt`.
        to_pint: another one.

    Returns:
        [to per from] the float nearest to the exact ratio.
    """
    ours = registry()
    return float(ours.convert(Fraction(1), ours.Unit(from_pint), ours.Unit(to_pint)))
