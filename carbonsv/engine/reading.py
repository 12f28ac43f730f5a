"""A table of activity records read into arrays once for all years, and again only where a column changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.engine.records import TEXTS, Coded, Records, coded, dates_of, numbers_of

if TYPE_CHECKING:
    from collections.abc import Hashable


@dataclass(frozen=True, eq=False)
class Reading:
    """A table of records as arrays.

    It holds on to the table: as long as somebody does, pandas copies an array before it is written to, and
    another table with the same memory has the same values.

    Attributes:
        activities: (n rows) columns as resources/schema/activity.csv.
        text: columns of it as codes, as far as they have been asked for.
    """

    activities: pd.DataFrame
    text: dict[str, Coded] = field(default_factory=dict)

    def coded(self, name: str) -> Coded:
        """Return a column as codes into its distinct values."""
        found = self.text.get(name)
        if found is None:
            found = self.text[name] = coded(self.activities, name)
        return found

    @cached_property
    def records(self) -> Records:
        """All records as arrays, whether they can be used or not."""
        start, end = (dates_of(self.activities, name) for name in ("start", "end"))
        position = np.arange(len(self.activities), dtype=np.int32)
        text = {name: self.coded(name) for name in TEXTS}
        return Records(position, numbers_of(self.activities), start, end, text)


def read_again(activities: pd.DataFrame, earlier: Reading | None) -> Reading:
    """Return a table as arrays; columns that are still those of an earlier table are not read again."""
    if earlier is None:
        return Reading(activities)
    text = earlier.text.copy()  # at once: another thread may be asking for more columns of it
    kept = {name: one for name, one in text.items() if is_same(activities, earlier.activities, name)}
    return Reading(activities, kept)


def is_same(table: pd.DataFrame, other: pd.DataFrame, name: str) -> bool:
    """Return whether a column of two tables is one and the same memory, or in neither of them."""
    if name not in table or name not in other:
        return name not in table and name not in other and len(table) == len(other)
    one, another = table[name], other[name]
    if isinstance(one.dtype, pd.CategoricalDtype) and isinstance(another.dtype, pd.CategoricalDtype):
        same = one.array.categories is another.array.categories
        return same and _is_one_memory(one.array.codes, another.array.codes)
    return _is_one_memory(one.to_numpy(), another.to_numpy())


def _is_one_memory(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> bool:
    """Whether two arrays are the same memory; both are held, so that no copy can lie where one has gone."""
    return _place(one) == _place(other)


def _place(values: np.ndarray[Any, Any]) -> Hashable:
    return values.__array_interface__["data"], values.shape, values.strides, values.dtype.str
