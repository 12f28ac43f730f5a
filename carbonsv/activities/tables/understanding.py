"""What a file of somebody else's is taken to say: columns, rows, days, before anything is stored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from carbonsv.activities.columns.calendar_columns import month_columns, with_whole_months, year_issues
from carbonsv.activities.columns.carried_names import with_carried_names
from carbonsv.activities.columns.label_units import label_column, units_of_labels
from carbonsv.activities.columns.number_column import (
    NumberColumn,
    has_decimal_comma,
    has_decimal_point,
    read_number_column,
)
from carbonsv.activities.columns.table_days import table_days
from carbonsv.activities.columns.units_of import unit_of_cells, unit_of_titles
from carbonsv.activities.files.text_table import read_tables
from carbonsv.activities.files.watch import Watch
from carbonsv.activities.half_hourly.understood import meanings_of, period_of, read_readings_table
from carbonsv.activities.tables.charge_lines import without_charges
from carbonsv.activities.tables.credits import with_marked_credits
from carbonsv.activities.tables.left_out import LeftOut, sift
from carbonsv.activities.tables.mapping import ColumnGuess, guess_columns
from carbonsv.activities.tables.meanings import kind_of
from carbonsv.activities.tables.measures import commodity_of
from carbonsv.activities.tables.registers import with_what_was_used
from carbonsv.activities.tables.rollover import fallen_readings
from carbonsv.activities.tables.table_issues import (
    date_issues,
    duplicate_issues,
    lost_digits,
    nothing_said,
    number_issues,
    table_notes,
)
from carbonsv.activities.tables.titles import period_of_titles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from carbonsv.activities.columns.day_column import DayColumn, Order

    Days: TypeAlias = NDArray[np.datetime64]

    from carbonsv.activities.files.text_columns import TextColumn
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.half_hourly.days import MeterDays
    from carbonsv.activities.half_hourly.understood import ReadingsTable
    from carbonsv.model.issue import Issue

ADDITIVE = frozenset(
    [
        "quantity",
        "litres",
        "weight",
        "distance",
        "nights",
        "people",
        "cost",
        "cost_net",
        "cost_vat",
        "cost_gross",
        "standing_charge",
        "credit",
        "co2e",
        "export",
        "lifts",
        "month",
        "part",
    ]
)
Layout = Literal["rows", "months-across", "half-hourly row-per-day", "half-hourly row-per-reading"]
_NAMES = ("meter", "account", "site")
_ALL_BUT_FEW = 0.95
_ASIDE = {
    "quantity": "part",
    "date": "",
}  # beside columns of months: a sum of them, a row's month


@dataclass(frozen=True, slots=True, eq=False)
class Understanding:
    """What one table of a file is taken to say.

    Args:
        table: (n rows) as it stands.
        columns: what each column means.
        layout: how the table is laid out.
        numbers: the columns of numbers, by place.
        days: the columns of days, by place.
        data: (n,) whether a row is data.
        left_out: the rows that are not.
        issues: what a person should look at.
        readings: of a half-hourly table, the days of its meters.
        order: in which order day and month stand; blank where no day has both as numbers.
        labels: the place of the column whose labels say the units, -1 where none does.
    """

    table: TextTable
    columns: tuple[ColumnGuess, ...]
    layout: Layout
    numbers: Mapping[int, NumberColumn]
    days: Mapping[int, DayColumn]
    data: NDArray[np.bool_]
    left_out: tuple[LeftOut, ...]
    issues: tuple[Issue, ...] = field(default=())
    readings: MeterDays | None = None
    order: Order = ""
    labels: int = -1

    def column(self, meaning: str) -> ColumnGuess | None:
        """Return the first column of a meaning, if there is one."""
        return next((one for one in self.columns if one.meaning == meaning), None)

    def columns_of(self, *wanted: str) -> list[ColumnGuess]:
        """Return all columns of some meanings, from the left."""
        return [one for one in self.columns if one.meaning in wanted]

    @property
    def unit_texts(self) -> TextColumn | None:
        """(n,) the unit of each row as a column or the labels of rows say it; None where neither does."""
        if (column := self.column("unit")) is not None:
            return self.table.columns[column.place]
        return units_of_labels(self.table.columns[self.labels]) if self.labels >= 0 else None

    @property
    def titled_period(self) -> tuple[np.datetime64, np.datetime64] | None:
        """The first and last day that the titles or the sheet's name say, for rows that say none."""
        span = period_of_titles((*self.table.titles, self.table.sheet))
        return None if span is None else (np.datetime64(span[0], "D"), np.datetime64(span[1], "D"))

    @property
    def period(self) -> tuple[np.datetime64, np.datetime64] | None:
        """The first and last day of all data rows; None where no row has a day."""
        if self.readings is not None:
            return period_of(self.readings)
        if self.layout == "months-across":
            return _extent(
                [
                    (first[self.data], last[self.data])
                    for first, last in month_columns(self.table, self.unnamed()).values()
                ]
            )
        names = ("start", "end") if self.columns_of("start", "end") else ("date", "read_date")
        dated = [self.days[one.place] for one in self.columns_of(*names)]
        if not dated:
            return self.titled_period
        return _extent([(days.first[self.data], days.last[self.data]) for days in dated])

    def unnamed(self) -> list[ColumnGuess]:
        """Return the columns as they were before months were recognised."""
        return [replace(one, meaning="") if one.meaning == "month" else one for one in self.columns]


