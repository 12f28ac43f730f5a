"""Names that are written once for a group of rows, and hold for the rows below until the next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.files.text_columns import TextColumn
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.mapping import ColumnGuess

_CARRIED = frozenset(("meter", "account", "site", "vehicle", "meter_type", "cost_centre", "card", "unit"))
_LEAST_BLANK = 0.25  # share of the rows without a name, from which it is written once per group
_FEWEST_NAMES = 2


def with_carried_names(
    table: TextTable, guesses: Sequence[ColumnGuess], data: NDArray[np.bool_]
) -> tuple[TextTable, list[Issue]]:
    """Carry names down over the rows of their group, in tables that write them once.

    That is so where the first row has a name, many rows have none, and no name stands twice in succession.

    Args:
        table: (n rows).
        guesses: what its columns mean.
        data: (n,) whether a row is data; the others are left as they are.
    """
    rows = np.flatnonzero(data)
    carried = [
        one for one in guesses if one.meaning in _CARRIED and _is_carried(table.columns[one.place], rows)
    ]
    if not carried:
        return table, []
    columns = list(table.columns)
    for one in carried:
        columns[one.place] = _filled(columns[one.place], rows)
    names = ", ".join(f"“{one.name}”" for one in carried)
    sentence = f"{names}: written once for a group of rows, and carried down to those below."
    issue = Issue("", "carried-names", "notice", sentence, "Check a few rows.")
    return replace(table, columns=tuple(columns)), [issue]


def _is_carried(column: TextColumn, rows: NDArray[np.intp]) -> bool:
    blank = column.blank()[rows]
    if not len(rows) or blank[0] or blank.mean() < _LEAST_BLANK:
        return False
    names = column.grouped().codes[rows[~blank]]
    return bool(len(set(names.tolist())) >= _FEWEST_NAMES and (np.diff(names) != 0).all())


def _filled(column: TextColumn, rows: NDArray[np.intp]) -> TextColumn:
    there = ~column.blank()[rows]
    last = np.maximum.accumulate(np.where(there, np.arange(len(rows)), 0))
    codes = column.codes.copy()
    codes[rows] = column.codes[rows[last]]
    return TextColumn(codes, column.texts)
