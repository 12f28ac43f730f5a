"""Rows that are totals, subtotals, carried-forward lines or statistics of the rows around them.

A total is known by its words and by its arithmetic: its figure is the sum of rows above it. Words alone can
be a name ("Total Gas & Power"), and a sum alone can be chance, so a row needs two signs of being a total.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.tables.meanings import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.columns.number_column import NumberColumn
    from carbonsv.activities.files.text_columns import TextColumn
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.mapping import ColumnGuess

MOST_LOOKED_AT = 20_000  # rows that could be totals
_MOST_GAPS = 0.5  # share of the rows in which a column that names rows may be blank
_RELATIVE = 1e-9
_ROUNDED_FROM = 100  # times the rounding, from which a total may be rounded
_LONGEST_LABEL = 100  # characters
_STATISTIC = re.compile(
    r"(?:(?:overall|daily|monthly|weekly|annual|site)\s+)?"
    r"(?:(?:average|avg|mean|median|min|minimum|max|maximum|count|variance|std\.? dev\w*)\b.{0,30}"
    r"|standard deviation.{0,30}|(?:plus |add |less )?(?:vat|tax|net|gross)(?: @.{0,10}| amount| due)?:?"
    r"|(?:amount|balance) due:?)",
    re.IGNORECASE,
)
_LOOSE_TOTAL = re.compile(r".*\b(?:sub[\s-]?)?totals?\b.*|.*\b(?:sum|summe|gesamt)\b.*", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:(?:grand|sub|report|overall|page|section|site|meter|account|year|annual|yearly|monthly|month"
    r"|quarterly|invoice|group|running|cumulative|column|batch|department|final|net|gross)[\s-]*)*totals?\b"
    r"(?:\s*(?:[:\-–=(].*|for\b.*|of\b.*|to date.*|\d.*|all\b.*|usage\b.*|consumption\b.*|kwh.*|cost.*"
    r"|vat.*|carried.*))?"
    r"|.{1,60}[\s\-–:](?:grand |sub[\s-]?)?totals?\s*:?|sub-?totals?\b.*"
    r"|(?:sum|overall|all sites|all meters)\s*:?"
    r"|.*\b(?:carried|brought)\s+(?:forward|down|over)\b.*|.{0,20}\b[cb]/[fd]\b.{0,20}",
    re.IGNORECASE,
)
_MANY_TEXTS = 100_000  # of a column, in which only the surest words are looked for
_SUREST_WORDS = ("total", "sum", "forward", "c/f", "b/f")
_OTHER_WORDS: tuple[str, ...] = ("vat", "tax", "net", "gross", "due", "average", "avg", "mean", "median")
_OTHER_WORDS += ("min", "max", "count", "variance", "dev", "gesamt", "overall", "all", "down", "over")
_OTHER_WORDS += ("c/d", "b/d")


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row that is no data: its place, what it is, why, and whether its figures fit no rows above."""

    row: int
    kind: str
    why: str
    doubtful: bool = False


def is_total_text(text: str) -> bool:
    """Whether the words of a cell are those of a total, a subtotal or a carried-forward line."""
    return len(text) <= _LONGEST_LABEL and _TOTAL.fullmatch(text) is not None


def total_rows(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    numbers: Mapping[int, NumberColumn],
    data: NDArray[np.bool_],
) -> list[TotalRow]:
    """Find the rows that are totals or statistics, and take them out of `data`.

    Args:
        table: (n rows).
        guesses: what its columns mean.
        numbers: the numbers of its additive columns, by place.
        data: (n,) whether a row is data as far as is known; changed in place.
    """
    worded = _worded_columns(table, guesses, numbers)
    strict = {place: table.columns[place].flags(is_total_text) for place in worded}
    sure = _anywhere(strict.values(), len(table))
    loose = _anywhere((table.columns[place].flags(_is_loose) for place in worded), len(table))
    statistics = _anywhere((table.columns[place].flags(_is_statistic) for place in worded), len(table))
    gaps = _with_gaps(table, guesses, strict, sure | loose | statistics)
    words, statistics = sure | (loose & gaps), statistics & gaps & data
    found = [
        TotalRow(row, "statistic", "it says something of all rows, and is none of them")
        for row in _places(statistics)
    ]
    data &= ~statistics
    candidates = np.flatnonzero(data & (words | gaps))
    if len(candidates):
        measures = [one for place, one in numbers.items() if guesses[place].meaning != "price"]
        bare = _bare_at_the_end(table, numbers, data)
        found += _judged(candidates, (words, gaps, bare), _RunningSums(measures, data, candidates), data)
    return found


def _judged(
    candidates: NDArray[np.intp],
    signs: tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]],
    sums: _RunningSums,
    data: NDArray[np.bool_],
) -> Iterator[TotalRow]:
    words, gaps, bare = signs
    for row in candidates[:MOST_LOOKED_AT].tolist():
        said, gappy = bool(words[row]), bool(gaps[row])
        adds_up = sums.explains(row, fewest=1 if said or bare[row] else 2)
        if (said and (gappy or adds_up)) or (gappy and adds_up):
            data[row] = False
            sums.closed(row)
            yield TotalRow(row, "total", _why(said, adds_up), said and not adds_up and sums.has_figures(row))
        else:
            sums.add(row)


