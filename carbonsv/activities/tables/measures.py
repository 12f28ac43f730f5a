"""Which columns of a table say how much there was, and how much: quantities, readings, or money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.columns.units_of import units_by_row
from carbonsv.activities.gas import gas_kwh
from carbonsv.activities.tables.credits import less_credits
from carbonsv.activities.tables.mapping import dimension_of
from carbonsv.activities.tables.meanings import folded
from carbonsv.activities.tables.rollover import rolled_over
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.columns.number_column import NumberColumn
    from carbonsv.activities.tables.mapping import ColumnGuess
    from carbonsv.activities.tables.understanding import Understanding

_COMMODITIES = (  # the words of a heading, the first that fits
    ("oil", ("gas oil", "gasoil", "oil", "kerosene")),
    ("wastewater", ("waste water", "wastewater", "sewer", "effluent")),
    ("elec", ("elec", "mpan")),
    ("gas", ("gas", "mprn")),
    ("water", ("water",)),
    ("heat", ("heat", "steam")),
    ("diesel", ("diesel", "derv")),
    ("petrol", ("petrol", "unleaded")),
    ("lpg", ("lpg", "propane")),
    ("biomass", ("biomass", "wood", "pellet")),
)
_FIRST_OF = ("litres", "weight", "quantity", "distance", "nights")
_COSTS = ("cost_net", "cost", "cost_gross")
_VOLUMES = ("m3", "ft3", "hundred cubic feet")
_MOST = 20
_MOST_DECIMALS = 9  # of what two readings differ by; the rest is the noise of binary fractions
_SLACK, _SLACK_SHARE = 1.0, 0.01  # by which readings and consumption may differ: rounding on bills


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """How much there was in (n rows) of a table.

    Args:
        name: of the column.
        values: (n,) [units] nan where there is none.
        unit_codes: (n,) the place of each row's unit in `units`.
        units: by their own names, or as written.
        is_spend: whether it is money only.
    """

    name: str
    values: NDArray[np.float64]
    unit_codes: NDArray[np.intp]
    units: tuple[str, ...]
    is_spend: bool = False
    place: int = -1


def measures_of(found: Understanding, units: Mapping[str, str]) -> tuple[list[Measure], list[Issue]]:
    """Return how much each row says, and what does not agree.

    Args:
        found: the table.
        units: unit by heading, where the file does not say it.
    """
    chosen = _chosen(found)
    issues: list[Issue] = []
    if chosen:
        measures = [_measure(found, one, units) for one in chosen]
        issues += _check_reads(found, measures)
    else:
        measures = _by_reads(found, units) or _spend(found)
    return [_as_energy(found, one) for one in measures], issues


def _chosen(found: Understanding) -> list[ColumnGuess]:
    """Choose among columns that say the same thing twice: kWh before m3, litres before miles.

    Columns that name several fuels or utilities say different things.
    """
    groups: dict[str, list[ColumnGuess]] = {}
    for one in found.columns_of(*_FIRST_OF):
        groups.setdefault(commodity_of(one.name), []).append(one)
    named = [group for name, group in groups.items() if name]
    if len(named) > 1:
        return [one for group in named for one in _of_one_thing(group)]
    return _of_one_thing(found.columns_of(*_FIRST_OF))


def _of_one_thing(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    for meaning in _FIRST_OF:
        columns = [one for one in guesses if one.meaning == meaning]
        if not columns:
            continue
        if meaning != "quantity":
            return columns
        energy = [one for one in columns if dimension_of(one.unit) == "energy"]
        return energy or [one for one in columns if one.unit == columns[0].unit]
    return []


def commodity_of(heading: str) -> str:
    """Return the fuel or utility that a heading names; blank where it names none."""
    words = folded(heading)
    return next((name for name, signs in _COMMODITIES if any(sign in words for sign in signs)), "")


def _measure(found: Understanding, guess: ColumnGuess, units: Mapping[str, str]) -> Measure:
    texts = found.unit_texts
    numbers = found.numbers[guess.place]
    if not guess.unit and units.get(guess.name):
        codes, names = np.zeros(len(found.table), np.intp), [units[guess.name]]
    else:
        codes, names = units_by_row(guess, numbers, texts)
    return Measure(guess.name, numbers.values, codes, tuple(names), place=guess.place)


def _spend(found: Understanding) -> list[Measure]:
    for meaning in _COSTS:
        guess = found.column(meaning)
        if guess is not None:
            values = amounts_of(found, guess).values
            vat = found.column("cost_vat")
            if meaning == "cost_gross" and vat is not None:
                values = values - np.nan_to_num(found.numbers[vat.place].values)
            codes, units = _currency(found, guess)
            return [Measure(guess.name, values, codes, units, is_spend=True, place=guess.place)]
    return []


def amounts_of(found: Understanding, guess: ColumnGuess) -> NumberColumn:
    """Return (n rows) the amounts of a column of money, less those in a column of credits beside it."""
    credit = found.column("credit")
    return less_credits(found.numbers[guess.place], None if credit is None else found.numbers[credit.place])


def _currency(found: Understanding, guess: ColumnGuess) -> tuple[NDArray[np.intp], tuple[str, ...]]:
    column = found.column("currency")
    if guess.unit or column is None:
        return np.zeros(len(found.table), np.intp), (guess.unit or "GBP",)
    codes, units = units_by_row(guess, found.numbers[guess.place], None)
    texts = found.table.columns[column.place]
    distinct = list(dict.fromkeys(texts.texts))
    places = np.array([distinct.index(text) for text in texts.texts], np.intp)
    return (places[texts.codes], tuple(distinct)) if distinct else (codes, tuple(units))


def by_readings(found: Understanding) -> list[Measure]:
    """Return what opening and closing readings give, as metered and, with a calorific value, as energy."""
    metered = _by_reads(found, {})
    energy = [_as_energy(found, one) for one in metered]
    return [*metered, *(one for one, raw in zip(energy, metered, strict=True) if one is not raw)]


def _by_reads(found: Understanding, units: Mapping[str, str]) -> list[Measure]:
    """Return closing less opening reading, times the multiplier."""
    used = _difference(found)
    if used is None:
        return []
    closing = found.column("closing_read")
    name = closing.name if closing else "readings"
    texts = found.unit_texts
    if closing and (closing.unit or units.get(name)):
        return [_plain(found, name, used, closing.unit or units[name])]
    if texts is None:
        return [_plain(found, name, used, "")]
    assert closing is not None  # noqa: S101 - a difference has both
    codes, names = units_by_row(closing, found.numbers[closing.place], texts)
    return [Measure(name, used, codes, tuple(names))]


def _plain(found: Understanding, name: str, values: NDArray[np.float64], unit: str) -> Measure:
    return Measure(name, values, np.zeros(len(found.table), np.intp), (unit,))


def _difference(found: Understanding) -> NDArray[np.float64] | None:
    opening, closing = found.column("opening_read"), found.column("closing_read")
    if opening is None or closing is None:
        return None
    before, after = found.numbers[opening.place].values, found.numbers[closing.place].values
    used = np.round(after - before + rolled_over(before, after), _MOST_DECIMALS)
    multiplier = found.column("multiplier")
    if multiplier is None:
        return used
    factor = found.numbers[multiplier.place].values
    return used * np.where(np.isnan(factor), 1.0, factor)


def _check_reads(found: Understanding, measures: list[Measure]) -> list[Issue]:
    """Say which rows have a consumption that their readings do not explain, in the unit of the meter."""
    used = _difference(found)
    if used is None or len(measures) != 1:
        return []
    stated = measures[0].values
    possible = [
        used,
        *(
            [_volume_as_kwh(found, used, unit) for unit in _VOLUMES]
            if found.column("calorific_value")
            else []
        ),
    ]
    agrees = np.zeros(len(stated), bool)
    for one in possible:
        agrees |= np.abs(one - stated) <= np.maximum(_SLACK, _SLACK_SHARE * np.abs(stated))
    wrong = np.flatnonzero(found.data & ~agrees & ~np.isnan(used) & ~np.isnan(stated))
    return [_disagrees(found, row, used[row], stated[row], measures[0]) for row in wrong[:_MOST].tolist()]


def _disagrees(found: Understanding, row: int, used: float, stated: float, measure: Measure) -> Issue:
    number = int(found.table.rows[row])
    sentence = (
        f"Row {number}: the readings give {used:,.15g} and “{measure.name}” says {stated:,.15g}; "
        "the latter was taken."
    )
    hint = "Check the multiplier and whether the meter was changed."
    return Issue("", "reads-disagree", "warning", sentence, hint)


def _volume_as_kwh(found: Understanding, volume: NDArray[np.float64], unit: str) -> NDArray[np.float64]:
    value, correction = found.column("calorific_value"), found.column("correction")
    assert value is not None  # noqa: S101 - asked for only where there is one
    factors = None if correction is None else found.numbers[correction.place].values
    return gas_kwh(volume, unit, found.numbers[value.place].values, factors)


def _as_energy(found: Understanding, measure: Measure) -> Measure:
    """Turn metered gas with a calorific value into kWh; without one the volume is kept."""
    value = found.column("calorific_value")
    if value is None or not any(unit in _VOLUMES for unit in measure.units):
        return measure
    units = [*measure.units, "kWh (Gross CV)"]
    values, codes = measure.values.copy(), measure.unit_codes.copy()
    for place, unit in enumerate(measure.units):
        if unit in _VOLUMES:
            energy = _volume_as_kwh(found, measure.values, unit)
            rows = (measure.unit_codes == place) & ~np.isnan(energy)
            values[rows], codes[rows] = energy[rows], len(units) - 1
    return Measure(measure.name, values, codes, tuple(units), place=measure.place)
