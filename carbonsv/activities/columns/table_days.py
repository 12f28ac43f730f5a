"""The days of a table: what one of its columns says about their order holds for all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.columns.calendar_columns import in_weeks
from carbonsv.activities.columns.day_column import decided_order, read_day_column
from carbonsv.activities.tables.meanings import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.columns.day_column import DayColumn, Order
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.mapping import ColumnGuess


def table_days(
    table: TextTable, guesses: Sequence[ColumnGuess], order: Order, data: NDArray[np.bool_]
) -> dict[int, DayColumn]:
    """Read the columns of days; what one column proves about their order holds for all of the table.

    Args:
        table: (n rows).
        guesses: what its columns mean.
        order: of day and month, where it is known.
        data: (n,) whether a row is data.
    """
    dated = [one for one in guesses if one.meaning and kind_of(one.meaning) == "date"]
    columns = {one.place: table.columns[one.place].taken(np.where(data)[0]) for one in dated}
    found = {place: decided_order(column.used(), order) for place, column in columns.items()}
    proven = [one for one in dict.fromkeys(found.values()) if one in ("dmy", "mdy")]
    shared: Order = order or (proven[0] if len(proven) == 1 else "")
    days = {one.place: read_day_column(table.columns[one.place], shared or found[one.place]) for one in dated}
    if not shared and "unknown" in found.values():
        days = _by_periods(table, guesses, days, data)
    return {place: in_weeks(one, table.names[place]) for place, one in days.items()}


def _by_periods(
    table: TextTable, guesses: Sequence[ColumnGuess], days: dict[int, DayColumn], data: NDArray[np.bool_]
) -> dict[int, DayColumn]:
    """Decide the order by bills that must not end before they begin, where only one order allows that."""
    start = next((one.place for one in guesses if one.meaning == "start"), None)
    end = next((one.place for one in guesses if one.meaning == "end"), None)
    fits: list[Order] = []
    orders: tuple[Order, ...] = ("dmy", "mdy")
    if start is not None and end is not None:
        for order in orders:
            first, last = (read_day_column(table.columns[place], order).first[data] for place in (start, end))
            if not (last < first).any():
                fits.append(order)
    if len(fits) == 1:
        return {place: read_day_column(table.columns[place], fits[0]) for place in days}
    return {
        place: replace(one, order="unknown") if one.order in ("dmy", "unknown") and one.order else one
        for place, one in days.items()
    }
