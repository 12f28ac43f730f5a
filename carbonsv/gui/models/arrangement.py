"""Which records a table shows and in what order: worked out apart from the model, in a worker when many."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.gui.models.records import Records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def _no_rows() -> NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Arranged:
    """Records as a table shows them.

    Attributes:
        records: all of them.
        rows: (n,) which are shown, in order.
        matches: (m,) which of the shown rows have what is looked for, from top to bottom.
        moved: whether rows came, went or moved since the arrangement before.
        kept: of the records with refused texts, those that are still there.
    """

    records: Records = field(default_factory=Records)
    rows: NDArray[np.int64] = field(default_factory=_no_rows)
    matches: NDArray[np.int64] = field(default_factory=_no_rows)
    moved: bool = False
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """How rows are to be arranged.

    Attributes:
        filter: words that every shown row has.
        find: words that are looked for among them.
        sorted_by: a column, and whether it descends; the order of the document when None.
    """

    filter: str = ""
    find: str = ""
    sorted_by: tuple[str, bool] | None = None

    @property
    def is_plain(self) -> bool:
        """Whether all rows are shown as the document has them, which is no work."""
        return self.sorted_by is None and not self.filter.strip() and not self.find.strip()


def arranged(
    records: Records, wanted: Wanted, names: Sequence[str], before: Arranged, refused: frozenset[str]
) -> Arranged:
    """Arrange records.

    Args:
        records: what to show.
        wanted: how.
        names: the columns that are searched.
        before: the arrangement they follow.
        refused: the ids of records with refused texts.
    """
    rows = records.matching_rows(wanted.filter, names)
    if wanted.sorted_by is not None:
        name, descending = wanted.sorted_by
        rows = records.sorted_rows(rows, name, descending=descending)
    moved = not np.array_equal(rows, before.rows) or records.ids != before.records.ids
    kept = refused.intersection(records.ids) if refused else refused
    return Arranged(records, rows, _matches(records, rows, wanted.find, names), moved, kept)


def _matches(records: Records, rows: NDArray[np.int64], find: str, names: Sequence[str]) -> NDArray[np.int64]:
    if not find.strip():
        return _no_rows()
    has = np.zeros(len(records), dtype=bool)
    has[records.matching_rows(find, names)] = True
    return np.flatnonzero(has[rows])
