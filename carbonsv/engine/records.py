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
_LARGEST_TABLE = 1 << 24  # combinations, above which sorting is quicker than a table of them all
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
    records = Records(
        np.arange(len(activities), dtype=np.int32),
        numbers_of(activities),
        dates_of(activities, "start"),
        dates_of(activities, "end"),
        {name: coded(activities, name) for name in TEXTS},
    )
    ordered = in_order(records.start, records.end)
    return usable(activities, records, dates_in_order=ordered, dates_required=dates_required)


def usable(
    activities: pd.DataFrame, records: Records, *, dates_in_order: bool, dates_required: bool = True
) -> tuple[Records, list[Issue]]:
    """Keep the records that can be used; the others become issues.

    Args:
        activities: (n rows) the table they come from.
        records: all of it.
        dates_in_order: whether it is known that all have dates, of which none ends before it starts.
        dates_required: whether a record without dates is kept out.
    """
    if dates_in_order and _nothing_missing(records):
        return records, []
    trouble = _trouble(records, dates_required=dates_required)
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


def _nothing_missing(records: Records) -> bool:
    """Return whether all have an activity, a unit and a quantity, much quicker than `_trouble` finds out."""
    codes = [records.text[name].codes.min(initial=0) for name in ("activity", "unit")]
    return bool(min(codes) >= 0 and np.isfinite(records.quantity).all())


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
    is_filled = values == values  # noqa: PLR0124 - nan is not; few have a category of their own
    filled = np.flatnonzero(is_filled) if is_filled.any() else np.zeros(0, dtype=np.int64)
    found, distinct = pd.factorize(values[filled])
    codes = np.full(len(values), -1, dtype=np.min_scalar_type(-len(distinct) - 1))
    codes[filled] = found
    return codes, distinct


