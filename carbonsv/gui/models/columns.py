"""One column of a table: looked up cell by cell, sorted and searched by the codes of its distinct values."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from carbonsv.gui.models.cell_text import is_blank
from carbonsv.gui.models.coding import Coding, Found

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

_NUMBER = re.compile(r"-?(\d[\d,]*)(\.\d*)?")
_MOST_DIGITS = 16  # of a float


class Column(Protocol):
    """What a table asks of a column of n cells."""

    def value(self, row: int) -> Any:
        """Return a cell, None when it is blank."""

    def order(self) -> NDArray[Any]:
        """Return (n,) numbers in the order of the cells; equal cells have the same."""

    def blank(self) -> NDArray[np.bool_]:
        """Return (n,) whether a cell is blank."""

    def contains(self, word: str) -> NDArray[np.bool_]:
        """Return (n,) whether a word in small letters occurs in a cell as it is shown."""


class Numbers:
    """A column of numbers, kept as they are."""

    def __init__(self, values: NDArray[np.float64], places: NDArray[np.int64] | None = None) -> None:
        """Take numbers, nan for a blank.

        Args:
            values: an array.
            places: (n,) which of them the column is made of; all when None.
        """
        self._raw = values
        self._places = places

    @cached_property
    def _values(self) -> NDArray[np.float64]:
        """(n,) The numbers, gathered when all of them are first asked for: seldom, and in a worker."""
        return self._raw if self._places is None else self._raw[self._places]

    def value(self, row: int) -> float | None:
        """Return a number, None when it is blank."""
        value = float(self._raw[row if self._places is None else self._places[row]])
        return None if math.isnan(value) else value

    def order(self) -> NDArray[Any]:
        """Return (n,) the numbers."""
        return self._values

    def blank(self) -> NDArray[np.bool_]:
        """Return (n,) whether a cell is blank."""
        return np.isnan(self._values)

    def contains(self, word: str) -> NDArray[np.bool_]:
        """Return (n,) whether a number as it is shown begins with the digits of a word.

        A million numbers cannot be written out for each word; those that begin with 12 lie between 12 and
        13, 120 and 130, and so on.
        """
        found = np.zeros(len(self._values), dtype=bool)
        for low, high in _ranges(word):
            found |= (self._values >= low) & (self._values < high)
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


class Values:
    """A column of texts, days or anything else, known by the codes of its distinct values."""

    def __init__(
        self,
        raw: Any,
        find: Callable[[], Found] | None = None,
        places: NDArray[np.int64] | None = None,
        names: Mapping[Any, str] | None = None,
    ) -> None:
        """Take cells.

        Args:
            raw: a list or array.
            find: how to find the codes and the distinct values of `raw`; otherwise they are looked for.
            places: (n,) which of `raw` the column is made of; all when None.
            names: what is shown in place of a value that has a name.
        """
        self._raw = raw
        self._places = places
        self.coding = Coding(find or (lambda: _encoded(raw)), names or {})

    def keep_coding(self, earlier: Values) -> None:
        """Take over what an earlier look at the same cells has worked out."""
        if self.coding.names == earlier.coding.names and _is_same(self._raw, earlier._raw):
            self.coding = earlier.coding

    def value(self, row: int) -> Any:
        """Return a cell, None when it is blank."""
        value = self._raw[row if self._places is None else self._places[row]]
        if isinstance(value, np.datetime64):
            value = value.astype("datetime64[D]").item()
        return None if is_blank(value) else self.coding.names.get(value, value)

    def order(self) -> NDArray[Any]:
        """Return (n,) the rank of each cell among the distinct values, texts without regard to case."""
        return np.asarray(self.coding.ranks[self._codes()])

    def blank(self) -> NDArray[np.bool_]:
        """Return (n,) whether a cell is blank."""
        return np.asarray(self._codes() < 0)

    def contains(self, word: str) -> NDArray[np.bool_]:
        """Return (n,) whether a word in small letters occurs in a cell as it is shown."""
        return np.asarray(self.coding.contains(word)[self._codes()])

    def _codes(self) -> NDArray[Any]:
        codes = self.coding.codes
        return codes if self._places is None else np.asarray(codes[self._places])


class Worked:
    """A column whose cells are worked out one by one as they are shown; it is not sorted or searched."""

    def __init__(self, work_out: Callable[[int], Any], count: int) -> None:
        """Take what works a cell out, and how many there are."""
        self.value = work_out
        self._count = count

    def order(self) -> NDArray[Any]:
        """Return (n,) zeros."""
        return np.zeros(self._count, dtype=np.int8)

    def blank(self) -> NDArray[np.bool_]:
        """Return (n,) False."""
        return np.zeros(self._count, dtype=bool)

    def contains(self, _word: str) -> NDArray[np.bool_]:
        """Return (n,) False."""
        return self.blank()


def column_of(raw: Any) -> Column:
    """Return a column over a list, or an array of NumPy or pandas."""
    dtype = getattr(raw, "dtype", None)
    if isinstance(dtype, np.dtype) and dtype.kind == "f":
        return Numbers(np.asarray(raw, dtype=np.float64))
    return Values(raw)


def _is_same(raw: Any, earlier: Any) -> bool:
    """Return whether two columns are one and the same memory."""
    if not isinstance(raw, np.ndarray) or not isinstance(earlier, np.ndarray):
        return raw is earlier
    return len(raw) == len(earlier) and np.may_share_memory(raw, earlier)


def _encoded(raw: Any) -> Found:
    known: dict[Any, int] = {}
    values = _plain_values(raw)
    codes = [-1 if is_blank(value) else known.setdefault(value, len(known)) for value in values]
    return np.array(codes, dtype=np.min_scalar_type(-len(known) - 1)), list(known)


def _plain_values(raw: Any) -> list[Any]:
    """Return a column as plain values; a column of days by its few different days, which is quicker."""
    if not hasattr(raw, "asi8"):
        return list(raw.tolist() if hasattr(raw, "tolist") else raw)
    codes, days = raw.factorize()
    known = [*days, None]
    return [known[code] for code in codes.tolist()]
