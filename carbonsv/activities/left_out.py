"""Rows that are no data: totals, subtotals, carried-forward lines, repeated headings, notes and footers.

A total is known by its words and by its arithmetic: its figure is the sum of rows above it. Words alone can
be a name ("Total Gas & Power"), and a sum alone can be chance, so a row needs two signs of being a total.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.meanings import folded, kind_of
from carbonsv.errors import shortened
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.mapping import ColumnGuess
    from carbonsv.activities.number_column import NumberColumn
    from carbonsv.activities.text_table import TextTable

MOST_LOOKED_AT = 20_000  # rows that could be totals
_USUALLY_FILLED = 0.8
_RELATIVE = 1e-9
_ROUNDED_FROM = 100  # times the rounding, from which a total may be rounded
_FEWEST_SAME, _SAME_SHARE = 2, 0.6  # cells of a row that are headings, of those that are filled
_SMALL = 12  # rows of a table in which every gap is looked at
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
_TOTAL_WORDS = ("total", "sum", "overall", "all ", "forward", "down", " over", "c/f", "b/f", "c/d", "b/d")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not taken as data, and why: its number as a person counts, and its text."""

    row: int
    why: str
    text: str
    kind: str = "total"


@dataclass(frozen=True, slots=True, eq=False)
class Sifted:
    """(n rows) which rows are data, the rows left out, and what does not agree."""

    data: NDArray[np.bool_]
    left_out: tuple[LeftOut, ...]
    issues: tuple[Issue, ...]


def is_total_text(text: str) -> bool:
    """Whether the words of a cell are those of a total, a subtotal or a carried-forward line."""
    return len(text) <= 100 and _TOTAL.fullmatch(text) is not None  # noqa: PLR2004 - no label is longer


def sift(table: TextTable, guesses: Sequence[ColumnGuess], numbers: Mapping[int, NumberColumn]) -> Sifted:
    """Part the data rows of a table from totals, repeated headings and notes.

    Args:
        table: (n rows).
        guesses: what its columns mean.
        numbers: the numbers of its additive columns, by place.
    """
    data = np.ones(len(table), bool)
    left_out: list[LeftOut] = []
    issues: list[Issue] = []
    if not len(table):
        return Sifted(data, *_odd(table))
    _leave(table, data, left_out, _repeated_headings(table), "it repeats the headings", "heading")
    _leave(table, data, left_out, _notes(table, data), "it is a line of text", "note")
    for row, why, issue in _totals(table, guesses, numbers, data):
        left_out.append(LeftOut(int(table.rows[row]), why, _text(table, row)))
        issues += [issue] if issue else []
    odd, odd_issues = _odd(table)
    return Sifted(data, tuple(sorted([*left_out, *odd], key=lambda one: one.row)), (*issues, *odd_issues))


def _leave(
    table: TextTable,
    data: NDArray[np.bool_],
    left_out: list[LeftOut],
    rows: NDArray[np.bool_],
    why: str,
    kind: str,
) -> None:
    data &= ~rows
    places = np.flatnonzero(rows).tolist()
    left_out += [LeftOut(int(table.rows[row]), why, _text(table, row), kind) for row in places]


def _text(table: TextTable, row: int) -> str:
    return shortened(" | ".join(cell for cell in table.cells(row) if cell), 120)


def _repeated_headings(table: TextTable) -> NDArray[np.bool_]:
    """Rows most of whose cells are the headings of their columns."""
    same = np.zeros(len(table), np.int32)
    filled = np.zeros(len(table), np.int32)
    for name, column in zip(table.names, table.columns, strict=True):
        heading = folded(name)
        if len(column.texts) > len(table) // 2 and len(table) > MOST_LOOKED_AT:
            continue  # a column that repeats nothing repeats no heading either
        same += column.flags(partial(_is_part, heading))
        filled += ~column.blank()
    repeated: NDArray[np.bool_] = (same >= _FEWEST_SAME) & (same >= _SAME_SHARE * filled)
    return repeated


def _is_part(heading: str, cell: str) -> bool:
    """Whether a cell is a heading, or one of the two rows of it."""
    text = folded(cell)
    return bool(text) and not text.isdigit() and (text == heading or (len(text) > 3 and text in heading))  # noqa: PLR2004


