"""Several tables in one file or sheet: below each other with headings of their own, or side by side."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from carbonsv.activities.columns.cell_kinds import kind_of_cell
from carbonsv.activities.half_hourly.layout import interval_groups
from carbonsv.activities.tables.meanings import folded, kind_of, listed_meaning, meaning_of_words
from carbonsv.activities.tables.titles import is_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from carbonsv.activities.files.text_table import TextTable

    Row = Sequence[str]

MOST_ROWS = 50_000  # of a file or sheet in which further tables are looked for
_FEWEST_KNOWN, _KNOWN_SHARE = 2, 0.6  # headings that are listed, of those of a row
_FEWEST_INTERVALS = 24  # columns of the readings of a day
_LOOKED_BELOW = 3  # rows below headings, one of which has values
_VALUES = ("number", "date", "time")
_kind = lru_cache(maxsize=20_000)(kind_of_cell)


def beginnings(rows: Sequence[Row]) -> list[int]:
    """Return where each table begins, with its titles: 0 first, then every row of other headings.

    Headings that are repeated, as on every printed page, begin no table; below a title of their own they do.
    """
    starts = [0]
    current: tuple[str, ...] | None = None
    for place in _heading_rows(rows):
        words = tuple(folded(cell) for cell in rows[place] if cell.strip())
        start = _with_titles(rows, place)
        if current is not None and (words != current or _is_titled(rows, start, place)):
            starts.append(start)
        current = words
    return starts


def _heading_rows(rows: Sequence[Row]) -> Iterator[int]:
    words = meaning_of_words()
    for place, row in enumerate(rows):
        cells = [cell for cell in row if cell.strip()]
        if len(cells) >= _FEWEST_INTERVALS and folded(cells[0]) in words and interval_groups(cells):
            yield place
        if len(cells) < _FEWEST_KNOWN or cells[0].rstrip().endswith(":"):
            continue
        if any(_kind(cell) in _VALUES for cell in cells):
            continue
        known = sum(_is_known(cell, words) for cell in cells)
        if known >= max(_FEWEST_KNOWN, _KNOWN_SHARE * len(cells)) and _has_values_below(rows, place):
            yield place


def _is_known(cell: str, words: dict[str, str]) -> bool:
    return folded(cell) in words or folded(cell.partition("(")[0]) in words


def _has_values_below(rows: Sequence[Row], place: int) -> bool:
    below = rows[place + 1 : place + 1 + _LOOKED_BELOW]
    return any(_kind(cell) in _VALUES for row in below for cell in row if cell.strip())


def _with_titles(rows: Sequence[Row], place: int) -> int:
    """Return the first of the rows of words directly above headings, or of names beside their headings."""
    while place and any(cell.strip() for cell in rows[place - 1]):
        above = [cell for cell in rows[place - 1] if cell.strip()]
        if any(_kind(cell) in _VALUES for cell in above) and not _is_pair(above):
            break
        place -= 1
    return place


def _is_pair(cells: Sequence[str]) -> bool:
    """Whether cells are a heading and the name beside it, as “MPAN” and its number."""
    return len(cells) == 2 and is_said(cells[0])  # noqa: PLR2004


def _is_titled(rows: Sequence[Row], start: int, place: int) -> bool:
    """Whether headings have a title of their own: a name, or words below a blank row, no page number."""
    if any(_is_pair([cell for cell in row if cell.strip()]) for row in rows[start:place]):
        return True
    if start in (0, place) or any(cell.strip() for cell in rows[start - 1]):
        return False
    title = " ".join(cell.strip() for row in rows[start:place] for cell in row if cell.strip())
    return not any(letter.isdigit() for letter in title)


def side_by_side(table: TextTable) -> list[TextTable]:
    """Part tables that stand next to each other, a blank column between them, with headings of their own."""
    groups = _groups(table)
    meant = [_meant(table, group) for group in groups]
    if len(groups) < 2 or not all(one & meant[0] for one in meant[1:]):  # noqa: PLR2004
        return [table]
    return [_part(table, group) for group in groups]


def _groups(table: TextTable) -> list[list[int]]:
    """Return the runs of columns between those that have neither heading nor cells."""
    groups: list[list[int]] = [[]]
    for place, (name, column) in enumerate(zip(table.names, table.columns, strict=True)):
        if name or not column.blank().all():
            groups[-1].append(place)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _meant(table: TextTable, group: Sequence[int]) -> set[str]:
    """Return which meanings of days, meters and sites the headings of a group name, if there are several."""
    found = {listed_meaning(table.names[place]) for place in group} - {""}
    return {one for one in found if kind_of(one) != "number"} if len(group) > 1 else set()


def _part(table: TextTable, group: Sequence[int]) -> TextTable:
    columns = tuple(table.columns[place] for place in group)
    blank = columns[0].blank()
    for column in columns[1:]:
        blank = blank & column.blank()
    names = tuple(table.names[place] for place in group)
    return replace(
        table,
        columns=tuple(column.taken(~blank) for column in columns),
        rows=table.rows[~blank],
        headings=replace(table.headings, names=names, width=len(names)),
        odd_rows=table.odd_rows if group[0] == 0 else (),
        merged=(),
    )
