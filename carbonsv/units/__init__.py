"""Units and quantities: what people type, what it is worth, and what it may be added to."""

from carbonsv.units.convert import (
    compatible_units,
    conversion_factor,
    convert,
    dimension,
    fitting_unit,
    same_unit,
)
from carbonsv.units.fuel import FuelProperties
from carbonsv.units.names import read_unit
from carbonsv.units.quantity import LARGEST_QUANTITY, Quantity, read_number, read_quantity

__all__ = [
    "LARGEST_QUANTITY",
    "FuelProperties",
    "Quantity",
    "compatible_units",
    "conversion_factor",
    "convert",
    "dimension",
    "fitting_unit",
    "read_number",
    "read_quantity",
    "read_unit",
    "same_unit",
]
