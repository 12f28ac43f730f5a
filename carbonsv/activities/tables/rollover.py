"""Registers of meters that begin again at nought when they are full, as from 99998 to 00012."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.columns.number_column import NumberColumn
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.mapping import ColumnGuess

_MOST = 20  # rows that are named
_MEASURES = frozenset(("quantity", "litres", "weight"))
_BASE = 10
_FEWEST_DIGITS = 4  # of a register, with fewer of which a fall may be anything
_NEARLY_FULL, _JUST_BEGUN = 0.8, 0.2  # of what a register can count


def rolled_over(before: NDArray[np.float64], after: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n,) what a register counts in all where it was nearly full before and has just begun; else 0.

    Args:
        before: (n,) the earlier readings.
        after: (n,) the later ones.
    """
    digits = np.array([len(str(int(value))) if value >= 1 else 0 for value in np.nan_to_num(before).tolist()])
    full = np.power(float(_BASE), digits)
    with np.errstate(invalid="ignore"):
        again = (before >= _NEARLY_FULL * full) & (after >= 0) & (after <= _JUST_BEGUN * full)
    return np.where(again & (digits >= _FEWEST_DIGITS) & (after < before), full, 0.0)


def fallen_readings(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    numbers: Mapping[int, NumberColumn],
    data: NDArray[np.bool_],
) -> list[Issue]:
    """Say in which rows a closing reading is below its opening one, where they alone say what was used."""
    places = {one.meaning: one.place for one in guesses}
    if "opening_read" not in places or "closing_read" not in places or _MEASURES & set(places):
        return []
    before, after = numbers[places["opening_read"]].values, numbers[places["closing_read"]].values
    fallen, again = data & (after < before), rolled_over(before, after) > 0
    issues = []
    for row in np.flatnonzero(fallen)[:_MOST].tolist():
        number = int(table.rows[row])
        if again[row]:
            issues.append(began_again(number, before[row], after[row]))
        else:
            sentence = f"{_falls(number, before[row], after[row])}, so that less than nothing was used."
            issues.append(
                Issue("", "reading-falls", "warning", sentence, "See whether the meter was changed.")
            )
    return issues


def began_again(row: int, before: float, after: float) -> Issue:
    """Say in which row a register was taken to have begun again."""
    sentence = f"{_falls(row, before, after)}; the register was taken to have begun again at nought."
    return Issue("", "register-began-again", "notice", sentence, "Check what was used.")


def _falls(row: int, before: float, after: float) -> str:
    return f"Row {row}: the reading falls from {before:,.15g} to {after:,.15g}"
