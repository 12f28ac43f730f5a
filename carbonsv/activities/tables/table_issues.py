"""What a person should look at in a table: what cannot be read, cannot be known, or stands twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.activities.columns.day_forms import day_and_month
from carbonsv.activities.tables.left_out import is_prose
from carbonsv.activities.tables.titles import period_of_titles
from carbonsv.errors import shortened
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.columns.day_column import DayColumn
    from carbonsv.activities.columns.number_column import NumberColumn
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.mapping import ColumnGuess

_LONG_NUMBERS = frozenset(("meter", "account", "invoice", "card"))
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d{1,2}")
_MEASURES = frozenset(("quantity", "litres", "weight", "distance", "nights"))
_FEW = 10  # rows that are named
_MOST = 20  # issues of one sort that are written out
_UNSURE = 0.8
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHORT_YEAR = re.compile(r"(\d{2})[-/.]\d{2}[-/.](\d{2})")
_EARLIEST = 15  # the year, of two digits, from which files are
_FEWEST_SWAPPED, _LAST_MONTH = 2, 12
_MOST_COMPARED = 50_000  # rows that are compared cell by cell


def table_notes(table: TextTable, guesses: Sequence[ColumnGuess], layout: str) -> list[Issue]:
    """Say what is unusual about a table as a whole."""
    notes = []
    if is_prose(table):
        sentence = f"{_place(table)} has lines of text and no table."
        hint = "If its columns are parted by spaces, part them by commas or tabs."
        notes.append(Issue("", "no-table", "notice" if table.sheet else "warning", sentence, hint))
    elif not table.headings.rows and len(table):
        sentence = f"{_place(table)} has no row of headings; its columns are known by their place only."
        notes.append(Issue("", "no-headings", "warning", sentence, "Add headings, or give a mapping."))
    if table.hidden:
        sentence = f"The sheet “{table.sheet}” is hidden. It was read, and is not imported unless you ask."
        notes.append(Issue("", "hidden-sheet", "notice", sentence, "Unhide it if its rows should count."))
    if layout.startswith("half-hourly"):
        sentence = f"{_place(table)} holds half-hourly readings ({layout.removeprefix('half-hourly ')})."
        notes.append(Issue("", "half-hourly", "notice", sentence))
    for guess in guesses:
        if guess.meaning and guess.confidence < _UNSURE:
            meaning = guess.meaning.replace("_", " ")
            sentence = f"“{shortened(guess.name)}” was taken as {meaning}, which is not sure."
            notes.append(Issue("", "unsure-column", "notice", sentence, "Check it, or give a mapping."))
    return notes


_SAY_HOW_FAR = frozenset(("distance", "litres", "quantity", "odometer", "weight"))
_SAY_WHEN = frozenset(("start", "end", "date", "read_date"))
_SAY_HOW_MUCH = frozenset(
    (
        "quantity",
        "litres",
        "weight",
        "distance",
        "nights",
        "people",
        "reading",
        "closing_read",
        "month",
        "cost",
    )
) | {"cost_net", "cost_gross", "odometer"}


def nothing_said(
    table: TextTable, guesses: Sequence[ColumnGuess], data: NDArray[np.bool_], layout: str
) -> list[Issue]:
    """Say that no column of a table with data says how much there was, or when."""
    if not data.any():
        return []
    meant = {one.meaning for one in guesses}
    if not meant & _SAY_HOW_MUCH:
        return no_quantity(table)
    if meant >= {"from_place", "to_place"} and not meant & _SAY_HOW_FAR:
        sentence = f"{_place(table)} says where journeys begin and end, and not how far they are."
        hint = "Add a column of distances; else only what they cost is taken."
        return [Issue("", "journeys-without-distance", "warning", sentence, hint)]
    if layout != "rows" or any(one.meaning in _SAY_WHEN for one in guesses):
        return []
    span = period_of_titles((*table.titles, table.sheet))
    if span is None:
        sentence = f"{_place(table)} has no column of days, and its titles name no period."
        hint = "Add a column with the day or month of each row, or name the period in a title above."
        return [Issue("", "no-date-column", "warning", sentence, hint)]
    sentence = f"All rows were taken as of {span[0]:%d %B %Y} to {span[1]:%d %B %Y}, as a title says."
    return [Issue("", "period-from-title", "notice", sentence)]


def no_quantity(table: TextTable) -> list[Issue]:
    """Say that a table has no quantities; nothing more is said of a sheet of notes."""
    if table.sheet and is_prose(table):
        return []
    where = f"The sheet “{table.sheet}”" if table.sheet else table.path.name
    sentence = f"{where} has no column that says how much there was; nothing was taken from it."
    hint = "Say which column it is: below its heading in the window, with --mapping on the command line."
    return [Issue("", "no-quantity-column", "warning", sentence, hint)]


def lost_digits(table: TextTable, guesses: Sequence[ColumnGuess]) -> list[Issue]:
    """Say where a spreadsheet has rounded the long numbers that name meters, as 1.01235E+12."""
    issues = []
    for guess in guesses:
        if guess.meaning in _LONG_NUMBERS:
            column = table.columns[guess.place]
            if not column.has("+"):
                continue
            rows = np.flatnonzero(column.flags(_is_rounded))
            if len(rows):
                shown = f"“{column[int(rows[0])]}” in row {int(table.rows[rows[0]])}"
                sentence = f"“{shortened(guess.name)}” has lost digits, as in {shown}: meters may look alike."
                hint = "Export the file again with that column as text."
                issues.append(Issue("", "lost-digits", "warning", sentence, hint))
    return issues


def _is_rounded(text: str) -> bool:
    return _SCIENTIFIC.fullmatch(text) is not None


def number_issues(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    numbers: Mapping[int, NumberColumn],
    data: NDArray[np.bool_],
) -> list[Issue]:
    """Say which cells of data rows should be numbers and are not."""
    issues = []
    for place, one in numbers.items():
        bad = np.flatnonzero(one.unreadable & data)
        issues += [_unreadable(table, guesses[place], row, "number") for row in bad[:_MOST].tolist()]
        issues += _more(len(bad), guesses[place], "numbers")
        if guesses[place].meaning in _MEASURES:
            issues += _blanks(table, guesses[place], data & ~one.given & ~one.unreadable, int(data.sum()))
        if one.doubtful:
            sentence = f"“{guesses[place].name}” has numbers such as {one.doubtful}; it may be thousands."
            hint = "If that is wrong, write the numbers without a sign for thousands."
            issues.append(Issue("", "ambiguous-thousands", "warning", sentence, hint))
        if one.mixed:
            sentence = f"“{guesses[place].name}” has decimal commas and decimal points in one column."
            issues.append(Issue("", "mixed-decimal-signs", "warning", sentence, "Write all numbers one way."))
    return issues


def _blanks(table: TextTable, guess: ColumnGuess, blank: NDArray[np.bool_], count: int) -> list[Issue]:
    """Say which data rows have no figure, as cells with an error of the workbook have none."""
    rows = table.rows[blank]
    if not len(rows):
        return []
    shown = ", ".join(map(str, rows[:_FEW].tolist())) + (" …" if len(rows) > _FEW else "")
    sentence = f"There is no figure in “{shortened(guess.name)}” in {len(rows):,} rows: {shown}."
    hint = "See whether it is missing, or an error of the workbook."
    if count == len(rows):
        sentence = f"There is no figure in “{shortened(guess.name)}” in any row."
        hint = "If it has formulas, open and save the workbook in a spreadsheet program: it works them out."
        return [Issue("", "blank-figure", "warning", sentence, hint)]
    return [Issue("", "blank-figure", "notice", sentence, hint)]


def date_issues(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    days: Mapping[int, DayColumn],
    data: NDArray[np.bool_],
) -> list[Issue]:
    """Say which cells are no day, and which columns could be read day first or month first."""
    issues = []
    for place, one in days.items():
        guess = guesses[place]
        bad = np.flatnonzero(one.unreadable & data)
        issues += [_unreadable(table, guess, row, "date") for row in bad[:_MOST].tolist()]
        issues += _more(len(bad), guess, "dates")
        if one.order == "unknown":
            sentence = f"“{guess.name}” can be read day first or month first, as in “{_numeric_day(guess)}”."
            hint = "Say --date-order dmy or --date-order mdy."
            issues.append(Issue("", "ambiguous-date-order", "warning", sentence, hint))
        if swapped := _perhaps_swapped(table.columns[place].taken(np.flatnonzero(data)).used()):
            sentence = (
                f"The days of “{guess.name}” up to the 12th are written as {swapped[0]} and the others as "
                f"{swapped[1]}: a spreadsheet may have swapped day and month in the former."
            )
            hint = "Compare a few days with the bills; if they are swapped, correct them in the file."
            issues.append(Issue("", "days-may-be-swapped", "warning", sentence, hint))
        if shown := _perhaps_year_first(table.columns[place].taken(np.flatnonzero(data)).used()):
            sentence = (
                f"The days of “{guess.name}”, such as {shown}, may have the year first; it was taken last."
            )
            hint = "Write years with four digits."
            issues.append(Issue("", "year-may-be-first", "warning", sentence, hint))
        if one.order == "mixed":
            sentence = f"“{guess.name}” has days written day first and others month first."
            issues.append(Issue("", "mixed-date-order", "warning", sentence, "Write all days one way."))
        if one.serials:
            sentence = f"“{guess.name}” has days as a spreadsheet's numbers; they were read as days."
            issues.append(Issue("", "day-numbers", "notice", sentence))
    return issues


def _perhaps_year_first(texts: Sequence[str]) -> str:
    """Return an example where days such as 24-04-30 look like years, months, days; else nothing."""
    parts = [found.groups() for text in texts if (found := _SHORT_YEAR.fullmatch(text))]
    if not parts or len(parts) < len(texts):
        return ""
    firsts, lasts = {int(first) for first, _ in parts}, {int(last) for _, last in parts}
    years = min(firsts) >= _EARLIEST and len(firsts) < max(2, len(lasts))
    return texts[0] if years and (max(lasts) < _EARLIEST or len(lasts) > len(firsts)) else ""


def _perhaps_swapped(texts: Sequence[str]) -> tuple[str, str] | None:
    """Return an example of each, where some days are a spreadsheet's and others, after the 12th, text.

    A spreadsheet with American settings takes 01/02/2024 for the 2nd of January, and leaves 13/02/2024.
    """
    dates = [text for text in texts if _ISO.match(text)]
    others = [text for text in texts if day_and_month(text)]
    if len(dates) < _FEWEST_SWAPPED or not others:
        return None
    early = all(int(text[8:10]) <= _LAST_MONTH for text in dates)
    late = all(pair[0] > _LAST_MONTH for text in others for pair in day_and_month(text))
    return (dates[0], others[0]) if early and late else None


def duplicate_issues(
    table: TextTable, numbers: Mapping[int, NumberColumn], data: NDArray[np.bool_]
) -> list[Issue]:
    """Say which data rows are the same as an earlier one in every cell."""
    rows = np.flatnonzero(data)
    rows = rows[_repeated(_short_code(table, numbers)[rows])]
    seen: dict[tuple[str, ...], int] = {}
    pairs = []
    for row in rows[:_MOST_COMPARED].tolist():
        earlier = seen.setdefault(table.cells(row), row)
        if earlier != row:
            pairs.append((row, earlier))
    issues = [_duplicate(table, row, earlier) for row, earlier in pairs[:_MOST]]
    if len(pairs) > _MOST:
        sentence = f"{len(pairs) - _MOST:,} more rows are the same as earlier ones."
        issues.append(Issue("", "duplicate-row", "warning", sentence))
    return issues


def _short_code(table: TextTable, numbers: Mapping[int, NumberColumn]) -> NDArray[np.uint64]:
    """Return (n,) a number that equal rows share, from the cells that are quickly told apart."""
    code = np.zeros(len(table), np.uint64)
    for place, column in enumerate(table.columns):
        if place in numbers:
            part = numbers[place].values.view(np.uint64)
        elif column.text_count < len(table) or len(table) <= _MOST_COMPARED:
            hashes = np.fromiter(map(hash, column.texts), np.int64, len(column.texts)).view(np.uint64)
            part = hashes[column.codes]
        else:
            continue  # a million different texts: they are compared where all else is the same
        code = code * np.uint64(0x9E3779B97F4A7C15) + part
    return code


def _repeated(code: NDArray[np.uint64]) -> NDArray[np.bool_]:
    repeated: NDArray[np.bool_] = pd.Series(code).duplicated(keep=False).to_numpy()
    return repeated


def _duplicate(table: TextTable, row: int, earlier: int) -> Issue:
    numbers = int(table.rows[row]), int(table.rows[earlier])
    sentence = f"Row {numbers[0]} is the same as row {numbers[1]} in every cell; both were counted."
    return Issue("", "duplicate-row", "warning", sentence, "Delete one if it was entered twice.")


def _unreadable(table: TextTable, guess: ColumnGuess, row: int, what: str) -> Issue:
    number = int(table.rows[row])
    text = shortened(table.columns[guess.place][row])
    sentence = f"Row {number}: “{text}” in “{shortened(guess.name)}” is not a {what}."
    return Issue("", f"unreadable-{what}", "error", sentence, "Correct it in the file; the row is kept out.")


def _more(count: int, guess: ColumnGuess, what: str) -> list[Issue]:
    if count <= _MOST:
        return []
    sentence = f"{count - _MOST} more cells of “{shortened(guess.name)}” are not {what}."
    return [Issue("", f"unreadable-{what[:-1]}", "error", sentence)]


def _numeric_day(guess: ColumnGuess) -> str:
    return next((text for text in guess.sample if text[:1].isdigit()), "")


def _place(table: TextTable) -> str:
    return f"The sheet “{table.sheet}”" if table.sheet else "The file"
