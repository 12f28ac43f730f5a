"""Finding factors in everyday words, comparing their years, and saying where each comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.errors import UnknownNameError
from carbonsv.library.factor_library import YEARLY
from carbonsv.library.pack_changes import breaks_between
from carbonsv.library.search import find_factors, find_kinds
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.library.factor import Factor
    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.library.pack_changes import MethodBreak

MOST_ROWS = 300
_KINDS = 6
_COLUMNS = ["id", "label", "unit", "value", "year", "pack", "cell"]


def search_factors(library: FactorLibrary, words: str, limit: int = MOST_ROWS) -> pd.DataFrame:
    """Return (k rows) id, label, unit, value [kg CO2e per unit], year, pack, cell: each series once.

    Factors of the activities that everyday words mean, such as `leccy` or `skip`, come first; then those
    in whose labels all words occur. Of every series the newest edition is shown.

    Args:
        library: the packs to look in.
        words: what to look for; blank for the first factors of the newest pack.
        limit: how many rows to return at most.
    """
    spoken = _of_kinds(library, words) if words.strip() else []
    printed = find_factors(library, words, limit * len(library.years))
    ids = [factor.factor_id for factor in spoken] + printed["factor_id"].tolist()
    newest: dict[str, str] = {}
    for factor_id in ids:
        newest.setdefault(factor_id.partition("/")[2], factor_id)
    rows = [_row(library, library.factor(one)) for one in list(newest.values())[:limit]]
    return pd.DataFrame(rows, columns=_COLUMNS)


def compare_years(library: FactorLibrary, factor_id: str) -> pd.DataFrame:
    """Return (k years) id, year, value [kg CO2e per unit], change_share, edition, cell of one series.

    A factor that is not for one year only comes alone.
    """
    found = [_row(library, one) for one in _of_every_year(library, library.factor(factor_id))]
    table = pd.DataFrame(found, columns=_COLUMNS).sort_values("year", ignore_index=True)
    editions = [library.packs[pack].edition for pack in table["pack"]]
    return table.assign(change_share=table["value"].pct_change(fill_method=None), edition=editions)


def breaks_of(library: FactorLibrary, factor_id: str) -> tuple[MethodBreak, ...]:
    """Return the breaks of method that a comparison of all years of a series crosses."""
    years = compare_years(library, factor_id)["year"].tolist()
    key = factor_id.partition("/")[2]
    return breaks_between(key, min(years), max(years))


def describe_factor(library: FactorLibrary, factor_id: str) -> str:
    """Write out a factor: what it counts, its gases, its source down to cell and fingerprint, its breaks."""
    factor = library.factor(factor_id)
    pack = library.packs[factor.pack_id]
    gases = {"CO₂": factor.co2_kg, "CH₄": factor.ch4_kg, "N₂O": factor.n2o_kg}
    known = [f"{name} {text.factor(value)}" for name, value in gases.items() if value == value]  # noqa: PLR0124
    counts = "kg CO₂, biogenic" if factor.is_biogenic else "kg CO₂e"
    lines = [
        factor.title,
        f"{text.factor(factor.value_kg)} {counts} per {factor.uom}",
        f"Of which: {', '.join(known)} (kg CO₂e)" if known else "",
        f"Source: {pack.title}" + (f", edition {pack.edition}" if pack.edition else ""),
        f"Cell: {factor.source_cell}",
        f"Id: {factor.factor_id}",
        f"SHA-256 of the source: {pack.sha256}" if pack.sha256 else "",
        f"Licence: {pack.licence}",
        *(f"Method changed in {one.year}: {one.what_changed}." for one in breaks_of(library, factor_id)),
    ]
    return "\n".join(line for line in lines if line)


def _of_kinds(library: FactorLibrary, words: str) -> list[Factor]:
    """Return the newest factors of the activities that some words mean."""
    kinds = find_kinds(library.catalogue, words, _KINDS)
    series = dict.fromkeys(line.series for kind in kinds for line in kind.lines)
    return [factor for one in series for factor in library.factors(one, library.years[-1])]


def _of_every_year(library: FactorLibrary, factor: Factor) -> list[Factor]:
    if library.packs[factor.pack_id].kind != YEARLY:
        return [factor]
    key = factor.factor_id.partition("/")[2]
    found = []
    for pack_id in sorted(library.yearly_ids):
        try:
            found.append(library.factor(f"{pack_id}/{key}"))
        except UnknownNameError:
            continue
    return found


def _row(library: FactorLibrary, factor: Factor) -> dict[str, Any]:
    pack = library.packs[factor.pack_id]
    return {
        "id": factor.factor_id,
        "label": factor.title,
        "unit": factor.uom,
        "value": factor.value_kg,
        "year": pack.year,
        "pack": pack.id,
        "cell": factor.source_cell,
    }