def _bare_at_the_end(
    table: TextTable, numbers: Mapping[int, NumberColumn], data: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Whether a row is the last and has figures only: the total of a single row looks so."""
    bare = np.zeros(len(table), bool)
    last = int(np.flatnonzero(data)[-1])
    words = [column[last] for place, column in enumerate(table.columns) if place not in numbers]
    bare[last] = len(words) > 1 and not any(words)
    return bare


def _why(said: bool, adds_up: str) -> str:  # noqa: FBT001
    if said and adds_up:
        return f"it says it is a total, and it is the sum of {adds_up}"
    return "it says it is a total" if said else f"it is the sum of {adds_up}"


def _is_loose(text: str) -> bool:
    """Whether a text speaks of a total at all; a name may, so the row must lack its day or meter too."""
    return len(text) <= _LONGEST_LABEL and _LOOSE_TOTAL.fullmatch(text) is not None


def _is_statistic(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and _STATISTIC.fullmatch(text) is not None


def _anywhere(said: Iterable[NDArray[np.bool_]], count: int) -> NDArray[np.bool_]:
    found = np.zeros(count, bool)
    for flags in said:
        found |= flags
    return found


def _places(flags: NDArray[np.bool_]) -> list[int]:
    return [int(place) for place in np.flatnonzero(flags)]


def _worded_columns(
    table: TextTable, guesses: Sequence[ColumnGuess], numbers: Mapping[int, NumberColumn]
) -> list[int]:
    """Return the places of the columns in which some text could be that of a total."""
    texts = [
        one.place
        for one in guesses
        if one.place not in numbers or numbers[one.place].unreadable.any()  # figures say nothing
    ]
    return [place for place in texts if _may_say_total(table.columns[place])]


def _may_say_total(column: TextColumn) -> bool:
    """Whether any text could be a total's: one look at all of them, which a million invoice numbers need."""
    lowered = column.joined().casefold()
    others = _OTHER_WORDS if column.text_count <= _MANY_TEXTS else ()
    return any(word in lowered for word in (*_SUREST_WORDS, *others))


def _with_gaps(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    said: Mapping[int, NDArray[np.bool_]],
    worded: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Rows without what most rows have: its day, its meter, or another word that names it."""
    gaps = np.zeros(len(table), bool)
    for guess, column in zip(guesses, table.columns, strict=True):
        naming = guess.meaning and kind_of(guess.meaning) in ("date", "text") and guess.meaning != "unit"
        if not naming:
            continue
        blank = column.blank()
        if (
            guess.place in said and kind_of(guess.meaning) == "date"
        ):  # a name may be that of a total, a day not
            blank = blank | said[guess.place]
        others = blank[~worded]
        if blank.any() and len(others) and others.mean() <= _MOST_GAPS:
            gaps |= blank
    return gaps


class _RunningSums:
    """The sums of the data rows above a row: since the last total, since each one before, and of all."""

    def __init__(
        self, measures: Sequence[NumberColumn], data: NDArray[np.bool_], candidates: NDArray[np.intp]
    ) -> None:
        sure = data.copy()
        sure[candidates] = False
        self._values = [np.nan_to_num(one.values) for one in measures]
        self._given = [one.given for one in measures]
        self._sums = [np.concatenate([[0.0], np.cumsum(np.where(sure, one, 0.0))]) for one in self._values]
        self._count = np.concatenate([[0], np.cumsum(sure)])
        self._extra: list[int] = []
        self._starts: list[int] = [0]

    def add(self, row: int) -> None:
        """Take a row that could have been a total, and is none, as data."""
        self._extra.append(row)

    def closed(self, row: int) -> None:
        """Begin a new group below a row that is a total."""
        self._starts.append(row + 1)

    def has_figures(self, row: int) -> bool:
        """Whether a row has any figure at all."""
        columns = zip(self._given, self._values, strict=True)
        return any(bool(given[row]) and values[row] != 0 for given, values in columns)

    def explains(self, row: int, fewest: int) -> str:
        """Say of which rows, at least so many, all figures of a row are the sum; nothing where of none."""
        for start in dict.fromkeys((*reversed(self._starts[-12:]), 0)):
            if self._rows(start, row) >= fewest and self._agrees(row, start, row):
                return "all rows above" if start == 0 else "the rows above since the last total"
        last = len(self._count) - 1
        if self._rows(row + 1, last) > 1 and self._agrees(row, row + 1, last):
            return "the rows below"
        return ""

    def _rows(self, start: int, end: int) -> int:
        return int(self._count[end] - self._count[start]) + sum(start <= row < end for row in self._extra)

    def _agrees(self, row: int, start: int, end: int) -> bool:
        """Whether every figure of a row that can be a sum is one; at least one must be."""
        agreed = 0
        for values, given, sums in zip(self._values, self._given, self._sums, strict=True):
            if not given[row] or values[row] == 0:
                continue
            extra = sum(float(values[one]) for one in self._extra if start <= one < end)
            total = float(sums[end] - sums[start]) + extra
            size = max(abs(total), float(np.abs(sums[end])), 1.0)
            rounding = 0.51 if float(values[row]).is_integer() else 0.0051
            allowed = rounding if abs(total) > _ROUNDED_FROM * rounding else 0.0
            if abs(total - values[row]) > max(_RELATIVE * size, allowed):
                return False
            agreed += 1
        return agreed > 0
