"""The rows of a table by column, as values: looked up cell by cell, sorted and filtered by column."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Sequence

Column = Any  # a list, or an array of pandas: what can be indexed and iterated


@dataclass
class Records:
    """Rows by column. Nothing is copied when they come from a frame, so a million rows cost no more."""

    ids: list[str] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)
    _searched: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of_frame(cls, frame: Any) -> Records:
        """Look into a frame's columns; the frame has an `id` column."""
        columns: dict[str, Column] = {str(name): frame[name].array for name in frame.columns}
        return cls(frame["id"].tolist(), columns)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.ids)

    def value(self, row: int, name: str) -> Any:
        """Return a cell, None when it is blank or the column is missing."""
        column = self.columns.get(name)
        if column is None:
            return None
        value = column[row]
        return None if is_blank(value) else value

    def sorted_rows(self, rows: Sequence[int], name: str, *, descending: bool) -> list[int]:
        """Return the rows in the order of a column; blank cells come last, equal ones keep their order."""
        column = self.columns.get(name, ())
        keys = {
            row: sort_key(value) for row, value in enumerate(_plain_values(column)) if not is_blank(value)
        }
        known = sorted((row for row in rows if row in keys), key=keys.__getitem__, reverse=descending)
        return known + [row for row in rows if row not in keys]

    def matching_rows(self, wanted: str, names: Sequence[str]) -> list[int]:
        """Return the rows in which every wanted word occurs in one of the columns."""
        rows = list(range(len(self)))
        for word in wanted.casefold().split():
            found: set[int] = set()
            for name in names:
                lines = self._lines(name)
                found.update(row for row in rows if word in lines[row])
            rows = [row for row in rows if row in found]
        return rows

    def _lines(self, name: str) -> list[str]:
        """Return a column as it is searched: as shown, without regard to case."""
        if name not in self._searched:
            values = _plain_values(self.columns.get(name, [None] * len(self)))
            known = {value: shown_text(value).casefold() for value in set(values)}
            self._searched[name] = [known[value] for value in values]
        return self._searched[name]


def _plain_values(column: Column) -> list[Any]:
    """Return a column as plain values; a column of days by its few different days, which is quicker."""
    if not hasattr(column, "asi8"):
        return column.tolist() if hasattr(column, "tolist") else list(column)
    codes, days = column.factorize()
    known = [*days, None]
    return [known[code] for code in codes.tolist()]


def is_blank(value: Any) -> bool:
    """Return whether a cell holds nothing: None, an empty text, or pandas' marks for a missing value."""
    if isinstance(value, float):
        return math.isnan(value)
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:  # neither can be compared
        return True
    return isinstance(value, str) and not value


def sort_key(value: Any) -> Any:
    """Return what a value is sorted by: texts without regard to case."""
    return value.casefold() if isinstance(value, str) else value


def plain_text(value: Any) -> str:
    """Return a cell as text that can be read back: no thousands marks, ISO dates."""
    if is_blank(value):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return text.quantity(value).replace(",", "") if _is_number(value) else str(value)


def shown_text(value: Any) -> str:
    """Return a cell as it is shown: numbers with thousands marked, dates in words."""
    if is_blank(value):
        return ""
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    return text.quantity(value) if _is_number(value) else str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
