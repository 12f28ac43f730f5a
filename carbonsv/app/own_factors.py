"""Which of the user's own factors can be used: those that say all that a reader must know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.errors import CarbonsvError
from carbonsv.model import tables
from carbonsv.units.names import read_unit

if TYPE_CHECKING:
    import pandas as pd

TABLE = "own_factor"


def complete(own: pd.DataFrame) -> pd.DataFrame:
    """Return the factors whose required columns are filled in and whose unit is known.

    Args:
        own: (n rows) columns as resources/schema/own_factor.csv.
    """
    if own.empty:
        return own
    required = [column.name for column in tables.table(TABLE).columns if column.required]
    filled = own[required].notna().all(axis=1)
    return own[filled & own["unit"].map(_is_unit)]


def _is_unit(name: object) -> bool:
    try:
        return bool(read_unit(str(name)))
    except CarbonsvError:
        return False
