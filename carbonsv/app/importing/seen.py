"""What a user sees of a file before it is imported: its lines, its columns, its meters, its problems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from carbonsv.activities.half_hourly.days import IMPORT, missing_runs
from carbonsv.activities.half_hourly.notes import day_of
from carbonsv.activities.tables.totals import column_totals
from carbonsv.app.importing.source import is_remembered, table_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from carbonsv.activities.half_hourly.days import MeterDays
    from carbonsv.activities.tables.left_out import LeftOut
    from carbonsv.activities.tables.mapping import ColumnGuess
    from carbonsv.activities.tables.totals import Total
    from carbonsv.activities.tables.understanding import Understanding
    from carbonsv.app.importing.source import ImportChoices
    from carbonsv.model.issue import Issue

LineKind = Literal["title", "heading", "data", "left-out"]
_MOST_LINES = 60  # of data
_MOST_LEFT_OUT = 500
_ROW = re.compile(r"\b[Rr]ow (\d+)\b")
_QUOTED = re.compile("“([^”]+)”")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file as it stands: what it was taken for, its cells, and why it is left out.

    Args:
        row: as a person counts; 0 for a title, whose place is not kept.
        kind: what it was taken for.
        cells: from the left.
        why: it is left out.
    """

    row: int
    kind: LineKind
    cells: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class SeenTable:
    """One table of a file, as it is shown.

    Args:
        key: by which choices name the table.
        sheet: of a workbook; blank for a text file.
        hidden: whether the sheet is hidden.
        taken: whether its rows are imported.
        remembered: whether its columns are taken as for an earlier file with the same headings.
        layout: how it is laid out.
        header_rows: where the headings stand, from 1.
        columns: what each is taken to mean.
        data_rows: how many rows are data.
        period: the first and last day of all data rows.
        lines: titles, headings and the first rows of data, as they stand.
        left_out: rows that are no data, each with the reason.
        left_out_count: how many there are; not all are listed.
        totals: what each column of figures adds up to in the rows of data, by unit.
        order_asked: whether its dates can be read day first or month first.
        example: a date of it that can be read either way.
    """

    key: str
    sheet: str
    hidden: bool
    taken: bool
    remembered: bool
    layout: str
    header_rows: tuple[int, ...]
    columns: tuple[ColumnGuess, ...]
    data_rows: int
    period: tuple[np.datetime64, np.datetime64] | None
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    left_out_count: int
    totals: tuple[Total, ...]
    order_asked: bool
    example: str


@dataclass(frozen=True, slots=True)
class SeenMeter:
    """What a file of readings has of one channel of a meter.

    Args:
        name: of the meter, as the file calls it.
        known: whether the document has it.
        channel: import, export, reactive-import, reactive-export or apparent; only import counts.
        unit: of its readings.
        days: with readings.
        first: the first day.
        last: the last day.
        missing_days: without any reading, between the first and the last.
        missing_readings: intervals without a reading, on the days that have others.
        estimated_share: of the readings.
        total: of the readings [unit].
        clock_days: with more or fewer intervals, because the clocks change.
    """

    name: str
    known: bool
    channel: str
    unit: str
    days: int
    first: dt.date
    last: dt.date
    missing_days: int
    missing_readings: int
    estimated_share: float
    total: float
    clock_days: int

    @property
    def counts(self) -> bool:
        """Whether its readings become records."""
        return self.channel == IMPORT


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to look at, with the row and the column of the file where it says them."""

    code: str
    row: int | None
    column: str
    severity: str
    sentence: str
    hint: str


def seen_table(found: Understanding, choices: ImportChoices) -> SeenTable:
    """Return what is shown of a table."""
    table = found.table
    unknown = [place for place, days in found.days.items() if days.order == "unknown"]
    return SeenTable(
        key=table_key(table),
        sheet=table.sheet,
        hidden=table.hidden,
        taken=choices.takes(table),
        remembered=is_remembered(table, choices),
        layout=found.layout,
        header_rows=table.headings.rows,
        columns=found.columns,
        data_rows=int(found.data.sum()),
        period=found.period,
        lines=_lines(found),
        left_out=found.left_out[:_MOST_LEFT_OUT],
        left_out_count=len(found.left_out),
        totals=tuple(column_totals(found)),
        order_asked=bool(unknown),
        example=_ambiguous_day(found, unknown[0]) if unknown else "",
    )


def _ambiguous_day(found: Understanding, place: int) -> str:
    return next((text for text in found.columns[place].sample if text[:1].isdigit()), "")


def _lines(found: Understanding) -> tuple[Line, ...]:
    """Return titles, headings and the first rows as they stand, those left out with the reason."""
    table = found.table
    rows = table.headings.rows
    lines = [Line(0, "title", (text,)) for text in table.titles]
    lines += [Line(rows[-1], "heading", table.names)] if rows else []
    why = {one.row: one.why for one in found.left_out}
    for place in range(min(len(table), _MOST_LINES)):
        row = int(table.rows[place])
        kind: LineKind = "data" if found.data[place] else "left-out"
        lines.append(Line(row, kind, table.cells(place), why.get(row, "")))
    return tuple(lines)


def seen_meters(days: MeterDays, known: Iterable[str]) -> tuple[SeenMeter, ...]:
    """Return what is shown of the meters of a file of readings, those that count first."""
    there = set(known)
    meters = [_seen_meter(days, number, there) for number in np.unique(days.of).tolist()]
    return tuple(sorted(meters, key=lambda one: (not one.counts, one.name, one.channel)))


def _seen_meter(days: MeterDays, number: int, known: set[str]) -> SeenMeter:
    series, mine = days.series[number], days.taken(np.flatnonzero(days.of == number))
    given = mine.present.any(axis=1)
    dated: NDArray[np.int64] = mine.day[given] if given.any() else mine.day
    readings = int(mine.present.sum())
    return SeenMeter(
        name=" ".join(filter(None, (series.site, series.meter))),
        known=series.meter in known,
        channel=series.channel,
        unit=series.unit,
        days=int(given.sum()),
        first=day_of(int(dated.min())),
        last=day_of(int(dated.max())),
        missing_days=sum(last - first + 1 for first, last in missing_runs(dated)),
        missing_readings=int(mine.missing_readings()[given].sum()),
        estimated_share=float(mine.estimated.sum()) / readings if readings else 0.0,
        total=mine.total(),
        clock_days=int((mine.counts != series.per_day).sum()),
    )


def problem_of(issue: Issue, names: frozenset[str]) -> Problem:
    """Return an issue with the row and the column that its sentence names, so that it can be found.

    Args:
        issue: about a file.
        names: the headings of the file's columns.
    """
    row = _ROW.search(issue.sentence)
    quoted = [text for text in _QUOTED.findall(issue.sentence) if text in names]
    column = quoted[-1] if quoted else ""
    number = int(row[1]) if row else None
    return Problem(issue.code, number, column, issue.severity, issue.sentence, issue.hint)
