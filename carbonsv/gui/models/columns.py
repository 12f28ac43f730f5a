"""One column of a table: looked up cell by cell, sorted and searched by the codes of its distinct values."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from carbonsv.gui.models.cell_text import is_blank, shown_text, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

_NUMBER = re.compile(r"-?(\d[\d,]*)(\.\d*)?")
_MOST_DIGITS = 16  # of a float


class Column(Protocol):
    """What a table asks of a column of n cells."""

    def value(self, row: int) -> Any:
        """Return a cell, None when it is blank."""

    @property
    def order(self) -> NDArray[Any]:
        """(n,) numbers in the order of the cells; equal cells have the same."""

    @property
    def blank(self) -> NDArray[np.bool_]:
        """(n,) whether a cell is blank."""

    def contains(self, word: str) -> NDArray[np.bool_]:
        """Return (n,) whether a word in small letters occurs in a cell as it is shown."""


class Numbers:
    """A column of numbers, kept as they are."""

    def __init__(self, values: NDArray[np.float64]) -> None:
        """Take (n,) numbers, nan for a blank."""
        self.order = values

    def value(self, row: int) -> float | None:
        """Return a number, None when it is blank."""
        value = float(self.order[row])
        return None if math.isnan(value) else value

    @cached_property
    def blank(self) -> NDArray[np.bool_]:
        """(n,) whether a cell is blank."""
        return np.isnan(self.order)

    def contains(self, word: str) -> NDArray[np.bool_]:
        """Return (n,) whether a number as it is shown begins with the digits of a word.

        A million numbers cannot be written out for each word; those that begin with 12 lie between 12 and
        13, 120 and 130, and so on.
        """
        found = np.zeros(len(self.order), dtype=bool)
        for low, high in _ranges(word):
            found |= (self.order >= low) & (self.order < high)
        return found


def _ranges(word: str) -> list[tuple[float, float]]:
    """Return from where to where the numbers lie that begin with the digits of a word."""
    match = _NUMBER.fullmatch(word)
    if match is None:
        return []
    digits, places = match[1].replace(",", ""), (match[2] or "").removeprefix(".")
    low, step = Decimal(f"{digits}.{places or 0}"), Decimal(1).scaleb(-len(places))
    scales = range(1 if match[2] or not low else _MOST_DIGITS)
    found = [(float(low.scaleb(by)), float((low + step).scaleb(by))) for by in scales]
    if not word.startswith("-"):
        return found
    return [(np.nextafter(-high, 0), np.nextafter(-low, math.inf)) for low, high in found]


@dataclass(frozen=True, eq=False)
class Distinct:
    """The distinct values of a column.

    Attributes:
        codes: (n,) number of each cell's value, -1 for a blank.
        values: (k,) the values.
    """

    codes: NDArray[Any]
    values: Sequence[Any]


class Values:
    """A column of texts, days or anything else; its distinct values are found when they are first needed."""

    def __init__(
        self,
        raw: Any,
        distinct: Callable[[], Distinct] | None = None,
        places: NDArray[np.int64] | None = None,
        names: Mapping[Any, str] | None = None,
    ) -> None:
        """Take cells.

        Args:
            raw: a list or array.
            distinct: how to find the distinct values of `raw`; otherwise they are looked for.
            places: (n,) which of `raw` the column is made of; all when None.
            names: what is shown in place of a value that has a name.
        """
        self._raw = raw
        self._find = distinct
        self._places = places
        self._names = names or {}

    def value(self, row: int) -> Any:
        """Return a cell, None when it is blank."""
        value = self._raw[row if self._places is None else self._places[row]]
        if isinstance(value, np.datetime64):
            value = value.astype("datetime64[D]").item()
        return None if is_blank(value) else self._names.get(value, value)

    @cached_property
    def _distinct(self) -> Distinct:
        found = self._find() if self._find else _encoded(self._raw)
        codes = found.codes if self._places is None else found.codes[self._places]
        return Distinct(codes, [self._names.get(value, value) for value in found.values])

    @cached_property
    def order(self) -> NDArray[Any]:
        """(n,) rank of each cell among the distinct values, texts without regard to case; blanks have -1."""
        keys = [sort_key(value) for value in self._distinct.values]
        rank = {key: place for place, key in enumerate(sorted(set(keys)))}
        ranks = np.array([*(rank[key] for key in keys), -1], dtype=np.min_scalar_type(-len(keys) - 1))
        return np.asarray(ranks[self._distinct.codes])

    @cached_property
    def blank(self) -> NDArray[np.bool_]:
        """(n,) whether a cell is blank."""
        return np.asarray(self._distinct.codes < 0)

    def contains(self, word: str) -> NDArray[np.bool_]:
        """Return (n,) whether a word in small letters occurs in a cell as it is shown."""
        found = np.array([*(word in line for line in self._lines), False])
        return np.asarray(found[self._distinct.codes], dtype=bool)

    @cached_property
    def _lines(self) -> list[str]:
        return [shown_text(value).casefold() for value in self._distinct.values]


class Worked:
    """A column whose cells are worked out one by one as they are shown; it is not sorted or searched."""

    def __init__(self, work_out: Callable[[int], Any], count: int) -> None:
        """Take what works a cell out, and how many there are."""
        self.value = work_out
        self.order = np.zeros(count, dtype=np.int8)
        self.blank = np.zeros(count, dtype=bool)

    def contains(self, _word: str) -> NDArray[np.bool_]:
        """Return (n,) False."""
        return self.blank


def column_of(raw: Any) -> Column:
    """Return a column over a list, or an array of NumPy or pandas."""
    dtype = getattr(raw, "dtype", None)
    if isinstance(dtype, np.dtype) and dtype.kind == "f":
        return Numbers(np.asarray(raw, dtype=np.float64))
    return Values(raw)


def _encoded(raw: Any) -> Distinct:
    known: dict[Any, int] = {}
    values = _plain_values(raw)
    codes = [-1 if is_blank(value) else known.setdefault(value, len(known)) for value in values]
    return Distinct(np.array(codes, dtype=np.min_scalar_type(-len(known) - 1)), list(known))


def _plain_values(raw: Any) -> list[Any]:
    """Return a column as plain values; a column of days by its few different days, which is quicker."""
    if not hasattr(raw, "asi8"):
        return list(raw.tolist() if hasattr(raw, "tolist") else raw)
    codes, days = raw.factorize()
    known = [*days, None]
    return [known[code] for code in codes.tolist()]
