"""Which meters of a document the series of a half-hourly file belong to, and those that must be added."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.activities.half_hourly.monthly import MeterFacts
from carbonsv.app import editing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.activities.half_hourly.days import MeterDays, Series

_MPAN_DIGITS = 13
_FULL_MPAN_DIGITS = 21  # a top line of 8 digits stands before the 13 that name the supply
_VOLUMES = ("m3", "ft3")
_MULTIPLIER = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """Days whose series name meters by id.

    Args:
        days: as read, with ids for the names of meters.
        new: (k rows) the meters that the document lacks.
        facts: what records take over from each meter, by id.
        multiplied: names of meters with a multiplier, which readings of intervals do not need.
    """

    days: MeterDays
    new: pd.DataFrame
    facts: dict[str, MeterFacts]
    multiplied: tuple[str, ...]


def match_meters(
    days: MeterDays,
    known: pd.DataFrame,
    sites: Mapping[str, str],
    activity: str,
    channels: tuple[str, ...],
    site: str = "",
) -> Matched:
    """Find the meter of every series by its number, else by its name; add those that are not found.

    Args:
        days: as read.
        known: (m rows) the document's meters.
        sites: ids of sites by name.
        activity: what meters in the file measure where it is not known.
        channels: of which days are kept.
        site: of new meters whose site the file does not name; an id.
    """
    days = days.of_channel(*channels)
    meters = known.astype(object).where(known.notna(), "")
    ids = _by_name(meters)
    rows: dict[str, dict[str, object]] = {row["id"]: row for row in meters.to_dict("records")}
    new: list[dict[str, object]] = []
    found = []
    used = {days.series[of] for of in set(days.of.tolist())}
    for one in days.series:
        name = plain(one.meter)
        if one in used and name not in ids:
            row = _new_meter(one, sites, activity, site)
            new.append(row)
            ids[name] = str(row["id"])
            rows[ids[name]] = row
        found.append(replace(one, meter=ids.get(name, ""), site=""))
    facts = {one: _facts(row, activity) for one, row in rows.items()}
    matched = {one.meter for one, said in zip(found, days.series, strict=True) if said in used}
    multiplied = tuple(
        str(rows[one]["name"]) for one in sorted(matched) if rows[one]["multiplier"] != _MULTIPLIER
    )
    return Matched(replace(days, series=tuple(found)), pd.DataFrame(new), facts, multiplied)


def plain(name: str) -> str:
    """Return a meter's name or number as it is compared: without spaces, and an MPAN without its top line."""
    letters = re.sub(r"[\W_]+", "", name).casefold()
    if letters.isdecimal() and len(letters) == _FULL_MPAN_DIGITS:
        return letters[-_MPAN_DIGITS:]
    return letters


def _by_name(meters: pd.DataFrame) -> dict[str, str]:
    """Return the ids of meters by number, by name and by id; a number before a name."""
    ids: dict[str, str] = {}
    for column in ("number", "name", "id"):
        for word, meter in zip(meters[column], meters["id"], strict=True):
            if word:
                ids.setdefault(plain(str(word)), str(meter))
    return ids


def _new_meter(series: Series, sites: Mapping[str, str], activity: str, usual: str) -> dict[str, object]:
    number = series.meter if any(letter.isdigit() for letter in series.meter) else ""
    name = f"{series.site} {series.meter}".strip()
    named = sites.get(series.site) or sites.get(series.site.strip().casefold())
    site = named or (None if series.site.strip() else usual or None)
    values = {"id": editing.new_id(), "name": name, "number": number or None, "site": site}
    return editing.full_row("meter", values | {"activity": activity, "unit": series.unit, "multiplier": 1.0})


def _facts(row: Mapping[str, object], activity: str) -> MeterFacts:
    return MeterFacts(
        str(row["activity"] or activity), str(row["site"] or ""), str(row.get("supplier") or "")
    )


def likely_activity(words: str, units: set[str]) -> str:
    """Say what a file's meters measure, by the words of its name and headings and by its units."""
    said = set(re.split(r"[\W_\d]+", words.casefold()))
    if "water" in said:
        return "water-supply"
    if said & {"gas", "mprn", "therms"} or units & set(_VOLUMES):
        return "natural-gas"
    return "electricity"
