"""Columns of a meter's own readings, which only grow: what was used is the difference between two dates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.columns.number_column import NumberColumn, decimals_of
from carbonsv.activities.tables.rollover import began_again, rolled_over
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.columns.day_column import DayColumn
    from carbonsv.activities.files.text_columns import TextColumn
    from carbonsv.activities.tables.mapping import ColumnGuess

_MEASURES = frozenset(("quantity", "litres", "weight", "distance", "opening_read", "closing_read", "month"))
_MOST = 20  # falls that are named
_MOSTLY, _FAR_LARGER = 0.7, 3  # share of the steps that grow; readings over what they usually grow by
_DATES = ("read_date", "date", "end", "start")


def with_what_was_used(
    guesses: Sequence[ColumnGuess],
    names: TextColumn | None,
    numbers: Mapping[int, NumberColumn],
    days: Mapping[int, DayColumn],
    data: NDArray[np.bool_],
    rows: NDArray[np.int64],
) -> tuple[tuple[ColumnGuess, ...], dict[int, NumberColumn], list[Issue]]:
    """Put what was used in place of a column of readings, where the table has no other quantity.

    A register may begin again when it is full, and fall once in a while: after a fall that corrects no
    reading before it, as where the meter was changed, there is no quantity. Readings that fall often are no
    register's, and are taken as quantities. The first reading of each meter has no quantity.

    Args:
        guesses: what the columns mean.
        names: (n rows) of the meters; None where all rows are of one.
        numbers: by place.
        days: by place.
        data: (n,) whether a row is data.
        rows: (n,) their numbers as a person counts them.
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
    found = _used(numbers[reading.place], names, order)
    if found is None:
        return as_quantity, dict(numbers), []
    used, fallen, began = found
    multiplier = next((one for one in guesses if one.meaning == "multiplier"), None)
    if multiplier is not None:
        factors = numbers[multiplier.place].values
        used = used * np.where(np.isnan(factors), 1.0, factors)
    read = replace(numbers[reading.place], values=used, decimals=decimals_of(used[~np.isnan(used)]))
    firsts = int(np.isnan(used[order]).sum()) - len(fallen)
    issues = [_said(reading, firsts), *_falls(reading, numbers[reading.place], rows, order, fallen)]
    values = numbers[reading.place].values[order]
    issues += [began_again(int(rows[order[at + 1]]), values[at], values[at + 1]) for at in began.tolist()]
    return as_quantity, {**numbers, reading.place: read}, issues


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
) -> tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.intp]] | None:
    """Return (n,) what was used since the reading before; the places of falls and of new beginnings.

    None where readings are no register's, or no meter has two.
    """
    scaled = readings.scaled()
    codes = np.zeros(len(readings.values), np.int32) if names is None else names.codes
    same = codes[order][1:] == codes[order][:-1]
    if scaled is None or not same.any():
        return None
    power = 10.0 ** (readings.decimals or 0)
    values = readings.values[order]
    again = np.rint(rolled_over(values[:-1], values[1:]) * power).astype(np.int64)
    steps = np.diff(scaled[order]) + np.where(same, again, 0)
    if not _is_register(scaled[order], steps, same):
        return None
    fallen = np.flatnonzero(same & (steps < 0) & ~_corrects(steps, same))
    used = np.full(len(readings.values), np.nan)
    used[order[1:][same]] = steps[same] / power
    used[order[1:][fallen]] = np.nan
    return used, fallen, np.flatnonzero(same & (again > 0))


def _is_register(scaled: NDArray[np.int64], steps: NDArray[np.int64], same: NDArray[np.bool_]) -> bool:
    """Whether readings grow, all or nearly all of them, and are far larger than what they grow by."""
    grow = steps[same] >= 0
    if grow.all():
        return True
    usual = float(np.median(np.abs(steps[same])))
    return bool(grow.mean() >= _MOSTLY and np.median(scaled) > _FAR_LARGER * usual)


def _corrects(steps: NDArray[np.int64], same: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a reading takes back some of what the one before it had counted, as after an estimate."""
    before = np.concatenate([[0], np.where(same, steps, 0)[:-1]])
    corrects: NDArray[np.bool_] = (steps < 0) & (-steps <= before)
    return corrects


def _falls(
    reading: ColumnGuess,
    numbers: NumberColumn,
    rows: NDArray[np.int64],
    order: NDArray[np.intp],
    fallen: NDArray[np.intp],
) -> list[Issue]:
    """Say where a register falls for no reason that can be seen."""
    values = numbers.values[order]
    hint = "See whether the meter was changed or a reading is wrong, and add what was used."
    sentences = [
        f"Row {int(rows[order[at + 1]])}: “{reading.name}” falls from {values[at]:,.15g} to "
        f"{values[at + 1]:,.15g}; nothing was taken for the time between."
        for at in fallen[:_MOST].tolist()
    ]
    return [Issue("", "reading-falls", "warning", sentence, hint) for sentence in sentences]


def _said(reading: ColumnGuess, firsts: int) -> Issue:
    sentence = (
        f"“{reading.name}” only grows, as a meter's register does: what was used is the difference between "
        f"two readings, so the first of each meter ({firsts:,}) has no quantity."
    )
    return Issue("", "register-readings", "notice", sentence, "See whether it is what was used after all.")
