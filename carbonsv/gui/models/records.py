"""The rows of a table as plain lists: which are shown, in which order, and what was refused."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass
class Records:
    """Rows by column, made once from a frame, so that a cell is one look-up in a list."""

    ids: list[str] = field(default_factory=list)
    columns: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def of_frame(cls, frame: Any) -> Records:
        """Copy a frame's columns to lists; the frame has an `id` column."""
        columns = {str(name): frame[name].tolist() for name in frame.columns}
        return cls([str(each) for each in columns.get("id", [])], columns)

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
        known = [row for row in rows if self.value(row, name) is not None]
        blank = [row for row in rows if self.value(row, name) is None]
        known.sort(key=lambda row: sort_key(self.value(row, name)), reverse=descending)
        return known + blank

    def matching_rows(self, wanted: str, names: Sequence[str]) -> list[int]:
        """Return the rows in which every wanted word occurs in one of the columns."""
        words = wanted.casefold().split()
        columns = [self.columns[name] for name in names if name in self.columns]
        if not words:
            return list(range(len(self)))
        return [
            row
            for row in range(len(self))
            if _contains(" ".join(plain_text(column[row]) for column in columns).casefold(), words)
        ]


def _contains(line: str, words: Sequence[str]) -> bool:
    return all(word in line for word in words)


def is_blank(value: Any) -> bool:
    """Return whether a cell holds nothing: None, an empty text, or pandas' marks for a missing value."""
    if value is None or value == "":
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return type(value).__name__ in {"NAType", "NaTType"}


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
