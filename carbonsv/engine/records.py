"""Activity records as arrays: integer codes for text, days for dates, and issues for what cannot be used."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from carbonsv.engine.days import in_order
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.engine.days import Dates

TEXTS = ("activity", "unit", "site", "quality", "scope", "category")
Codes = NDArray[np.signedinteger[Any]]
_AT_ONCE = 1 << 15  # records
_MOST_COMBINATIONS = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of text as codes into its distinct values; -1 is blank. Small integers make it quick."""

    codes: Codes
    values: tuple[str, ...]

    def take(self, chosen: NDArray[Any]) -> Coded:
        """Return the rows at these places, or where a mask is true."""
        return Coded(self.codes[chosen], self.values)


@dataclass(frozen=True, eq=False)
class Records:
    """The usable records of a table, as arrays of the same length n.

    Attributes:
        position: (n,) row of each record in the table it came from.
        quantity: (n,) in each record's own unit.
        start, end: (n,) first and last day; both missing where the table has no dates.
        text: activity, unit, site, quality, scope and category as codes.
    """

    position: NDArray[np.integer[Any]]
    quantity: NDArray[np.float64]
    start: Dates
    end: Dates
    text: dict[str, Coded]


def read_records(activities: pd.DataFrame, *, dates_required: bool = True) -> tuple[Records, list[Issue]]:
    """Read activity records into arrays; those that cannot be used become issues.

    Args:
        activities: (n rows) columns as resources/schema/activity.csv; the quickest with text as categories.
        dates_required: whether a record without dates is kept out.
    """
    text = {name: coded(activities, name) for name in TEXTS}
    quantity = _numbers(activities)
    start, end = _dates(activities, "start"), _dates(activities, "end")
    records = Records(np.arange(len(activities), dtype=np.int32), quantity, start, end, text)
    if _nothing_wrong(records):
        return records, []
    trouble = _trouble(text, quantity, start, end, dates_required=dates_required)
    if not trouble:
        return records, []
    good = np.flatnonzero(~np.logical_or.reduce([bad for bad, *_ in trouble], axis=0))
    return select(records, good), _issues(activities, trouble)


def select(records: Records, chosen: NDArray[np.int64]) -> Records:
    """Return records by place, repeated where asked."""
    text = {name: column.take(chosen) for name, column in records.text.items()}
    return Records(
        records.position[chosen], records.quantity[chosen], records.start[chosen], records.end[chosen], text
    )


def _nothing_wrong(records: Records) -> bool:
    """Return whether every record is dated and usable, by reductions much quicker than `_trouble`."""
    codes = [records.text[name].codes.min(initial=0) for name in ("activity", "unit")]
    return bool(
        min(codes) >= 0 and np.isfinite(records.quantity).all() and in_order(records.start, records.end)
    )


def coded(table: pd.DataFrame, name: str) -> Coded:
    """Return a column as codes into its distinct values; a column that is not there is blank throughout."""
    if name not in table:
        return Coded(np.full(len(table), -1, dtype=np.int8), ())
    column = table[name]
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, distinct = column.array.codes, column.array.categories
    else:
        codes, distinct = _encoded(column)
    texts = [_text(value) for value in distinct]
    if codes.max(initial=-1) < 0:
        return Coded(codes, ())  # blank throughout: it takes no part in combinations
    values = tuple(dict.fromkeys(text for text in texts if text))
    if len(values) < len(texts):  # an empty text is blank too
        place = {text: number for number, text in enumerate(values)}
        codes = np.array([*(place.get(text, -1) for text in texts), -1], dtype=codes.dtype)[codes]
    return Coded(codes, values)


def _encoded(column: pd.Series) -> tuple[Codes, Any]:
    """Number the distinct values of a column; as plain objects they are found quicker than as pandas text."""
    values = column.to_numpy()
    if values.dtype.kind != "f":
        return pd.factorize(values)  # type: ignore[no-any-return]
    filled = np.flatnonzero(values == values)  # noqa: PLR0124 - nan is not; few have a category of their own
    found, distinct = pd.factorize(values[filled])
    codes = np.full(len(values), -1, dtype=np.min_scalar_type(-len(distinct) - 1))
    codes[filled] = found
    return codes, distinct


