"""A table with a row for each reading: its moments, channels and values understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsv.activities.half_hourly import notes
from carbonsv.activities.half_hourly.by_day import flagged
from carbonsv.activities.half_hourly.by_reading import Outcome, Readings, put_in_days
from carbonsv.activities.half_hourly.days import IMPORT, Series
from carbonsv.activities.half_hourly.identity import Identity, identities, meter_in, with_known_channels
from carbonsv.activities.half_hourly.left_out import not_readings
from carbonsv.activities.half_hourly.numbers import MISSING, read_amounts
from carbonsv.activities.half_hourly.registers import as_used, is_register
from carbonsv.activities.half_hourly.times import NO_MINUTE, NO_OFFSET, read_minutes, read_stamps
from carbonsv.activities.half_hourly.units import in_stored_units, unit_notes
from carbonsv.activities.half_hourly.words import channel_of, heading_role, unit_of, without_unit
from carbonsv.activities.tables.meanings import folded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.files.watch import Watch
    from carbonsv.activities.half_hourly.days import MeterDays
    from carbonsv.activities.half_hourly.layout import Layout
    from carbonsv.model.issue import Issue

    Ints = NDArray[np.integer[Any]]
    Moments = tuple[Ints, Ints, Ints, NDArray[np.bool_]]

_USUAL_MINUTES = 30
_SMALL = np.int32  # a year of readings of many meters is millions: half the memory
_MOST_PERIODS = ((25, 60), (50, 30), (100, 15))  # intervals of the longest day, and their minutes


def read_reading_table(table: TextTable, layout: Layout, watch: Watch) -> tuple[list[MeterDays], list[Issue]]:
    """Read a table with a row for each reading."""
    moments, issues = _moments(table, layout)
    issues += _undated(table, moments[3])
    if layout.unused:
        issues.append(
            notes.note("unused-column", "notice", f"Not readings, left out: {notes.some(layout.unused)}.")
        )
    parts = []
    for at, place in enumerate(layout.values):
        watch.reached(at / len(layout.values))
        part, said = _read_values(table, layout, place, moments)
        parts.append(part)
        issues += said
    watch.reached(1.0)
    return parts, list(dict.fromkeys(issues))


def _moments(table: TextTable, layout: Layout) -> tuple[Moments, list[Issue]]:
    """Read the day, minute and zone of each row, from one column or from two."""
    roles = layout.roles
    dates = table.columns[roles["stamp"] if "stamp" in roles else roles["date"]]
    if "stamp" in roles and "date" in roles and ("time" in roles or "period" in roles):
        dates = table.columns[roles["date"]]
    stamps = read_stamps(list(dates.texts))
    minute: Ints
    day, minute = stamps.days.astype(_SMALL)[dates.codes], stamps.minutes.astype(_SMALL)[dates.codes]
    good, offset = stamps.good[dates.codes], stamps.offsets.astype(_SMALL)[dates.codes]
    if "period" in roles:
        minute = _by_period(table, roles["period"])
        offset = np.full(len(day), NO_OFFSET, _SMALL)
    elif "time" in roles:
        times = table.columns[roles["time"]]
        minute = read_minutes(times.texts).astype(_SMALL)[times.codes]
    elif stamps.good.any():  # a workbook writes midnight as a day without a time
        minute = np.where(minute == NO_MINUTE, 0, minute).astype(_SMALL)
    issues = []
    if stamps.month_first:
        issues.append(
            notes.note(
                "month-first", "notice", "Dates were read with the month first: their order asks for it."
            )
        )
    return (day, minute, offset, good & (minute != NO_MINUTE)), issues


def _undated(table: TextTable, good: NDArray[np.bool_]) -> list[Issue]:
    """Say which rows have a day and no time that can be read."""
    if good.all():
        return []
    sentence = f"No time can be read in {notes.row_numbers(table.rows[~good])}; they were left out."
    return [notes.note("unreadable-date", "error", sentence, "Correct the times and import the file again.")]


def _by_period(table: TextTable, place: int) -> Ints:
    """Return (n,) [min] when each numbered interval begins, counted from the beginning of its day."""
    column = table.columns[place]
    numbers = np.array([int(text) if text.isdecimal() else 0 for text in column.texts], np.int64)[
        column.codes
    ]
    last = int(numbers.max(initial=0))
    step = next((minutes for most, minutes in _MOST_PERIODS if last <= most), _USUAL_MINUTES)
    return np.where(numbers > 0, (numbers - 1) * step, NO_MINUTE).astype(_SMALL)


def _read_values(
    table: TextTable, layout: Layout, place: int, moments: Moments
) -> tuple[MeterDays, list[Issue]]:
    day, minute, offset, good = moments
    column = table.columns[place]
    read = read_amounts(list(column.texts))
    amount, unreadable = read.values[column.codes], read.unreadable[column.codes] & good
    unknown: list[str] = []
    estimated = read.estimated[column.codes]
    if "flag" in layout.roles:
        estimated = estimated | flagged(table.columns[layout.roles["flag"]], unknown)
    usual = _usual(table, layout, place)
    roles = {role: table.columns[at] for role, at in layout.roles.items()}
    of, found = identities(roles, len(table), usual)
    found = with_known_channels(found)
    kept = good & (amount != MISSING)
    readings = Readings(of.astype(_SMALL), day, minute, offset, amount, estimated).taken(kept)
    del of, estimated, amount
    said: list[Issue] = []
    ending = False if "period" in layout.roles else layout.ending
    if is_register(readings):
        readings, said = as_used(readings, len(found), read.places, usual.unit)
        ending = False
    series = [Series(one.meter, one.site, one.channel, one.unit, _USUAL_MINUTES, "") for one in found]
    outcome = put_in_days(readings, series, read.places, _clock_said(layout), ending=ending)
    issues = [
        *said,
        *_said(outcome, found),
        *not_readings(table, unreadable[:, None], unknown),
        *unit_notes(found),
    ]
    return in_stored_units(outcome.days, found), issues


def _usual(table: TextTable, layout: Layout, place: int) -> Identity:
    """Say what a column of readings holds, where its rows do not say it themselves."""
    name = layout.names[place]
    unit = unit_of(name) or unit_of(" ".join(table.titles))
    meter = meter_in(table.titles, table.sheet, table.path)
    if (
        len(layout.values) > 1
        and not channel_of(name)
        and not heading_role(name)
        and "meter" not in layout.roles
    ):
        meter = without_unit(name)
    return Identity(meter, "", channel_of(name) or IMPORT, unit or "kWh", bool(unit))


def _clock_said(layout: Layout) -> str:
    """Return the clock that the headings of the moments name; blank where they name none."""
    if "period" in layout.roles:
        return "elapsed"
    words = {
        word
        for role in ("stamp", "date", "time")
        if role in layout.roles
        for word in folded(layout.names[layout.roles[role]]).split()
    }
    if words & {"utc", "gmt"}:
        return "utc"
    return "local" if "local" in words else ""


def _said(outcome: Outcome, found: list[Identity]) -> list[Issue]:
    issues = notes.doubles(outcome.same, outcome.differing, [_named(one) for one in found], later_wins=False)
    if outcome.astray.any():
        sentence = (
            f"{notes.counted(int(outcome.astray.sum()), 'reading')} stand at no half-hour and were left out."
        )
        issues.append(notes.note("half-hourly-astray", "error", sentence, "Check the times."))
    when = "the end" if outcome.ending else "the beginning"
    how = "The first and last times show that" if outcome.ending_known else "It was assumed that"
    issues.append(notes.note("half-hourly-stamps", "notice", f"{how} times name {when} of each interval."))
    clock = outcome.days.series[0].clock if outcome.days.series else "local"
    if not outcome.clock_known:
        sentence = "Nothing shows whether times are UTC or local; they were taken as UK local time."
        issues.append(notes.note("half-hourly-clock-assumed", "notice", sentence))
    elif clock == "utc":
        issues.append(notes.note("half-hourly-clock", "notice", "Times were taken as UTC, days as printed."))
    return issues


def _named(one: Identity) -> Series:
    return Series(one.meter, one.site, one.channel, one.unit, _USUAL_MINUTES, "")
