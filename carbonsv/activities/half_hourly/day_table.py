"""A table with a row for each day: its rows, channels and check totals understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.half_hourly import notes
from carbonsv.activities.half_hourly.by_day import Grid, fit_to_days, moved, read_grid
from carbonsv.activities.half_hourly.days import IMPORT, MeterDays, Series
from carbonsv.activities.half_hourly.identity import (
    Identity,
    identities,
    meter_in,
    with_known_channels,
)
from carbonsv.activities.half_hourly.left_out import not_readings
from carbonsv.activities.half_hourly.numbers import MISSING
from carbonsv.activities.half_hourly.times import read_stamps
from carbonsv.activities.half_hourly.totals import check_totals
from carbonsv.activities.half_hourly.units import in_stored_units, unit_notes
from carbonsv.activities.half_hourly.words import channel_of, unit_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.files.watch import Watch
    from carbonsv.activities.half_hourly.layout import Intervals, Layout
    from carbonsv.model.issue import Issue


def read_day_table(table: TextTable, layout: Layout, watch: Watch) -> tuple[list[MeterDays], list[Issue]]:
    """Read a table with a row for each day."""
    dates = table.columns[layout.roles["date"]]
    stamps = read_stamps(list(dates.texts))
    good, day = stamps.good[dates.codes], stamps.days[dates.codes]
    issues = []
    if stamps.month_first:
        issues.append(
            notes.note(
                "month-first", "notice", "Dates were read with the month first: their order asks for it."
            )
        )
    parts = []
    for at, group in enumerate(layout.intervals):
        done = Progress(watch, at / len(layout.intervals), 1 / len(layout.intervals))
        part, said = _read_group(table, layout, group, (good, day), done)
        parts.append(part)
        issues += said
    return parts, issues


class Progress:
    """A share of the work, told as a share of the whole."""

    def __init__(self, watch: Watch, start: float, size: float) -> None:
        """Tell from a start for a size [both shares of the whole]."""
        self._watch, self._start, self._size = watch, start, size

    def __call__(self, share: float) -> None:
        """Tell a share of this part."""
        self._watch.reached(self._start + share * self._size)


def _read_group(
    table: TextTable,
    layout: Layout,
    group: Intervals,
    dated: tuple[NDArray[np.bool_], NDArray[np.int64]],
    progress: Progress,
) -> tuple[MeterDays, list[Issue]]:
    good, day = dated
    row_flags = table.columns[layout.roles["flag"]] if "flag" in layout.roles else None
    grid = read_grid(group, table.columns, row_flags, progress)
    unit = unit_of(group.named) or unit_of(" ".join(table.titles))
    usual = Identity(
        meter_in(table.titles, table.sheet, table.path),
        "",
        channel_of(group.named) or IMPORT,
        unit or "kWh",
        bool(unit),
    )
    roles = {role: table.columns[place] for role, place in layout.roles.items()}
    of, found = identities(roles, len(table), usual)
    found = with_known_channels(found)
    rows = good & (grid.amounts != MISSING).any(axis=1)
    minutes = group.minutes
    step = Series("", "", IMPORT, "", minutes, "local")
    issues = [
        *not_readings(table, grid.unreadable & good[:, None], grid.unknown_flags),
        *unit_notes([found[at] for at in np.unique(of[rows]).tolist()]),
    ]
    issues += [*rounded(grid), *check_totals(table, layout, grid, rows, step.per_hour)]
    fitted = fit_to_days(grid.amounts[rows], day[rows], step.per_day, step.per_hour)
    clock, said = _clock(bool(fitted.local.any()), bool(fitted.utc.sum() > fitted.local.sum()))
    series = tuple(Series(str(at), "", IMPORT, "", minutes, clock) for at in range(len(found)))
    days = MeterDays(
        series,
        of[rows].astype(np.int32),
        day[rows],
        fitted.counts,
        moved(grid.amounts[rows], fitted.keep, MISSING),
        moved(grid.estimated[rows], fitted.keep, blank=False),
        grid.places,
    )
    return in_stored_units(days, found), [*issues, *said]


def _clock(local: bool, utc: bool) -> tuple[str, list[Issue]]:  # noqa: FBT001
    if utc:
        sentence = (
            "Days have 48 half-hours even where clocks change: times were taken as UTC, days as printed."
        )
        return "utc", [notes.note("half-hourly-clock", "notice", sentence)]
    if local:
        return "local", []
    sentence = "No day on which clocks change is among the data; times were taken as UK local time."
    return "local", [notes.note("half-hourly-clock-assumed", "notice", sentence)]


def rounded(grid: Grid) -> list[Issue]:
    """Say that readings had more decimals than are kept."""
    if not grid.rounded:
        return []
    return [
        notes.note("half-hourly-rounded", "notice", "Readings with more than 9 decimals were rounded to 9.")
    ]
