"""Records that lie in no reporting year or after today, and reporting years that hold no records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.inventory.findings.basis import day_number
from carbonsv.inventory.findings.wording import counted, days_of
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.inventory.findings.basis import Basis, Mask, Places
    from carbonsv.inventory.findings.finding import Finding


def outside_years(basis: Basis) -> list[Finding]:
    """Find records without a day in any reporting year."""
    inside = np.zeros(len(basis.ids), dtype=bool)
    for _, period in basis.years:
        inside |= (basis.end >= day_number(period.start)) & (basis.start <= day_number(period.end))
    places = np.flatnonzero(basis.usable & ~inside)
    if not len(places):
        return []
    has, them = ("lies", "it") if len(places) == 1 else ("lie", "them")
    sentence = (
        f"{counted(len(places), 'record')} {has} in no reporting year, so that no total counts {them}:"
        f" {_first_of(basis, places)}."
    )
    return [basis.rules.finding("outside-years", sentence, basis.records(places))]


def future_dates(basis: Basis) -> list[Finding]:
    """Find records that end after today, other than estimates."""
    until = day_number(basis.today) + int(basis.rules.threshold("future-date", "days"))
    estimated = basis.listed("quality", "estimated")
    places = np.flatnonzero(basis.usable & (basis.end > until) & ~estimated)
    if not len(places):
        return []
    verb = "ends" if len(places) == 1 else "end"
    records, today = counted(len(places), "record"), text.day(basis.today)
    sentence = f"{records} {verb} after today, {today}: {_first_of(basis, places)}."
    return [basis.rules.finding("future-date", sentence, basis.records(places))]


def empty_years(basis: Basis) -> list[Finding]:
    """Find reporting years in which no record lies; a document without records has none to miss."""
    if not basis.usable.any():
        return []
    empty = [
        label
        for label, period in basis.years
        if not _any_inside(basis, day_number(period.start), day_number(period.end))
    ]
    return [basis.rules.finding("empty-year", f"No record lies in {label}.") for label in empty]


def _any_inside(basis: Basis, first: int, last: int) -> bool:
    inside: Mask = basis.usable & (basis.end >= first) & (basis.start <= last)
    return bool(inside.any())


def _first_of(basis: Basis, places: Places) -> str:
    place = int(places[0])
    days = days_of(int(basis.start[place]), int(basis.end[place]))
    return ("" if len(places) == 1 else "such as ") + f"{basis.place(place)}, {days}"
