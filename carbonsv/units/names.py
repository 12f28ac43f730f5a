"""The names of units: what people type, and the one name that documents show.

The alias table is data (`resources/units.csv`). Reading a name needs no pint, and pint never sees it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from carbonsv.errors import RefusedUnitError, UnknownNameError
from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

Basis = Literal["", "gross", "net"]

LONGEST_NAME = 60  # characters; the longest alias has about half as many
_SUGGESTIONS = 3
_ALIKE = 0.6  # share of letters in common, below which a suggestion only puzzles

# What people put between the words of a unit, and mean nothing by. A minus before a digit is an exponent.
_BETWEEN = re.compile(r"[\s._·⋅^]+|-(?!\d)")
_BRACKETED = re.compile(r"([^()]+)\(([^()]+)\)")
_PLURAL_FROM = 4  # characters; a shorter name with an s may be another unit (ms, ts)

_BASES: dict[Basis, tuple[str, ...]] = {  # the longest words first
    "gross": ("grosscalorificvalue", "higherheatingvalue", "grosscv", "gross", "gcv", "hhv"),
    "net": ("netcalorificvalue", "lowerheatingvalue", "netcv", "net", "ncv", "lhv"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its name, what it measures, and how pint knows it; or why it is refused."""

    name: str
    dimension: str
    basis: Basis = ""
    pint_name: str = ""
    reading: str = ""
    refusal: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Table:
    units: dict[str, Unit]
    exact: dict[str, str]  # as written -> name: where upper and lower case differ in meaning
    folded: dict[str, str]  # folded -> name


@lru_cache(maxsize=4096)
def read_unit(text: str) -> str:
    """Read the name of a unit as people type it, and give the name that documents show.

    Raises:
        UnknownNameError: nobody calls a unit that.
        RefusedUnitError: it is power, a temperature, or may mean two things.
    """
    unit = _find(text)
    if unit.refusal:
        raise RefusedUnitError(text, unit.refusal, unit.hint)
    return unit.name


def unit_named(name: str) -> Unit:
    """Give what is known of a unit; those that are refused are known too.

    Raises:
        UnknownNameError: there is no such unit.
    """
    return _table().units.get(name) or _find(name)


def listed_units() -> tuple[Unit, ...]:
    """List the units that can be chosen, in the order of the table: the usual ones of a dimension first."""
    return tuple(unit for unit in _table().units.values() if not unit.refusal)


def _find(text: str) -> Unit:
    if len(text) > LONGEST_NAME:
        raise UnknownNameError("unit", text)
    table = _table()
    written = " ".join(unicodedata.normalize("NFKC", text).split())
    name = table.exact.get(written)
    if name is not None:
        return table.units[name]
    key = _fold(written)
    unit = _find_folded(key) or _find_with_basis(key)
    if unit is None:
        raise UnknownNameError("unit", text, _nearest(key))
    return unit


def _find_folded(key: str) -> Unit | None:
    table = _table()
    name = table.folded.get(key)
    if name is None and len(key) >= _PLURAL_FROM:
        name = table.folded.get(key.removesuffix("s"))
    return None if name is None else table.units[name]


def _find_with_basis(key: str) -> Unit | None:
    """Read "kWh gross", "net kWh" and their like: an energy unit and the calorific value it stands on."""
    for rest, basis in _without_basis(key):
        unit = _find_folded(rest)
        if unit and unit.dimension == "energy" and not unit.basis:
            name = f"{unit.name} ({basis.capitalize()} CV)"
            return _table().units.get(name) or replace(unit, name=name, basis=basis, reading=name)
    return None


def _without_basis(key: str) -> Iterator[tuple[str, Basis]]:
    for basis, words in _BASES.items():
        for word in words:
            if key.endswith(word):
                yield key.removesuffix(word), basis
            elif key.startswith(word):
                yield key.removeprefix(word), basis


def _fold(text: str) -> str:
    """Take away case, spaces, points and one pair of brackets at the end."""
    bracketed = _BRACKETED.fullmatch(text)
    return _BETWEEN.sub("", "".join(bracketed.groups()) if bracketed else text).casefold()


def _nearest(key: str) -> tuple[str, ...]:
    """Suggest what may have been meant. Rapidfuzz would take longer to load than an answer may take."""
    table = _table()
    close = get_close_matches(key, table.folded, n=10, cutoff=_ALIKE)
    names = dict.fromkeys(table.folded[match] for match in close)
    return tuple(name for name in names if not table.units[name].refusal)[:_SUGGESTIONS]


@cache
def _table() -> _Table:
    table = _Table({}, {}, {})
    with (RESOURCES / "units.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            _add(table, row)
    return table


def _add(table: _Table, row: dict[str, str]) -> None:
    name, basis = row["unit"], row["basis"]
    exact = _split(row["exact"])
    table.units[name] = Unit(
        name=name,
        dimension=row["dimension"],
        basis="gross" if basis == "gross" else "net" if basis == "net" else "",
        pint_name=row["pint"],
        reading=row["reading"] or name,
        refusal=row["refusal"],
        hint=row["hint"],
    )
    for alias in exact:
        table.exact[alias] = name
    for alias in _split(row["aliases"]) if name in exact else [name, *_split(row["aliases"])]:
        table.folded[_fold(alias)] = name


def _split(cell: str) -> list[str]:
    return cell.split("|") if cell else []
