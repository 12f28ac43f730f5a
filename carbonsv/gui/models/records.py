"""The rows of a table by column: looked up cell by cell, sorted and filtered by the codes of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsv.gui.models.cell_text import is_blank, plain_text, shown_text, sort_key
from carbonsv.gui.models.columns import Column, Numbers, Values, Worked, column_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.app.year_rows import YearRows
    from carbonsv.gui.models.coding import Found

__all__ = ["Records", "is_blank", "plain_text", "shown_text", "sort_key"]


class Records:
    """Rows by column. Nothing is copied when they come from a frame, so a million rows cost no more."""

    def __init__(
        self,
        ids: list[str] | None = None,
        columns: Mapping[str, Any] | None = None,
        *,
        complete: bool = True,
        source: object = None,
    ) -> None:
        """Take ids, and cells by column.

        Args:
            ids: (n,) of the rows.
            columns: what can be indexed and iterated, or a `Column`.
            complete: whether everything is known; otherwise what is worked out is still on its way.
            source: what must be kept for the columns to stay as they are.
        """
        self.ids: list[str] = ids or []
        self.columns: dict[str, Any] = dict(columns or {})
        self.complete = complete
        self._source = source
        self._columns: dict[str, Column] = {}

    @classmethod
    def of_frame(cls, frame: Any) -> Records:
        """Look into a frame's columns; the frame has an `id` column."""
        return cls(frame["id"].tolist(), {str(name): frame[name].array for name in frame.columns})

    @classmethod
    def of_rows(cls, rows: YearRows, earlier: Records | None = None) -> Records:
        """Look into activity records with their names and, once they are worked out, their emissions.

        Args:
            rows: the records.
            earlier: an earlier look; what it has worked out is kept for the columns that are still the same.
        """
        columns: dict[str, Column] = {name: _look(rows, name) for name in rows.columns.frame.columns}
        columns |= {shown: _look(rows, name, names) for shown, (name, names) in rows.names.items()}
        if rows.results is not None:
            places, sentence = rows.places, rows.results.sentence
            columns["co2e_kg"] = Numbers(rows.results.co2e_kg, places)
            columns["issue"] = Worked(lambda row: sentence(int(places[row])), len(places))
        for name, column in columns.items():
            before = earlier.columns.get(name) if earlier else None
            if isinstance(before, Values) and isinstance(column, Values):
                column.keep_coding(before)
        return cls(rows.ids, columns, complete=rows.results is not None, source=rows)

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self.ids)

    def column(self, name: str) -> Column | None:
        """Return a column, None when there is none of this name."""
        if name not in self._columns and name in self.columns:
            raw = self.columns[name]
            self._columns[name] = raw if isinstance(raw, Numbers | Values | Worked) else column_of(raw)
        return self._columns.get(name)

    def prepare(self, names: Sequence[str]) -> None:
        """Work out what sorting by columns and searching them needs: for a worker, before anybody asks."""
        for name in names:
            column = self.column(name)
            if isinstance(column, Values):
                column.coding.prepare()

    def value(self, row: int, name: str) -> Any:
        """Return a cell, None when it is blank or the column is missing."""
        column = self.column(name)
        return None if column is None else column.value(row)

    def sorted_rows(
        self, rows: Sequence[int] | NDArray[np.int64], name: str, *, descending: bool
    ) -> NDArray[np.int64]:
        """Return the rows in the order of a column; blank cells come last, equal ones keep their order."""
        chosen, column = np.asarray(rows, dtype=np.int64), self.column(name)
        if column is None:
            return chosen
        blank = column.blank()[chosen]
        filled = chosen[~blank]
        order = column.order()[filled]
        found = filled[np.argsort(-order if descending else order, kind="stable")]
        return np.concatenate([found, chosen[blank]])

    def matching_rows(self, wanted: str, names: Sequence[str]) -> NDArray[np.int64]:
        """Return the rows in which every wanted word occurs in one of the columns."""
        found = np.ones(len(self), dtype=bool)
        columns = [column for name in names if (column := self.column(name)) is not None]
        for word in wanted.casefold().split():
            hit = np.zeros(len(self), dtype=bool)
            for column in columns:
                hit |= column.contains(word)
            found &= hit
        return np.flatnonzero(found)


def _look(rows: YearRows, name: str, names: Mapping[str, str] | None = None) -> Column:
    """Return a column of activity records, which shares its codes with every other look at them."""
    raw = rows.columns.values(name)
    if raw.dtype.kind == "f":
        return Numbers(raw, rows.places)

    def find() -> Found:
        coded = rows.columns.coded(name)
        return coded.codes, coded.values

    return Values(raw, find, rows.places, names)
