"""The words of half-hourly files: headings, channels, flags and units (`resources/half_hourly_words.csv`)."""

from __future__ import annotations

import csv
import re
from functools import cache

from carbonsv.activities.tables.meanings import folded
from carbonsv.paths import RESOURCES

_BRACKETED = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_LONGEST = 80


@cache
def _meanings(about: str) -> dict[str, str]:
    """Return what each folded word about one thing means."""
    found: dict[str, str] = {}
    with (RESOURCES / "half_hourly_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            if row["about"] == about:
                for word in row["words"].split("|"):
                    found.setdefault(folded(word), row["means"])
    return found


def heading_role(heading: str) -> str:
    """Say what a column is for by its heading, with or without its unit; blank where that is not known."""
    plain = heading[:_LONGEST]
    bare = _BRACKETED.sub(" ", plain)
    roles = _meanings("heading")
    for words in (folded(plain), folded(bare), _without_unit(folded(bare))):
        if words in roles:
            return roles[words]
    return _role_by_one_word(folded(bare).split())


def _role_by_one_word(words: list[str]) -> str:
    """Recognise a heading of several words by the one that leaves no doubt."""
    for sure, role in _SURE_WORDS.items():
        if sure in words:
            return role
    return ""


_SURE_WORDS = {
    "cost": "ignored",
    "price": "ignored",
    "temperature": "ignored",
    "mpan": "meter",
    "mprn": "meter",
    "serial": "meter",
    "timestamp": "stamp",
    "datetime": "stamp",
    "date": "date",
    "estimated": "flag",
    "flag": "flag",
    "total": "total",
}


def _without_unit(words: str) -> str:
    return " ".join(word for word in words.split() if word not in _meanings("unit"))


def without_unit(heading: str) -> str:
    """Return a heading without a unit at its end, in brackets or not."""
    if not unit_of(heading):
        return heading.strip()
    bare = _BRACKETED.sub(" ", heading).strip()
    name, _, last = bare.rpartition(" ")
    return name.rstrip(" -_,:") if name and folded(last) in _meanings("unit") else bare


def channel_of(text: str) -> str:
    """Return import, export, reactive-import, reactive-export or apparent; blank where it is not known."""
    channels = _meanings("channel")
    words = folded(text[:_LONGEST].replace("+", " plus ").replace("-", " minus ")).split()
    plain = folded(text[:_LONGEST])
    if plain in channels:
        return channels[plain]
    if " ".join(words) in channels:
        return channels[" ".join(words)]
    for known in ("apparent", "reactive-export", "reactive-import", "export", "import"):
        if any(word in _sure_channel_words(known) for word in words):
            return known
    return ""


@cache
def _sure_channel_words(channel: str) -> frozenset[str]:
    """Return the words that mean a channel wherever they stand: longer ones only, without the units."""
    units = {"kwh", "kw", "mwh", "m3", "wh"}
    shortest = 3
    return frozenset(
        word
        for word, means in _meanings("channel").items()
        if means == channel and " " not in word and len(word) >= shortest and word not in units
    ) - {"main", "primary", "total", "use"}


def is_estimated(text: str) -> bool | None:
    """Say whether a flag means an estimate; None where the flag is not known."""
    means = _meanings("flag").get(folded(text[:_LONGEST]))
    return None if means is None else means == "estimated"


def unit_of(text: str) -> str:
    """Return the unit a cell or heading names; blank where it names none."""
    units = _meanings("unit")
    short = text[:_LONGEST]
    for words in (*map(folded, _BRACKETED.findall(short)), folded(short)):
        if words in units:
            return units[words]
    return next((units[word] for word in folded(short).split() if word in units and word != "units"), "")
