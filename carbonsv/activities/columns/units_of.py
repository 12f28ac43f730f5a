"""Units that stand beside a column of numbers: in its cells, in a column of their own, or in the titles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.tables.mapping import dimension_of, unit_of_heading
from carbonsv.errors import CarbonsvError
from carbonsv.units.names import unit_named

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from carbonsv.activities.columns.number_column import NumberColumn
    from carbonsv.activities.files.text_columns import TextColumn
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.mapping import ColumnGuess


def unit_of_cells(numbers: NumberColumn, data: NDArray[np.bool_]) -> str:
    """Return the one unit that cells say after their numbers; nothing where they say several or none."""
    if numbers.codes is None:
        return ""
    rows = data & numbers.given
    said = {numbers.units[code] for code in np.unique(numbers.codes[rows]).tolist()}
    units = {canonical(unit) for unit in said if unit}
    return units.pop() if len(units) == 1 else ""


def unit_of_titles(table: TextTable) -> str:
    """Return the one unit of energy, volume or mass that the titles and the sheet's name say."""
    counts = Counter[str]()
    for text in (*table.titles, table.sheet):
        _, unit = unit_of_heading(text)
        if dimension_of(unit) in {"energy", "volume", "mass"}:
            counts[unit] += 1
    return next(iter(counts)) if len(counts) == 1 else ""


def units_by_row(
    guess: ColumnGuess, numbers: NumberColumn, unit_column: TextColumn | None
) -> tuple[NDArray[np.intp], list[str]]:
    """Return (n,) the place of each row's unit, and the units: a heading's unit holds for all rows.

    Where heading and cells say none, a column of units does.
    """
    count = len(numbers.values)
    if guess.unit and not _differs(guess, unit_column):
        return np.zeros(count, np.intp), [guess.unit]
    if unit_column is not None and guess.meaning not in {"cost", "cost_net", "cost_vat", "cost_gross"}:
        return _coded([canonical(text) for text in unit_column.texts], unit_column.codes)
    if numbers.codes is not None:
        return _coded([canonical(text) for text in numbers.units], numbers.codes)
    return np.zeros(count, np.intp), [""]


def canonical(text: str) -> str:
    """Return a unit's own name; as written where it is not known."""
    try:
        return unit_named(text).name if text else ""
    except CarbonsvError:
        return text


def _differs(guess: ColumnGuess, unit_column: TextColumn | None) -> bool:
    """Whether the heading's unit came from somewhere weaker than a column of units."""
    return unit_column is not None and not unit_of_heading(guess.name)[1] and not unit_column.blank().all()


def _coded(units: list[str], codes: NDArray[np.int32]) -> tuple[NDArray[np.intp], list[str]]:
    distinct = list(dict.fromkeys(units))
    places = {unit: place for place, unit in enumerate(distinct)}
    return np.array([places[unit] for unit in units], np.intp)[codes], distinct