def _extent(spans: list[tuple[Days, Days]]) -> tuple[np.datetime64, np.datetime64] | None:
    """Return the first and last of some days, those that are given."""
    firsts = [first[~np.isnat(first)] for first, _ in spans]
    lasts = [last[~np.isnat(last)] for _, last in spans]
    given = [(one.min(), other.max()) for one, other in zip(firsts, lasts, strict=True) if len(one)]
    return (min(one for one, _ in given), max(other for _, other in given)) if given else None


def understand(
    path: Path,
    *,
    watch: Watch | None = None,
    order: Order = "",
    encoding: str = "",
    meanings: Callable[[TextTable], Mapping[str, str]] | None = None,
) -> list[Understanding]:
    """Read a file and say what each of its tables is taken to mean.

    Args:
        path: of a file of any kind that holds tables.
        watch: whom to tell how far it is, and whom to ask whether to stop.
        order: of day and month, where it is known.
        encoding: of a text file, where it is known.
        meanings: returns what is already known of a table's columns, by heading.

    Raises:
        UnusableFileError: no table of the file can be read.
        StoppedError: the user stopped it.
    """
    watching = watch or Watch()
    reading = replace(watching, tell=lambda share: watching.tell(0.7 * share))
    tables = read_tables(path, watch=reading, encoding=encoding)
    found = []
    for place, table in enumerate(tables):
        known = meanings(table) if meanings else {}
        found.append(understand_table(table, order, known, watching))
        watching.reached(0.7 + 0.3 * (place + 1) / len(tables))
    return found


def understand_table(
    table: TextTable,
    order: Order = "",
    known: Mapping[str, str] | None = None,
    watch: Watch | None = None,
) -> Understanding:
    """Say what one table is taken to mean."""
    asking = Watch(stopped=watch.stopped) if watch else Watch()
    if not known and (readings := read_readings_table(table, asking)):
        return _of_readings(readings)
    asking.ask()
    table, guesses = with_whole_months(table, _corrected(guess_columns(table), known or {}))
    layout: Layout = "months-across" if month_columns(table, guesses) else "rows"
    guesses = _laid_out(table, guesses, layout)
    asking.ask()
    numbers = _numbers(table, [one.place for one in guesses if _is_figure(one)], asking)
    additive = {one.place: numbers[one.place] for one in guesses if one.meaning in ADDITIVE}
    asking.ask()
    sifted = sift(table, guesses, additive, asking)
    asking.ask()
    table, carried = with_carried_names(table, guesses, sifted.data)
    labels = label_column(table, guesses, sifted.data)
    guesses = _with_parts(_with_label(guesses, labels), numbers, sifted.data)
    guesses = tuple(_with_unit(one, table, numbers, sifted.data) for one in guesses)
    guesses = tuple(_with_sample(one, table, sifted.data) for one in guesses)
    numbers, credited = with_marked_credits(table, guesses, numbers, sifted.data)
    numbers, charged = without_charges(table, guesses, numbers, sifted.data)
    asking.ask()
    days = table_days(table, guesses, order, sifted.data)
    asking.ask()
    issues = (
        *table.issues,
        *table_notes(table, guesses, layout),
        *year_issues(table, guesses),
        *lost_digits(table, guesses),
        *sifted.issues,
        *carried,
        *credited,
        *charged,
        *number_issues(table, guesses, numbers, sifted.data),
        *date_issues(table, guesses, days, sifted.data),
        *duplicate_issues(table, numbers, sifted.data),
    )
    asking.ask()
    naming = next((one for one in guesses if one.meaning in _NAMES), None)
    names = None if naming is None else table.columns[naming.place].grouped()
    guesses, numbers, registers = with_what_was_used(guesses, names, numbers, days, sifted.data, table.rows)
    issues = (
        *issues,
        *registers,
        *fallen_readings(table, guesses, numbers, sifted.data),
        *nothing_said(table, guesses, sifted.data, layout),
    )
    said: Order = next((one.order for one in days.values() if one.order), "")
    return Understanding(
        table,
        guesses,
        layout,
        numbers,
        days,
        sifted.data,
        sifted.left_out,
        issues,
        order=said,
        labels=-1 if labels is None else labels.place,
    )


