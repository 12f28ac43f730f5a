"""The factors a document rests on, copied into it: no later pack changes a reported year unseen.

Those of the inventory and those of the measure claims, with the carbon values that the claims are worth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.app.social.claims import rows_of
from carbonsv.app.social.value import SocialValue, shipped_packs
from carbonsv.errors import CarbonsvError
from carbonsv.library.pack import pack_hash
from carbonsv.library.value_packs import CARBON_VALUES
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.library.factor import Factor
    from carbonsv.library.factor_library import FactorLibrary
    from carbonsv.library.value_packs import CarbonValue

VALUES = ("co2e_kg", "co2_kg", "ch4_kg", "n2o_kg")
POUNDS = ("low_gbp", "central_gbp", "high_gbp")
CLAIMED = ("measure_claim", "home_pledge")


def factors_in_use(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return the factors of every reporting year and claim, each with the fingerprint of its pack."""
    found: dict[str, Factor] = {}
    for year_id in snapshot.year_ids:
        lines = snapshot.inventory(year_id).cube.plan.lines
        found |= {line.factor.factor_id: line.factor for line in lines}
    value = SocialValue.of(snapshot) if any(rows_of(snapshot, table) for table in CLAIMED) else None
    if value:
        found |= {factor.factor_id: factor for factor in value.factors}
    factors = [_kept(factor, snapshot.library) for factor in found.values()]
    return [*factors, *map(_kept_value, value.valued_years)] if value else factors


def changed_factors(kept: Iterable[Mapping[str, Any]], library: FactorLibrary) -> list[Issue]:
    """Compare the factors kept in a document with those that apply now."""
    issues = []
    for one in kept:
        if one["pack_id"] == CARBON_VALUES:
            issues += _changed_value(one)
            continue
        try:
            now = library.factor(one["factor_id"])
        except CarbonsvError as error:
            issues.append(Issue(one["factor_id"], "factor-gone", "warning", str(error), error.hint))
            continue
        issues += [_changed(one, now, name) for name in VALUES if _number(getattr(now, name)) != one[name]]
    return issues


def _kept(factor: Factor, library: FactorLibrary) -> dict[str, Any]:
    facts = {
        "pack_id": factor.pack_id,
        "pack_sha256": pack_hash(library.packs[factor.pack_id]),
        "factor_id": factor.factor_id,
        "uom": factor.uom,
        "source_cell": factor.source_cell,
    }
    return facts | {name: _number(getattr(factor, name)) for name in VALUES}


def _kept_value(year: int) -> dict[str, Any]:
    """Return the carbon value of a year of emission."""
    packs = shipped_packs()
    value = packs.carbon_values[year]
    return {
        "pack_id": CARBON_VALUES,
        "pack_sha256": packs.citations[CARBON_VALUES].sha256,
        "factor_id": f"{CARBON_VALUES}-{year}",
        "uom": "t CO2e",
        "source_cell": value.source_row,
        "price_year": value.price_year,
        "year": year,
    } | {name: getattr(value, name) for name in POUNDS}


def _changed_value(one: Mapping[str, Any]) -> list[Issue]:
    """Compare a carbon value kept in a document with the published one."""
    now = shipped_packs().carbon_values.get(one["year"])
    if now is None:
        sentence = f"{one['factor_id']}: no carbon value of {one['year']} is published any more."
        return [Issue(one["factor_id"], "factor-gone", "warning", sentence)]
    return [_changed(one, now, name) for name in POUNDS if getattr(now, name) != one[name]]


def _changed(one: Mapping[str, Any], now: Factor | CarbonValue, name: str) -> Issue:
    was = f"{one['factor_id']}: {name} was {one[name]} when the document was saved"
    return Issue(one["factor_id"], "factor-changed", "warning", f"{was}, and is {getattr(now, name)} now.")


def _number(value: float) -> float | None:
    return None if value != value else value  # noqa: PLR0124 - nan is not equal to itself
