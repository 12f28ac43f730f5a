"""The columns of a table by code: worked out when first asked for, and kept while a column is unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.engine.records import Coded

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SAMPLE = 5000  # cells
_FEW = 4  # cells to each value: fewer, and looking for equal ones is not worth it
_AT_ONCE = 1 << 17  # cells between two chances for the window to do something else


class RecordColumns:
    """A table's columns as arrays and as codes.

    It holds on to the frame: as long as somebody does, pandas copies an array before it is written to.
    """

    def __init__(self, frame: pd.DataFrame, earlier: RecordColumns | None = None) -> None:
        """Take a frame, and from an earlier look the codes of all columns that are still the same."""
        self.frame = frame
        self._coded: dict[str, Coded] = {}
        for name, known in (earlier.all_coded if earlier else {}).items():
            if _is_same(self.values(name), earlier.values(name)):  # type: ignore[union-attr]
                self._coded[name] = known

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.frame)

    def has_rows_of(self, earlier: RecordColumns) -> bool:
        """Return whether no row has come, gone or moved since an earlier look."""
        return _is_same(self.values("id"), earlier.values("id"))

    @property
    def all_coded(self) -> dict[str, Coded]:
        """The codes of the columns that were asked for so far."""
        return dict(self._coded)

    def values(self, name: str) -> NDArray[Any]:
        """Return (n,) the values of a column: texts (a missing one is nan), numbers or days."""
        found: NDArray[Any] = self.frame[name].to_numpy()
        return found

    def coded(self, name: str) -> Coded:
        """Return (n,) codes into the distinct values of a column: texts, numbers or days; -1 is blank.

        Where nearly all texts differ, such as references, each counts as different without being compared.
        """
        if name not in self._coded:
            values = self.values(name)
            self._coded[name] = _each_its_own(values) if _mostly_differ(values) else encoded(values)
        return self._coded[name]


def _mostly_differ(values: NDArray[Any]) -> bool:
    """Return whether a sample of texts has few that are equal."""
    sample = values[:: len(values) // _SAMPLE + 1]
    return values.dtype == object and len(pd.unique(sample)) * _FEW > len(sample)


def _each_its_own(values: NDArray[Any]) -> Coded:
    """Number the cells themselves; a missing value gets -1."""
    missing = values != values  # noqa: PLR0124 - only nan differs from itself
    codes: NDArray[Any] = np.where(missing, -1, np.arange(len(values), dtype=np.int32))
    return Coded(codes, tuple(np.where(missing, "", values).tolist()))


def encoded(values: NDArray[Any]) -> Coded:
    """Number the distinct values of a column in the order they come; a missing value gets -1."""
    known: dict[Any, int] = {}
    codes: NDArray[Any] = np.empty(len(values), dtype=np.int32)
    for first in range(0, len(values), _AT_ONCE):
        chunk = slice(first, first + _AT_ONCE)
        found, distinct = pd.factorize(values[chunk])
        places = [known.setdefault(value, len(known)) for value in _plain(distinct)]
        codes[chunk] = np.array([*places, -1], dtype=codes.dtype)[found]
    return Coded(codes.astype(np.min_scalar_type(-len(known) - 1)), tuple(known))


def _plain(distinct: NDArray[Any]) -> list[Any]:
    days = distinct.dtype.kind == "M"
    return list((distinct.astype("datetime64[D]") if days else distinct).tolist())


def _is_same(values: NDArray[Any], earlier: NDArray[Any]) -> bool:
    """Return whether two columns are one and the same memory."""
    return len(values) == len(earlier) and np.may_share_memory(values, earlier)
