"""Units that stand in the labels of rows, such as “Electricity (kWh)” in a column of fuels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.files.text_columns import TextColumn
from carbonsv.activities.tables.mapping import dimension_of, unit_of_heading
from carbonsv.activities.tables.meanings import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.mapping import ColumnGuess

_LABELS = frozenset(("", "meter_type", "activity", "site", "meter"))
_MEASURED = frozenset(("quantity", "month", "litres", "weight"))
_DIMENSIONS = frozenset(("energy", "volume", "mass", "distance"))


def label_column(
    table: TextTable, guesses: Sequence[ColumnGuess], data: NDArray[np.bool_]
) -> ColumnGuess | None:
    """Return the column whose texts all end in a unit, in a table that says its units nowhere else."""
    measured = [one for one in guesses if one.meaning in _MEASURED]
    if not measured or any(one.unit for one in measured) or any(one.meaning == "unit" for one in guesses):
        return None
    labels = (one for one in guesses if one.meaning in _LABELS and kind_of(one.meaning) == "text")
    return next((one for one in labels if _all_have_units(table.columns[one.place], data)), None)


def _all_have_units(column: TextColumn, data: NDArray[np.bool_]) -> bool:
    texts = [text for text in column.taken(np.flatnonzero(data)).used() if text]
    return bool(texts) and all(dimension_of(unit_of_heading(text)[1]) in _DIMENSIONS for text in texts)


def units_of_labels(column: TextColumn) -> TextColumn:
    """Return (n rows) the units that labels end in, as a column of units."""
    return TextColumn(column.codes, [unit_of_heading(text)[1] for text in column.texts])
