"""Where the headings of a table are: below titles and addresses, in one row or in two."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from carbonsv.activities.columns.cell_kinds import kind_of_cell
from carbonsv.activities.tables.meanings import folded, meaning_of_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.activities.columns.cell_kinds import Kind

    Row = Sequence[str]

LOOKED_AT = 60  # rows in which the headings must stand
_BELOW = 12  # rows below a candidate that are compared with it
_LEAST_SCORE = 0.5
_VALUES = ("number", "date")
_kind = lru_cache(maxsize=20_000)(kind_of_cell)


@dataclass(frozen=True, slots=True)
class Headings:
    """The rows the headings stand in, what each column is called, and where the rows below them begin.

    Args:
        rows: as a person counts them, from 1; none where the table has no headings.
        names: of the columns, from the left; blank where a column has none.
        first_row: the first row below the headings, counted from 1.
        width: how many fields the heading row has.
    """

    rows: tuple[int, ...]
    names: tuple[str, ...]
    first_row: int
    width: int


def find_headings(rows: Sequence[Row], merged: Sequence[Range] = ()) -> Headings:
    """Find the headings of a table.

    Args:
        rows: the first rows of the file as they stand, blank ones too.
        merged: ranges of merged cells, as (first row, first column), (last row, last column) from 0.
    """
    filled = [
        place for place in range(min(len(rows), LOOKED_AT)) if any(cell.strip() for cell in rows[place])
    ]
    if not filled:
        return Headings((), (), 1, 0)
    spread = {place: _spread(rows[place], place, merged) for place in filled}
    scores = {place: _score(spread[place], _below(rows, place)) for place in filled}
    best = max(filled, key=lambda place: (scores[place], -place))
    if scores[best] < _LEAST_SCORE:
        width = max(len(rows[place]) for place in filled)
        return Headings((), ("",) * width, filled[0] + 1, width)
    block = _block(best, spread, rows, merged)
    names = _names([spread[place] for place in block])
    return Headings(tuple(place + 1 for place in block), names, block[-1] + 2, len(names))


Range = tuple[tuple[int, int], tuple[int, int]]


def _spread(row: Row, place: int, merged: Sequence[Range]) -> list[str]:
    """Return a row with the text of a merged cell in all the columns it covers."""
    cells = [" ".join(cell.split()) for cell in row]
    for (first, left), (last, right) in merged:
        if first <= place <= last and left < len(cells) and place == first:
            for column in range(left, min(right + 1, len(cells))):
                cells[column] = cells[left]
    return cells


def _below(rows: Sequence[Row], place: int) -> list[Row]:
    below = (row for row in rows[place + 1 : place + 1 + 3 * _BELOW] if any(cell.strip() for cell in row))
    return [row for row, _ in zip(below, range(_BELOW), strict=False)]


def _score(row: Sequence[str], below: Sequence[Row]) -> float:
    """Rate a row as headings: words over values, names that are known, and few gaps."""
    filled = [column for column, cell in enumerate(row) if cell]
    if len(filled) < 2 and max((_width(one) for one in below), default=0) > 1:  # noqa: PLR2004 - a title
        return 0.0
    if len(filled) == 2 and row[filled[0]].endswith(":") and not row[filled[1]].endswith(":"):  # noqa: PLR2004
        return 0.0  # a name beside its heading
    words = meaning_of_words()
    numbered = _is_counting(row)
    total = 0.0
    for column, cell in enumerate(row):
        kinds = [_kind(one[column]) for one in below if column < len(one) and one[column].strip()]
        total += _column_score(cell, kinds, known=_is_known(cell, words), numbered=numbered)
    return total / max(len(filled), 1) * math.sqrt(len(filled))


def _column_score(cell: str, kinds: Sequence[Kind], *, known: bool, numbered: bool) -> float:
    if not cell:
        return -0.5 if kinds else 0.0
    values = sum(kind in _VALUES for kind in kinds) * 2 > len(kinds)
    kind = _kind(cell)
    if (kind == "number" and not numbered) or (kind == "date" and (not kinds or "date" in kinds)):
        return -1.0
    return (1.0 if values else 0.0) + (1.0 if known else 0.0) + (0.1 if kinds else -0.3)


def _is_counting(row: Sequence[str]) -> bool:
    """Whether the figures of a row count 1, 2, 3 …: the half hours of a day are headed so."""
    figures = [int(cell) for cell in row if cell.isdecimal() and len(cell) <= 2]  # noqa: PLR2004 - up to 50
    steps = sum(after - before == 1 for before, after in pairwise(figures))
    return len(figures) >= 12 and steps >= len(figures) - 2  # noqa: PLR2004 - months or half hours


def _is_known(cell: str, words: dict[str, str]) -> bool:
    if not cell or len(cell) > 60:  # noqa: PLR2004 - no heading is longer
        return False
    if folded(cell) in words:
        return True
    head, bracket, _ = cell.partition("(")
    return bool(bracket) and folded(head) in words


def _width(row: Row) -> int:
    return sum(1 for cell in row if cell.strip())


def _block(
    best: int,
    spread: dict[int, list[str]],
    rows: Sequence[Row],
    merged: Sequence[Range],
) -> list[int]:
    """Return the rows that belong to the headings: the best one, a row of units below, groups above."""
    block = [best]
    below = best + 1
    if below in spread and _continues(spread[best], spread[below], _below(rows, below)):
        block.append(below)
    above = best - 1
    if above in spread and _groups(spread[above], spread[best], _merged_across(above, merged)):
        block.insert(0, above)
    return block


def _merged_across(place: int, merged: Sequence[Range]) -> bool:
    return any(first == place and right > left for (first, left), (_, right) in merged)


def _continues(upper: Sequence[str], row: Sequence[str], below: Sequence[Row]) -> bool:
    """Whether a row goes on with the headings: words where the rows below have values, and no value."""
    kinds = {_kind(cell) for column, cell in enumerate(row) if not _heads_figures(cell, column, below)}
    if kinds & {"number", "date", "time"} or not below or not any(row):
        return False
    over_values = 0
    for column, cell in enumerate(row):
        seen = [_kind(one[column]) for one in below if column < len(one) and one[column].strip()]
        values = bool(seen) and sum(kind in _VALUES for kind in seen) * 2 > len(seen)
        if cell and values:
            over_values += 1
        elif cell and column < len(upper) and upper[column] and not values and not _is_short(cell):
            return False
    return over_values > 0


def _heads_figures(cell: str, column: int, below: Sequence[Row]) -> bool:
    """Whether a cell is a month or day over figures, as it is below the name of a group of columns."""
    seen = [_kind(one[column]) for one in below if column < len(one) and one[column].strip()]
    return _kind(cell) == "date" and bool(seen) and all(kind == "number" for kind in seen)


def _is_short(cell: str) -> bool:
    return len(cell) <= 12  # noqa: PLR2004 - a unit, or "name", below a heading


def _groups(upper: Sequence[str], row: Sequence[str], merged: bool) -> bool:  # noqa: FBT001
    """Whether a row holds groups of columns: it is merged, or the row below names columns alike."""
    cells = [cell for cell in upper if cell]
    if len(cells) < 2 and not merged:  # noqa: PLR2004 - a title
        return False
    if any(_kind(cell) == "number" or cell.endswith(":") for cell in cells):
        return False
    named = [folded(cell) for cell in row if cell]
    spans_all = merged and len(set(cells)) == 1 and len(cells) >= len(row)
    gaps = any(not cell and place < len(upper) and upper[place] for place, cell in enumerate(row))
    return not spans_all and (merged or gaps or len(set(named)) < len(named))


def _names(block: Sequence[Sequence[str]]) -> tuple[str, ...]:
    width = max(len(row) for row in block)
    padded = [[*row, *[""] * (width - len(row))] for row in block]
    if len(padded) > 1:
        padded[0] = _carried(padded[0], padded[1])
    return tuple(" ".join(dict.fromkeys(filter(None, parts))) for parts in zip(*padded, strict=True))


def _carried(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Carry a group's name over the columns to its right, where the row below repeats names."""
    folded_lower = [folded(cell) for cell in lower if cell]
    if len(set(folded_lower)) == len(folded_lower):
        return list(upper)
    carried, last = [], ""
    for cell, below in zip(upper, lower, strict=True):
        last = cell or (last if below else "")
        carried.append(last)
    return carried
