"""What the data rows of a table add up to: by column and unit, and by meter and unit, to the last digit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.columns.number_column import NumberColumn, decimals_of
from carbonsv.activities.columns.period_headings import parted_heading
from carbonsv.activities.columns.units_of import canonical, units_by_row
from carbonsv.activities.half_hourly.understood import series_totals
from carbonsv.activities.tables.mapping import is_measure, is_register_part
from carbonsv.activities.tables.meanings import folded
from carbonsv.activities.tables.measures import amounts_of, by_readings
from carbonsv.activities.tables.titles import names_in_titles
from carbonsv.activities.tables.understanding import ADDITIVE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from carbonsv.activities.half_hourly.days import MeterDays
    from carbonsv.activities.tables.mapping import ColumnGuess
    from carbonsv.activities.tables.measures import Measure
    from carbonsv.activities.tables.understanding import Understanding

_MONEY = frozenset(("cost", "cost_net", "cost_vat", "cost_gross", "standing_charge"))
_NAMES = ("meter", "account", "site", "vehicle", "supplier")


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one column over the rows of one unit and, where asked, of one meter."""

    column: str
    meaning: str
    unit: str
    value: float
    rows: int
    name: str = ""
    channel: str = ""


def column_totals(found: Understanding) -> list[Total]:
    """Return the total of every column that adds up, for each unit in it."""
    if found.readings is not None:
        return _of_channels(found, found.readings)
    totals = []
    for guess in found.columns:
        if guess.meaning in ADDITIVE:
            codes, units = _units(found, guess)
            totals += _grouped(found, [guess], codes, [("", "", unit) for unit in units])
    return totals


def naming_column(found: Understanding) -> ColumnGuess | None:
    """Return the column that says whose figures a row has: the meter, else account, site or vehicle."""
    return next((one for name in _NAMES if (one := found.column(name))), None)


def meter_totals(found: Understanding) -> list[Total]:
    """Return the totals of how much there was, for each meter (else account, site or vehicle) and unit."""
    if found.readings is not None:
        return _of_series(found, found.readings)
    if across := found.columns_of("month"):
        return [total for group in alike(across) for total in _of_meters(found, group)]
    measures = [one for one in found.columns if is_measure(one)]
    if not measures and (readings := by_readings(found)):
        return [total for one in readings for total in _of_measure(found, one)]
    if not measures and (money := found.columns_of(*_MONEY)[:1]):
        numbers = {**found.numbers, money[0].place: amounts_of(found, money[0])}
        return _of_meters(replace(found, numbers=numbers), money)
    groups: dict[tuple[str, str, object], list[ColumnGuess]] = {}
    for one in measures:
        own = one.meaning, one.unit, "" if is_register_part(one) else one.place
        groups.setdefault(own, []).append(one)
    return [total for group in groups.values() for total in _of_meters(found, group)]


def alike(across: list[ColumnGuess]) -> list[list[ColumnGuess]]:
    """Group columns of months by what their headings say beside the month, and by their unit."""
    groups: dict[tuple[str, str], list[ColumnGuess]] = {}
    for one in across:
        groups.setdefault((folded(parted_heading(one.name)[1]), one.unit), []).append(one)
    return list(groups.values())