def _text(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def _numbers(activities: pd.DataFrame) -> NDArray[np.float64]:
    column = activities["quantity"]
    if column.dtype != np.float64:
        column = pd.to_numeric(column, errors="coerce")
    return np.asarray(column.to_numpy(), dtype=np.float64)


def _dates(activities: pd.DataFrame, name: str) -> Dates:
    if name not in activities:
        return np.full(len(activities), "NaT", dtype="datetime64[s]")
    column = activities[name]
    if not pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = pd.to_datetime(column, format="ISO8601", errors="coerce")
    dates: Dates = column.to_numpy()
    return dates


_Trouble = tuple[NDArray[np.bool_], str, str, str]


def _trouble(
    text: dict[str, Coded], quantity: NDArray[np.float64], start: Dates, end: Dates, *, dates_required: bool
) -> list[_Trouble]:
    """Pair a mask of records with the code, sentence and hint of what is wrong with them."""
    dated = ~(np.isnat(start) | np.isnat(end))
    half = np.isnat(start) != np.isnat(end)
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


def names(activities: pd.DataFrame, positions: NDArray[Any]) -> list[str]:
    """Return the ids of records by position, or the row number where the table has no ids."""
    if "id" in activities:
        return [str(name) for name in activities["id"].iloc[positions]]
    return [str(position + 1) for position in positions.tolist()]


@dataclass(frozen=True, slots=True)
class Groups:
    """Records numbered by their combination of several columns.

    Attributes:
        of: (n,) group of each record.
        members: (g,) how many records each group has, 0 for a combination that does not occur.
        codes: (k, columns) the codes of each group that has records.
    """

    of: Codes
    members: NDArray[np.int64]
    codes: Codes


def grouped(columns: Sequence[Coded]) -> Groups:
    """Group records by several columns.

    Where there are fewer possible combinations than records, counting them all is quicker than finding
    out beforehand which ones occur.
    """
    sizes = _sizes(columns)
    size = math.prod(sizes)
    if size > len(columns[0].codes):
        of, codes = combined(columns)
        return Groups(of, _counted(of, len(codes)), codes)
    of = _key(columns, sizes)
    members = _counted(of, size)
    return Groups(of, members, _taken_apart(np.flatnonzero(members), sizes))


def combined(columns: Sequence[Coded]) -> tuple[Codes, Codes]:
    """Number the distinct combinations of several columns.

    Returns:
        (n,) number of each record's combination, and (k, columns) the codes of each combination.
    """
    sizes = _sizes(columns)
    size = math.prod(sizes)
    if size > _MOST_COMBINATIONS:
        return _combined_by_halves(columns)
    number, distinct = compact(_key(columns, sizes), size)
    return number, _taken_apart(distinct, sizes)


def _sizes(columns: Sequence[Coded]) -> list[int]:
    """Return how many codes each column may have: its values and blank."""
    return [len(column.values) + 1 for column in columns]


def _taken_apart(key: NDArray[np.int64], sizes: Sequence[int]) -> Codes:
    """Return (k, columns) the codes that keys were made from."""
    codes = np.empty((len(key), len(sizes)), dtype=np.int64)
    for place in reversed(range(len(sizes))):
        rest = key // sizes[place]
        codes[:, place] = key - rest * sizes[place]
        key = rest
    codes -= 1
    return codes


def _combined_by_halves(columns: Sequence[Coded]) -> tuple[Codes, Codes]:
    """Number the combinations of either half first: there are never more of them than records."""
    middle = len(columns) // 2
    halves = [combined(columns[:middle]), combined(columns[middle:])]
    number, pairs = combined([Coded(one, ("",) * len(codes)) for one, codes in halves])
    return number, np.hstack([codes[pair] for (_, codes), pair in zip(halves, pairs.T, strict=True)])


def _key(columns: Sequence[Coded], sizes: Sequence[int]) -> NDArray[Any]:
    """Number all possible combinations, in the smallest integers that hold them: they are the quickest."""
    key = np.zeros(len(columns[0].codes), dtype=np.int8)
    combinations, blanks = 1, 0
    for column, size in zip(columns, sizes, strict=True):
        if size > 1:
            combinations, blanks = combinations * size, blanks * size + 1
            key = key.astype(np.min_scalar_type(-combinations - 1), copy=False)
            key *= size
            key += column.codes.astype(key.dtype, copy=False)
    key += blanks  # as every blank is -1
    return key


def compact(key: NDArray[Any], size: int, limit: int = 1 << 24) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Number distinct keys from 0 in ascending order: by a table where keys are small, else by sorting."""
    if size > limit:
        found, place = np.unique(key, return_inverse=True)
        return place, found.astype(np.int64)
    present = np.zeros(size, dtype=bool)
    for chunk in _chunks(len(key)):
        present[key[chunk].astype(np.intp, copy=False)] = True
    distinct = np.flatnonzero(present)
    table: Codes = np.zeros(size, dtype=np.min_scalar_type(-len(distinct) - 1))
    table[distinct] = np.arange(len(distinct))
    number: Codes = np.empty(len(key), dtype=table.dtype)
    for chunk in _chunks(len(key)):
        table.take(key[chunk].astype(np.intp, copy=False), mode="clip", out=number[chunk])
    return number, distinct


def _counted(group: NDArray[Any], count: int) -> NDArray[np.int64]:
    """Return (count,) how many records each group has."""
    members = np.zeros(count, dtype=np.int64)
    for chunk in _chunks(len(group)):
        np.add.at(members, group[chunk].astype(np.intp, copy=False), 1)
    return members


def _chunks(count: int) -> list[slice]:
    """Cut many records into slices that stay in the processor's cache, which is several times quicker."""
    return [slice(first, first + _AT_ONCE) for first in range(0, count, _AT_ONCE)]
