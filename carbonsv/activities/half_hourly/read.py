"""Files of half-hourly readings, read into days of meters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.files.headings import Headings
from carbonsv.activities.files.text_table import read_tables
from carbonsv.activities.files.watch import Watch
from carbonsv.activities.half_hourly import notes
from carbonsv.activities.half_hourly.day_table import read_day_table
from carbonsv.activities.half_hourly.days import IMPORT, exact_group_sums, joined, without_doubles
from carbonsv.activities.half_hourly.layout import find_layout
from carbonsv.activities.half_hourly.left_out import sift_readings
from carbonsv.activities.half_hourly.reading_table import read_reading_table
from carbonsv.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.half_hourly.days import MeterDays
    from carbonsv.activities.half_hourly.layout import Layout
    from carbonsv.model.issue import Issue

_READ_SHARE = 0.6  # of the time that reading a file takes is spent on its text


@dataclass(frozen=True, slots=True, eq=False)
class HalfHourly:
    """What a file of half-hourly readings holds.

    Args:
        days: of every channel, one row for each meter and day.
        issues: what was found, assumed or left out.
        words: of titles, sheets and headings, which may say what is measured.
    """

    days: MeterDays
    issues: tuple[Issue, ...]
    words: str = ""


def is_half_hourly(table: TextTable) -> bool:
    """Whether a table holds readings by the hour or less."""
    return find_layout(table.names, table.columns) is not None


def read_half_hourly(path: Path, *, watch: Watch | None = None, later_wins: bool = False) -> HalfHourly:
    """Read a file of half-hourly readings, whatever its layout.

    Args:
        path: CSV, TSV or workbook.
        watch: whom to tell how far the reading is, and whom to ask whether to stop.
        later_wins: whether of two different readings for one interval the later in the file counts.

    Raises:
        UnusableFileError: it cannot be read, or holds no half-hourly readings.
        StoppedError: the user stopped it.
    """
    watching = watch or Watch()
    reading = Watch(lambda share: watching.tell(share * _READ_SHARE), watching.stopped)
    tables = read_tables(path, watch=reading)
    after = Watch(lambda share: watching.tell(_READ_SHARE + share * (1 - _READ_SHARE)), watching.stopped)
    return read_half_hourly_tables(tables, watch=after, later_wins=later_wins)


def read_half_hourly_tables(
    tables: Sequence[TextTable], *, watch: Watch | None = None, later_wins: bool = False
) -> HalfHourly:
    """Read tables of half-hourly readings; others among them are left out with a note.

    Raises:
        UnusableFileError: none of them holds half-hourly readings.
    """
    watching = watch or Watch()
    parts, issues = [], []
    for at, table in enumerate(tables):
        found, said = _read_table(table, Watch(_part_of(watching, at, len(tables)), watching.stopped))
        parts += found
        issues += said
    if not any(len(part) for part in parts):
        name = tables[0].path if tables else "The file"
        hint = "A file of readings has a column per half-hour, or a row per reading with its date and time."
        raise UnusableFileError(name, "no half-hourly readings were found in it", hint)
    days, doubled = without_doubles(joined(parts), "later" if later_wins else "better")
    days = _used(days)
    issues += notes.doubles(doubled.same, doubled.differing, days.series, later_wins=later_wins)
    counted = days.of_channel(IMPORT)
    issues += [*_others(days), *_negative(counted), *notes.gaps(counted), *notes.estimates(counted)]
    words = " ".join(word for table in tables for word in (*table.titles, table.sheet, *table.names))
    return HalfHourly(days, tuple(dict.fromkeys(issues)), words)


def _part_of(watch: Watch, at: int, count: int) -> Callable[[float], None]:
    return lambda share: watch.tell((at + share) / count)


def _read_table(table: TextTable, watch: Watch) -> tuple[list[MeterDays], list[Issue]]:
    layout = find_layout(table.names, table.columns)
    if layout is None:
        where = f"Sheet “{table.sheet}”" if table.sheet else table.path.name
        return [], [
            notes.note(
                "not-half-hourly", "notice", f"{where} holds no half-hourly readings and was left out."
            )
        ]
    body = body_of(table, layout)
    sifted = sift_readings(body, layout)
    body = rows_of(body, sifted.data)
    odd = [
        notes.note("odd-row", "warning", f"Row {one.row} was left out: {one.why}.")
        for one in table.odd_rows[:20]
        if one.why
    ]
    read = read_day_table if layout.intervals else read_reading_table
    parts, issues = read(body, layout, watch)
    return parts, [*table.issues, *odd, *sifted.issues, *issues]


def body_of(table: TextTable, layout: Layout) -> TextTable:
    """Return the rows below the headings of readings, which may stand lower than those of the table."""
    if not layout.skipped:
        return table
    headings = Headings(
        (int(table.rows[layout.skipped - 1]),),
        layout.names,
        int(table.rows[layout.skipped - 1]) + 1,
        len(layout.names),
    )
    return replace(rows_of(table, slice(layout.skipped, None)), headings=headings)


def rows_of(table: TextTable, rows: NDArray[np.bool_] | slice) -> TextTable:
    """Return some rows of a table."""
    if isinstance(rows, np.ndarray) and rows.all():
        return table
    return replace(
        table, columns=tuple(column.taken(rows) for column in table.columns), rows=table.rows[rows]
    )


def _used(days: MeterDays) -> MeterDays:
    """Leave out the series that have no day, so that nothing is said of them."""
    there = np.unique(days.of)
    number = np.zeros(len(days.series), np.int32)
    number[there] = np.arange(len(there), dtype=np.int32)
    return replace(days, series=tuple(days.series[at] for at in there.tolist()), of=number[days.of])


def _negative(days: MeterDays) -> list[Issue]:
    """Say which meters add up to less than nothing, as those do whose export is written with a minus."""
    sums = exact_group_sums(days, days.of.astype(np.int64), len(days.series))
    below = [one.meter for one, total in zip(days.series, sums, strict=True) if total < 0]
    if not below:
        return []
    sentence = f"The readings of {notes.some(below)} add up to less than nothing."
    hint = "If they are an export, leave them out or say so in a column called Channel."
    return [notes.note("half-hourly-negative", "warning", sentence, hint)]


def _others(days: MeterDays) -> list[Issue]:
    """Say which channels were read and do not count."""
    other = [one for one in days.series if one.channel != IMPORT]
    if not other:
        return []
    channels = ", ".join(sorted({one.channel.replace("-", " ") for one in other}))
    sentence = f"{notes.counted(len(other), 'channel')} of other kinds ({channels}) were set aside."
    return [notes.note("half-hourly-other-channels", "notice", sentence)]