def _of_measure(found: Understanding, measure: Measure) -> list[Total]:
    """Add up what opening and closing readings give, for each meter and unit."""
    names, labels = _names(found)
    given = found.data & ~np.isnan(measure.values)
    numbers = NumberColumn(measure.values, decimals_of(measure.values[given]), ~given)
    codes = names * len(measure.units) + measure.unit_codes
    count = len(labels) * len(measure.units)
    rows = np.bincount(codes[given], minlength=count).tolist()
    sums = numbers.taken(given).totals(codes[given], count)
    return [
        Total(measure.name, "quantity", measure.units[code % len(measure.units)], sums[code], rows[code], who)
        for code, who in ((code, labels[code // len(measure.units)]) for code in range(count) if rows[code])
    ]


def _of_series(found: Understanding, days: MeterDays) -> list[Total]:
    """Return what each meter and channel of half-hourly readings adds up to."""
    name, meaning = _readings_name(found)
    return [
        Total(name, meaning, series.unit, value, count, series.meter, series.channel)
        for series, value, count in series_totals(days, in_days=meaning == "interval")
    ]


def _of_channels(found: Understanding, days: MeterDays) -> list[Total]:
    """Return what the readings of each channel and unit add up to over all meters."""
    name, meaning = _readings_name(found)
    sums: dict[tuple[str, str], tuple[Decimal, int]] = {}
    for series, value, count in series_totals(days, in_days=meaning == "interval"):
        before, rows = sums.get((series.channel, series.unit), (Decimal(0), 0))
        sums[series.channel, series.unit] = before + Decimal(repr(value)), rows + count
    return [
        Total(name, meaning, unit, float(value), rows, channel=channel)
        for (channel, unit), (value, rows) in sums.items()
    ]


def _readings_name(found: Understanding) -> tuple[str, str]:
    """Return what the columns of readings are called, from the first to the last, and what they mean."""
    columns = found.columns_of("interval", "quantity")
    names = list(dict.fromkeys((columns[0].name, columns[-1].name)))
    return " … ".join(names), columns[0].meaning


def _of_meters(found: Understanding, guesses: list[ColumnGuess]) -> list[Total]:
    """Add some columns up together for each meter, channel and unit."""
    unit_codes, units = _units(found, guesses[0])
    channel = found.column("channel")
    name_codes, names = _names(found)
    channel_codes, channels = _texts(found, channel)
    mixed = (name_codes * len(channels) + channel_codes) * len(units) + unit_codes
    distinct, codes = np.unique(mixed, return_inverse=True)
    labels = []
    for code in distinct.tolist():
        rest, unit = divmod(code, len(units))
        name, flow = divmod(rest, len(channels))
        labels.append((names[name], channels[flow], units[unit]))
    return _grouped(found, guesses, codes.astype(np.intp), labels)


def _units(found: Understanding, guess: ColumnGuess) -> tuple[NDArray[np.intp], list[str]]:
    if guess.meaning not in _MONEY:
        return units_by_row(guess, found.numbers[guess.place], found.unit_texts)
    column = found.column("currency")
    texts = found.table.columns[column.place] if column else None
    if texts is not None and not guess.unit:
        distinct = list(dict.fromkeys(canonical(text) for text in texts.texts))
        places = np.array([distinct.index(canonical(text)) for text in texts.texts], np.intp)
        return places[texts.codes], distinct
    return units_by_row(guess, found.numbers[guess.place], texts)


def _names(found: Understanding) -> tuple[NDArray[np.intp], list[str]]:
    """Return (n,) the place of each row's name, and the names: of a column, else the one of the titles."""
    naming = naming_column(found)
    if naming is not None:
        return _texts(found, naming)
    said = names_in_titles(found.table.titles)
    return np.zeros(len(found.table), np.intp), [next((said[one] for one in _NAMES if one in said), "")]


def _texts(found: Understanding, guess: ColumnGuess | None) -> tuple[NDArray[np.intp], list[str]]:
    if guess is None:
        return np.zeros(len(found.table), np.intp), [""]
    column = found.table.columns[guess.place].grouped()
    return column.codes.astype(np.intp), list(column.texts) or [""]


def _grouped(
    found: Understanding,
    guesses: list[ColumnGuess],
    codes: NDArray[np.intp],
    labels: list[tuple[str, str, str]],
) -> list[Total]:
    """Add up data rows with a number, for each label; a label without such rows is left out."""
    sums = [0.0] * len(labels)
    counts = np.zeros(len(labels), np.int64)
    for guess in guesses:
        numbers = found.numbers[guess.place]
        rows = found.data & numbers.given
        counts = np.maximum(counts, np.bincount(codes[rows], minlength=len(labels)))
        parts = numbers.taken(rows).totals(codes[rows], len(labels))
        sums = [_exact(before, more) for before, more in zip(sums, parts, strict=True)]
    one = guesses[0]
    name = one.name if len(guesses) == 1 else f"{one.name} … {guesses[-1].name}"
    return [
        Total(name, one.meaning, unit, value, int(count), who, flow)
        for (who, flow, unit), value, count in zip(labels, sums, counts.tolist(), strict=True)
        if count
    ]


def _exact(one: float, other: float) -> float:
    """Add two decimal numbers as written shortest."""
    return float(Decimal(repr(one)) + Decimal(repr(other)))