def _of_readings(found: ReadingsTable) -> Understanding:
    """Say what a table of half-hourly readings is taken to mean."""
    guesses = meanings_of(found, guess_columns(found.table))
    guesses = tuple(_with_sample(one, found.table, found.data) for one in guesses)
    issues = (*table_notes(found.table, guesses, found.kind), *found.readings.issues)
    return Understanding(
        found.table,
        guesses,
        found.kind,
        {},
        {},
        found.data,
        found.left_out,
        issues,
        found.readings.days,
        found.order,
    )


def content_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, by which the same file is known again whatever its name."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _corrected(guesses: Sequence[ColumnGuess], known: Mapping[str, str]) -> tuple[ColumnGuess, ...]:
    return tuple(
        replace(one, meaning=known[one.name], confidence=1.0) if one.name in known else one for one in guesses
    )


def _numbers(table: TextTable, places: Sequence[int], watch: Watch) -> dict[int, NumberColumn]:
    """Read the columns of numbers; where one has decimal commas for sure, a comma is decimal in all."""
    seen = [place for place in places if has_decimal_comma(table.columns[place])]
    points = any(map(has_decimal_point, (table.columns[place] for place in places))) if seen else False
    numbers = {}
    for place in places:
        watch.ask()
        numbers[place] = read_number_column(
            table.columns[place],
            comma_expected=table.delimiter == ";",
            commas_seen=bool(seen) and not points and place not in seen,
        )
    return numbers


def _is_figure(guess: ColumnGuess) -> bool:
    if guess.meaning in {"interval", "month", "part"}:
        return True
    return bool(guess.meaning) and kind_of(guess.meaning) == "number"


def _laid_out(table: TextTable, guesses: Sequence[ColumnGuess], layout: Layout) -> tuple[ColumnGuess, ...]:
    """Give the columns of months their meaning."""
    if layout != "months-across":
        return tuple(guesses)
    special = set(month_columns(table, guesses))
    return tuple(
        replace(one, meaning="month", confidence=0.9)
        if one.place in special
        else replace(one, meaning=_ASIDE[one.meaning])
        if one.meaning in _ASIDE
        else one
        for one in guesses
    )


def _with_label(guesses: Sequence[ColumnGuess], labels: ColumnGuess | None) -> tuple[ColumnGuess, ...]:
    """Take labels with units for fuels, where nothing else says what a row is of."""
    if labels is None or labels.meaning or any(one.meaning in ("meter_type", "activity") for one in guesses):
        return tuple(guesses)
    return tuple(
        replace(one, meaning="meter_type", confidence=0.9) if one is labels else one for one in guesses
    )


def _with_parts(
    guesses: Sequence[ColumnGuess], numbers: Mapping[int, NumberColumn], data: NDArray[np.bool_]
) -> tuple[ColumnGuess, ...]:
    """Mark quantities that are parts of another column, as day and night units are of all units."""
    groups: dict[str, list[ColumnGuess]] = {}
    for one in guesses:
        if one.meaning == "quantity":
            groups.setdefault(one.unit, []).append(one)
    parts: set[int] = set()
    for group in groups.values():
        if len(group) > 2:  # noqa: PLR2004 - a total and its parts
            values = np.array([np.nan_to_num(numbers[one.place].values[data]) for one in group])
            for place, whole in enumerate(values):
                agree = np.isclose(values.sum(axis=0), 2 * whole, rtol=1e-6, atol=0.011)
                if len(agree) and agree.mean() >= _ALL_BUT_FEW and whole.any():
                    parts |= _counted_elsewhere(group, place)
    return tuple(replace(one, meaning="part") if one.place in parts else one for one in guesses)


def _counted_elsewhere(group: Sequence[ColumnGuess], whole: int) -> set[int]:
    """Return the places of what is not counted: the parts of a whole, or a whole of several fuels."""
    parts = [one for rank, one in enumerate(group) if rank != whole]
    fuels = {commodity_of(one.name) for one in parts}
    return {group[whole].place} if len(fuels) == len(parts) else {one.place for one in parts}


def _with_sample(guess: ColumnGuess, table: TextTable, data: NDArray[np.bool_]) -> ColumnGuess:
    """Show texts of data rows only."""
    if data.all():
        return guess
    rows = np.flatnonzero(data)[:200]
    return replace(guess, sample=tuple(table.columns[guess.place].taken(rows).sample(3)))


def _with_unit(
    guess: ColumnGuess, table: TextTable, numbers: Mapping[int, NumberColumn], data: NDArray[np.bool_]
) -> ColumnGuess:
    """Add the unit that the cells or the titles say, where the heading says none."""
    if guess.unit or guess.meaning not in ADDITIVE | {"reading"}:
        return guess
    unit = unit_of_cells(numbers[guess.place], data)
    if not unit and guess.meaning in {"quantity", "reading", "month", "part", "weight"}:
        unit = unit_of_titles(table)
    return replace(guess, unit=unit)