def _notes(table: TextTable, data: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Rows with one cell of words and nothing else, in a table of several columns: lines of text, footers."""
    if len(table.columns) < 3:  # noqa: PLR2004 - two columns are a label and a figure
        return np.zeros(len(table), bool)
    filled = _filled(table)
    lonely: NDArray[np.bool_] = data & (filled == 1)
    for row in np.flatnonzero(lonely).tolist():
        text = next(cell for cell in table.cells(row) if cell)
        lonely[row] = any(letter.isalpha() for letter in text) and not is_total_text(text)
    return lonely


def _filled(table: TextTable) -> NDArray[np.int32]:
    filled = np.zeros(len(table), np.int32)
    for column in table.columns:
        filled += ~column.blank()
    return filled


def _totals(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    numbers: Mapping[int, NumberColumn],
    data: NDArray[np.bool_],
) -> list[tuple[int, str, Issue | None]]:
    """Find the rows that are totals, take them out of `data`, and say why each is one."""
    says = _with_words(table, guesses, numbers)
    words = np.zeros(len(table), bool)
    for flags in says.values():
        words |= flags
    gaps = _with_gaps(table, guesses, says)
    candidates = np.flatnonzero(data & (words | gaps))
    if not len(candidates):
        return []
    measures = [one for place, one in numbers.items() if guesses[place].meaning != "price"]
    sums = _RunningSums(measures, data, candidates)
    found = []
    for row in candidates[:MOST_LOOKED_AT].tolist():
        said, gappy = bool(words[row]), bool(gaps[row])
        adds_up = sums.explains(row)
        if (said and (gappy or adds_up)) or (gappy and adds_up):
            data[row] = False
            sums.closed(row)
            found.append((row, _why(said, adds_up), _doubt(table, row, said, adds_up, sums)))
        else:
            sums.add(row)
    return found


def _why(said: bool, adds_up: str) -> str:  # noqa: FBT001
    if said and adds_up:
        return f"it says it is a total, and it is the sum of {adds_up}"
    return "it says it is a total" if said else f"it is the sum of {adds_up}"


def _doubt(table: TextTable, row: int, said: bool, adds_up: str, sums: _RunningSums) -> Issue | None:  # noqa: FBT001
    if not said or adds_up or not sums.has_figures(row):
        return None
    number = int(table.rows[row])
    sentence = f"Row {number} says it is a total, but no rows above it add up to it: “{_text(table, row)}”."
    return Issue(
        "", "total-does-not-add-up", "warning", sentence, "See whether rows are missing or counted twice."
    )


def _with_words(
    table: TextTable, guesses: Sequence[ColumnGuess], numbers: Mapping[int, NumberColumn]
) -> dict[int, NDArray[np.bool_]]:
    """Return (n,) for every column that has words of totals, in which rows."""
    said = {}
    for guess, column in zip(guesses, table.columns, strict=True):
        figures = guess.place in numbers and not numbers[guess.place].unreadable.any()
        if not figures and _may_say_total(column.texts):
            said[guess.place] = column.flags(is_total_text)
    return said


def _may_say_total(texts: Sequence[str]) -> bool:
    """Whether any text could be a total's: one look at all of them, which a million invoice numbers need."""
    lowered = "\n".join(texts).casefold()
    return any(word in lowered for word in _TOTAL_WORDS)


def _with_gaps(
    table: TextTable, guesses: Sequence[ColumnGuess], said: Mapping[int, NDArray[np.bool_]]
) -> NDArray[np.bool_]:
    """Rows without what nearly every row has: its day, its meter, or another word that names it."""
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
        most = 0.5 if len(table) <= _SMALL else 1 - _USUALLY_FILLED
        if 0 < blank.mean() <= most:
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

    def explains(self, row: int) -> str:
        """Say of which rows all figures of a row are the sum; nothing where they are not."""
        for start in dict.fromkeys((*reversed(self._starts[-12:]), 0)):
            if self._rows(start, row) > 0 and self._agrees(row, start, row):
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


def _odd(table: TextTable) -> tuple[tuple[LeftOut, ...], tuple[Issue, ...]]:
    """Judge the rows with another number of fields: totals and footers, else refused with an issue."""
    left_out, issues = [], []
    for odd in table.odd_rows:
        texts = [cell.strip() for cell in odd.cells if cell.strip()]
        shown = shortened(" | ".join(texts), 120)
        if any(is_total_text(text) for text in texts) and len(odd.cells) < table.headings.width:
            left_out.append(LeftOut(odd.row, f"it says it is a total; {odd.why}", shown))
        elif len(texts) == 1 and len(table.columns) > 2:  # noqa: PLR2004
            left_out.append(LeftOut(odd.row, "it is a line of text", shown, "note"))
        else:
            left_out.append(LeftOut(odd.row, odd.why, shown, "refused"))
            sentence = f"Row {odd.row} was not read: {odd.why}."
            issues.append(
                Issue("", "other-number-of-fields", "error", sentence, "Correct that row in the file.")
            )
    return tuple(left_out), tuple(issues)
