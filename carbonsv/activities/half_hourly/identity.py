"""Which meter, channel and unit each row of a table belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.half_hourly.days import IMPORT, group_codes
from carbonsv.activities.half_hourly.words import channel_of, unit_of
from carbonsv.activities.tables.titles import names_in_titles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from carbonsv.activities.files.text_columns import TextColumn

_NUMBER = re.compile(r"\b(?:\d{13}|\d{21}|\d{6,10})\b")
_MPAN = re.compile(r"\b\d{13}\b")
_OF_CHANNEL = {"reactive-import": "kVArh", "reactive-export": "kVArh", "apparent": "kVA"}
_REACTIVE = ("kVArh", "kVAr")
# The unit that readings of a unit are stored in, the power of 10 between them, and whether it is power.
STORED_UNITS = {
    "kWh": ("kWh", 0, False),
    "MWh": ("kWh", 3, False),
    "Wh": ("kWh", -3, False),
    "kW": ("kWh", 0, True),
    "MW": ("kWh", 3, True),
    "W": ("kWh", -3, True),
    "kVArh": ("kVArh", 0, False),
    "kVAr": ("kVArh", 0, True),
    "kVA": ("kVA", 0, False),
    "m3": ("m3", 0, False),
    "ft3": ("ft3", 0, False),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What one kind of row measures: meter, site and channel as understood, and the unit as printed."""

    meter: str
    site: str
    channel: str
    unit: str
    unit_said: bool
    channel_said: str = ""


def identities(
    columns: dict[str, TextColumn], rows: int, usual: Identity
) -> tuple[NDArray[np.int64], list[Identity]]:
    """Say what each row measures.

    Args:
        columns: of the roles meter, site, channel and unit, those there are; (n rows) each.
        rows: n.
        usual: what holds where a column is lacking or a cell is blank.

    Returns:
        (n,) number of the identity of each row, and the identities.
    """
    names: list[str] = [name for name in ("meter", "site", "channel", "unit") if name in columns]
    keys = np.zeros(rows, np.int64)
    codes: list[tuple[list[str], NDArray[np.int64]]] = []
    for name in names:
        texts = list(dict.fromkeys(columns[name].texts))
        place = {text: number for number, text in enumerate(texts)}
        of_text = np.array([place[text] for text in columns[name].texts], np.int64)
        codes.append((texts, of_text[columns[name].codes]))
        keys, _ = group_codes(keys * len(texts) + codes[-1][1])
    groups, found = group_codes(keys)
    first = np.zeros(len(found), np.int64)
    first[groups[::-1]] = np.arange(rows - 1, -1, -1)
    rows_said = [
        {name: texts[int(code[row])] for name, (texts, code) in zip(names, codes, strict=True)}
        for row in first
    ]
    made = [_identity(said, usual) for said in rows_said]
    distinct = list(dict.fromkeys(made))
    number = {one: at for at, one in enumerate(distinct)}
    return np.array([number[one] for one in made], np.int64)[groups], distinct


def _identity(said: dict[str, str], usual: Identity) -> Identity:
    unit = unit_of(said.get("unit", ""))
    channel_text = said.get("channel", "")
    channel = channel_of(channel_text) or ("" if channel_text else usual.channel)
    unit_in_channel = unit_of(channel_text)
    printed = unit or unit_in_channel or _OF_CHANNEL.get(channel, "") or usual.unit
    if printed in _REACTIVE and channel in ("", IMPORT, "export"):
        channel = "reactive-export" if channel == "export" else "reactive-import"
    if printed == "kVA":
        channel = "apparent"
    return Identity(
        meter=said.get("meter", "") or usual.meter,
        site=said.get("site", "") or usual.site,
        channel=channel,
        unit=printed,
        unit_said=bool(unit or unit_in_channel) or usual.unit_said,
        channel_said=channel_text if not channel else "",
    )


def with_known_channels(found: Sequence[Identity]) -> list[Identity]:
    """Take a channel that is not known for the import where its meter has no other; else for a meter."""
    channels: dict[str, set[str]] = {}
    for one in found:
        channels.setdefault(one.meter, set()).add(one.channel or one.channel_said)
    result = []
    for one in found:
        alone = len(channels[one.meter] - {"export", "reactive-import", "reactive-export", "apparent"}) == 1
        name = one.meter if one.channel or alone else f"{one.meter} {one.channel_said}"
        result.append(Identity(name, one.site, one.channel or IMPORT, one.unit, one.unit_said))
    return result


def meter_in(titles: Sequence[str], sheet: str, path: Path) -> str:
    """Return the number or name of the one meter of a table whose rows do not say it."""
    text = " ".join(titles)
    if said := names_in_titles(titles):
        return next(said[one] for one in ("meter", "account", "site") if one in said)
    if (
        found := _MPAN.search(text)
        or _NUMBER.search(text)
        or _MPAN.search(path.stem)
        or _NUMBER.search(path.stem)
    ):
        return str(found[0])
    plain_sheet = sheet if sheet and not re.fullmatch(r"(?i)(sheet|tabelle|data|export)\s*\d*", sheet) else ""
    return plain_sheet or path.stem