def _text(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def numbers_of(activities: pd.DataFrame) -> NDArray[np.float64]:
    """Return (n,) the quantities of a table in each record's own unit; nan where there is no number."""
    column = activities["quantity"]
    if column.dtype != np.float64:
        column = pd.to_numeric(column, errors="coerce")
    return np.asarray(column.to_numpy(), dtype=np.float64)


def dates_of(activities: pd.DataFrame, name: str) -> Dates:
    """Return (n,) a column of dates; missing ones where the table lacks it."""
    if name not in activities:
        return np.full(len(activities), "NaT", dtype="datetime64[s]")
    column = activities[name]
    if not pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = pd.to_datetime(column, format="ISO8601", errors="coerce")
    dates: Dates = column.to_numpy()
    return dates


_Trouble = tuple[NDArray[np.bool_], str, str, str]


def _trouble(records: Records, *, dates_required: bool) -> list[_Trouble]:
    """Pair a mask of records with the code, sentence and hint of what is wrong with them."""
    text, start, end = records.text, records.start, records.end
    dated = ~(np.isnat(start) | np.isnat(end))
    half = np.isnat(start) != np.isnat(end)
    undated = ~dated if dates_required else half
    found = [
        (text["activity"].codes < 0, "no-activity", "has no activity", "Choose what it was."),
        (~np.isfinite(records.quantity), "no-quantity", "has no quantity", "Enter how much it was."),
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

    of: NDArray[np.integer[Any]]
    members: NDArray[np.int64]
    codes: Codes


@dataclass(frozen=True, slots=True)
class _Possible:
    """All possible combinations of several columns, each with a key: the fewer, the quicker.

    Attributes:
        columns: the codes of each column.
        lowest: of each column: -1 where some are blank, else 0.
        sizes: how many codes each column may have.
    """

    columns: tuple[Codes, ...]
    lowest: tuple[int, ...]
    sizes: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return math.prod(self.sizes)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The smallest integers that hold every key."""
        return np.min_scalar_type(self.count)

    def keys(self, chunk: slice) -> NDArray[Any]:
        """Return (n,) the keys of some records."""
        key, lowest_key = np.zeros(len(self.columns[0][chunk]), dtype=self.dtype), 0
        for codes, lowest, size in zip(self.columns, self.lowest, self.sizes, strict=True):
            if size > 1:
                key *= size
                key += codes[chunk].astype(self.dtype, copy=False)
                lowest_key = lowest_key * size + lowest
        key -= np.array(lowest_key).astype(self.dtype)  # a blank's -1 counts round to the top and back
        return key

    def codes(self, key: NDArray[np.int64]) -> Codes:
        """Return (k, columns) the codes that keys were made from."""
        codes = np.empty((len(self.sizes), len(key)), dtype=np.int64)
        for place in reversed(range(len(self.sizes))):
            rest = key // self.sizes[place]
            codes[place] = key - rest * self.sizes[place] + self.lowest[place]
            key = rest
        return codes.T


def grouped(columns: Sequence[Coded]) -> Groups:
    """Group records by several columns.

    Where there are fewer possible combinations than records, counting them all is quicker than finding
    out beforehand which ones occur.
    """
    possible = _possible(columns)
    count = len(columns[0].codes)
    if possible.count > count:
        of, codes = combined(columns)
        return Groups(of, np.bincount(of, minlength=len(codes)), codes)
    key, members = np.empty(count, possible.dtype), np.zeros(possible.count, dtype=np.int64)
    for chunk in _chunks(count):
        key[chunk] = possible.keys(chunk)
        np.add.at(members, key[chunk].astype(np.intp), 1)
    return Groups(key, members, possible.codes(np.flatnonzero(members)))


def combined(columns: Sequence[Coded]) -> tuple[Codes, Codes]:
    """Number the distinct combinations of several columns.

    Returns:
        (n,) number of each record's combination, and (k, columns) the codes of each combination.
    """
    possible = _possible(columns)
    if possible.count > _MOST_COMBINATIONS:
        return _combined_by_halves(columns)
    if possible.count > _LARGEST_TABLE:
        key = possible.keys(slice(None))
        distinct, number = np.unique(key, return_inverse=True)
    else:
        distinct, number = _numbered(possible, len(columns[0].codes))
    return number, possible.codes(distinct.astype(np.int64))


def distinct_rows(table: pd.DataFrame, names: Sequence[str]) -> tuple[NDArray[np.int64], pd.DataFrame]:
    """Number the distinct values of columns in sorted order, so that no order of rows changes a result.

    Returns:
        (n,) number of each row, and (k rows) the values as text, blank where there is none.
    """
    columns = [coded(table, name) for name in names]
    number, codes = combined(columns)
    texts = [[*column.values, ""] for column in columns]  # a blank is code -1, the last one
    rows = [tuple(text[code] for text, code in zip(texts, row, strict=True)) for row in codes.tolist()]
    order = sorted(range(len(rows)), key=rows.__getitem__)
    rank = np.empty(len(rows), dtype=np.int64)
    rank[order] = np.arange(len(rows))
    return rank[number], pd.DataFrame([rows[place] for place in order], columns=list(names), dtype="str")


def _possible(columns: Sequence[Coded]) -> _Possible:
    """Leave out the blank code of a column that is never blank."""
    codes = tuple(column.codes for column in columns)
    lowest = tuple(int(one.min(initial=0)) for one in codes)
    sizes = (len(column.values) - low for column, low in zip(columns, lowest, strict=True))
    return _Possible(codes, lowest, tuple(max(size, 1) for size in sizes))


def _combined_by_halves(columns: Sequence[Coded]) -> tuple[Codes, Codes]:
    """Number the combinations of either half first: there are never more of them than records."""
    middle = len(columns) // 2
    halves = [combined(columns[:middle]), combined(columns[middle:])]
    number, pairs = combined([Coded(one, ("",) * len(codes)) for one, codes in halves])
    return number, np.hstack([codes[pair] for (_, codes), pair in zip(halves, pairs.T, strict=True)])


def _numbered(possible: _Possible, count: int) -> tuple[Codes, Codes]:
    """Return the keys that occur, in ascending order, and (n,) the place of each record's key among them.

    The first records mostly have all keys that occur: then it is enough to go through the records once.
    """
    chunks = _chunks(count)
    distinct = _present(possible, chunks[:1])
    number = _places(possible, distinct, count)
    if number is None:
        distinct = _present(possible, chunks)
        number = _places(possible, distinct, count)
    assert number is not None  # noqa: S101 - every key is among those of all records
    return distinct, number


def _present(possible: _Possible, chunks: Sequence[slice]) -> Codes:
    """Return the keys that occur among some records, in ascending order."""
    present = np.zeros(possible.count, dtype=bool)
    for chunk in chunks:
        present[possible.keys(chunk).astype(np.intp)] = True
    return np.flatnonzero(present)


def _places(possible: _Possible, distinct: Codes, count: int) -> Codes | None:
    """Return (n,) the place of each record's key among distinct ones; None where one is not among them."""
    table: Codes = np.full(possible.count, -1, dtype=np.min_scalar_type(-len(distinct) - 1))
    table[distinct] = np.arange(len(distinct))
    place: Codes = np.empty(count, dtype=table.dtype)
    for chunk in _chunks(count):
        table.take(possible.keys(chunk).astype(np.intp), mode="clip", out=place[chunk])
        if place[chunk].min() < 0:
            return None
    return place


def _chunks(count: int) -> list[slice]:
    """Cut many records into slices that stay in the processor's cache, which is several times quicker."""
    return [slice(first, first + _AT_ONCE) for first in range(0, count, _AT_ONCE)]
