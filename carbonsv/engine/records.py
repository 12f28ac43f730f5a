"""Activity records as arrays: integer codes for text, days for dates, and issues for what cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from carbonsv.engine.days import Days, day_numbers
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_DAY = np.iinfo(np.int64).min
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of text as codes into its distinct values; -1 is blank."""

    codes: Codes
    values: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Records:
    """The usable records of a table, as arrays of the same length n.

    Attributes:
        position: (n,) row of each record in the table it came from.
        quantity: (n,) in each record's own unit.
        start, end: (n,) [days since 1970] first and last day; NO_DAY where the table has no dates.
        text: activity, unit, site, quality, scope and category as codes.
    """

    position: NDArray[np.int64]
    quantity: NDArray[np.float64]
    start: Days
    end: Days
    text: dict[str, Coded]


def read_records(activities: pd.DataFrame, *, dates_required: bool = True) -> tuple[Records, list[Issue]]:
    """Read activity records into arrays; those that cannot be used become issues.

    Args:
        activities: (n rows) columns as resources/schema/activity.csv; the quickest with text as categories.
        dates_required: whether a record without dates is kept out.
    """
    text = {
        name: coded(activities, name) for name in ("activity", "unit", "site", "quality", "scope", "category")
    }
    quantity = _numbers(activities)
    start, end = _days(activities, "start"), _days(activities, "end")
    trouble = _trouble(text, quantity, start, end, dates_required=dates_required)
    good = np.ones(len(activities), dtype=bool)
    for bad, *_ in trouble:
        good &= ~bad
    issues = _issues(activities, trouble)
    position = np.arange(len(activities))
    if good.all():
        return Records(position, quantity, start, end, text), issues
    kept = {name: Coded(column.codes[good], column.values) for name, column in text.items()}
    return Records(position[good], quantity[good], start[good], end[good], kept), issues


def coded(table: pd.DataFrame, name: str) -> Coded:
    """Return a column as codes into its distinct values; a column that is not there is blank throughout."""
    if name not in table:
        return Coded(np.full(len(table), -1, dtype=np.int64), ())
    column = table[name]
    if not isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype("category")
    values = tuple(_text(value) for value in column.cat.categories)
    codes = column.cat.codes.to_numpy().astype(np.int64)
    if "" in values:
        codes = np.where(codes == values.index(""), -1, codes)
    return Coded(codes, values)


def _text(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def _numbers(activities: pd.DataFrame) -> NDArray[np.float64]:
    column = activities["quantity"]
    if column.dtype != np.float64:
        column = pd.to_numeric(column, errors="coerce")
    return np.asarray(column.to_numpy(), dtype=np.float64)


def _days(activities: pd.DataFrame, name: str) -> Days:
    if name not in activities:
        return np.full(len(activities), NO_DAY, dtype=np.int64)
    column = activities[name]
    if not pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = pd.to_datetime(column, format="ISO8601", errors="coerce")
    return day_numbers(column)


_Trouble = tuple[NDArray[np.bool_], str, str, str]


def _trouble(
    text: dict[str, Coded], quantity: NDArray[np.float64], start: Days, end: Days, *, dates_required: bool
) -> list[_Trouble]:
    """Pair a mask of records with the code, sentence and hint of what is wrong with them."""
    dated = (start != NO_DAY) & (end != NO_DAY)
    half = (start != NO_DAY) != (end != NO_DAY)
    undated = ~dated if dates_required else half
    found = [
        (text["activity"].codes < 0, "no-activity", "has no activity", "Choose what it was."),
        (~np.isfinite(quantity), "no-quantity", "has no quantity", "Enter how much it was."),
        (text["unit"].codes < 0, "no-unit", "has no unit", "Enter the unit, such as kWh."),
        (undated, "no-dates", "has no first and last day", "Enter the period it covers as YYYY-MM-DD."),
        (
            dated & (end < start),
            "dates-reversed",
            "ends before it starts",
            "Correct the first or the last day.",
        ),
    ]
    return [one for one in found if one[0].any()]


def _issues(activities: pd.DataFrame, trouble: Sequence[_Trouble]) -> list[Issue]:
    return [
        Issue(name, code, "error", f"Record {name} {what}.", hint)
        for bad, code, what, hint in trouble
        for name in names(activities, np.flatnonzero(bad))
    ]


def names(activities: pd.DataFrame, positions: NDArray[np.int64]) -> list[str]:
    """Return the ids of records by position, or the row number where the table has no ids."""
    if "id" in activities:
        return [str(name) for name in activities["id"].iloc[positions]]
    return [str(position + 1) for position in positions.tolist()]


def combined(columns: Sequence[Coded]) -> tuple[Codes, Codes]:
    """Number the distinct combinations of several columns.

    Returns:
        (n,) number of each record's combination, and (k, columns) the codes of each combination.
    """
    sizes = [len(column.values) + 1 for column in columns]
    key = np.zeros(len(columns[0].codes), dtype=np.int64)
    for column, size in zip(columns, sizes, strict=True):
        key = key * size + (column.codes + 1)
    number, distinct = compact(key, int(np.prod(sizes, dtype=np.float64)) if sizes else 0)
    codes = np.empty((len(distinct), len(columns)), dtype=np.int64)
    for place in reversed(range(len(columns))):
        codes[:, place] = distinct % sizes[place] - 1
        distinct = distinct // sizes[place]
    return number, codes


def compact(key: Codes, size: int, limit: int = 1 << 24) -> tuple[Codes, Codes]:
    """Number distinct keys from 0 in ascending order: by a table where keys are small, else by sorting."""
    if size > limit:
        distinct, number = np.unique(key, return_inverse=True)
        return number, distinct
    present = np.zeros(size, dtype=bool)
    present[key] = True
    distinct = np.flatnonzero(present)
    table = np.zeros(size, dtype=np.int64)
    table[distinct] = np.arange(len(distinct))
    return table[key], distinct
