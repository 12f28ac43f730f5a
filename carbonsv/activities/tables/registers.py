"""Columns of a meter's own readings, which only grow: what was used is the difference between two dates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.columns.number_column import NumberColumn, decimals_of
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.columns.day_column import DayColumn
    from carbonsv.activities.files.text_columns import TextColumn
    from carbonsv.activities.tables.mapping import ColumnGuess

_MEASURES = frozenset(("quantity", "litres", "weight", "distance", "opening_read", "closing_read", "month"))
_DATES = ("read_date", "date", "end", "start")


def with_what_was_used(
    guesses: Sequence[ColumnGuess],
    names: TextColumn | None,
    numbers: Mapping[int, NumberColumn],
    days: Mapping[int, DayColumn],
    data: NDArray[np.bool_],
) -> tuple[tuple[ColumnGuess, ...], dict[int, NumberColumn], list[Issue]]:
    """Put what was used in place of a column of readings, where the table has no other quantity.

    Readings that fall are no register's, and are taken as quantities. The first reading of each meter has no
    quantity.

    Args:
        guesses: what the columns mean.
        names: (n rows) of the meters; None where all rows are of one.
        numbers: by place.
        days: by place.
        data: (n,) whether a row is data.
    """
    kept: tuple[tuple[ColumnGuess, ...], dict[int, NumberColumn], list[Issue]]
    kept = tuple(guesses), dict(numbers), []
    reading = next((one for one in guesses if one.meaning == "reading"), None)
    if reading is None or any(one.meaning in _MEASURES for one in guesses):
        return kept
    as_quantity = tuple(replace(one, meaning="quantity") if one is reading else one for one in guesses)
    date = next((one for name in _DATES for one in guesses if one.meaning == name), None)
    if date is None:
        return kept
    order = _in_order(names, days[date.place].first, data & numbers[reading.place].given)
    used = _used(numbers[reading.place], names, order)
    if used is None:
        return as_quantity, dict(numbers), []
    multiplier = next((one for one in guesses if one.meaning == "multiplier"), None)
    if multiplier is not None:
        factors = numbers[multiplier.place].values
        used = used * np.where(np.isnan(factors), 1.0, factors)
    read = replace(numbers[reading.place], values=used, decimals=decimals_of(used[~np.isnan(used)]))
    return as_quantity, {**numbers, reading.place: read}, [_said(reading, int(np.isnan(used[order]).sum()))]


def _in_order(
    names: TextColumn | None, first: NDArray[np.datetime64], rows: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Return the places of the rows with a day, by meter and then by day."""
    wanted = np.flatnonzero(rows & ~np.isnat(first))
    if names is None:
        return wanted[np.argsort(first[wanted], kind="stable")]
    return wanted[np.lexsort((first[wanted], names.codes[wanted]))]


def _used(
    readings: NumberColumn, names: TextColumn | None, order: NDArray[np.intp]
) -> NDArray[np.float64] | None:
    """Return (n,) what was used since the reading before; None where readings fall, or no meter has two."""
    scaled = readings.scaled()
    codes = np.zeros(len(readings.values), np.int32) if names is None else names.codes
    same = codes[order][1:] == codes[order][:-1]
    if scaled is None or not same.any():
        return None
    steps = np.diff(scaled[order])
    if (steps[same] < 0).any():
        return None
    used = np.full(len(readings.values), np.nan)
    used[order[1:][same]] = steps[same] / 10.0 ** (readings.decimals or 0)
    return used


def _said(reading: ColumnGuess, firsts: int) -> Issue:
    sentence = (
        f"“{reading.name}” only grows, as a meter's register does: what was used is the difference between "
        f"two readings, so the first of each meter ({firsts:,}) has no quantity."
    )
    return Issue("", "register-readings", "notice", sentence, "See whether it is what was used after all.")
