"""The factors a document rests on, copied into it: no later pack changes a reported year unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.errors import CarbonsvError
from carbonsv.library.pack import pack_hash
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.library.factor import Factor
    from carbonsv.library.factor_library import FactorLibrary

VALUES = ("co2e_kg", "co2_kg", "ch4_kg", "n2o_kg")


def factors_in_use(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return the factors of every reporting year, with the fingerprint of the pack they are from."""
    found: dict[str, Factor] = {}
    for year_id in snapshot.year_ids:
        lines = snapshot.inventory(year_id).cube.plan.lines
        found |= {line.factor.factor_id: line.factor for line in lines}
    return [_kept(factor, snapshot.library) for factor in found.values()]


def changed_factors(kept: Iterable[Mapping[str, Any]], library: FactorLibrary) -> list[Issue]:
    """Compare the factors kept in a document with those that apply now."""
    issues = []
    for one in kept:
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


def _changed(one: Mapping[str, Any], now: Factor, name: str) -> Issue:
    was = f"{one['factor_id']}: {name} was {one[name]} when the document was saved"
    return Issue(one["factor_id"], "factor-changed", "warning", f"{was}, and is {getattr(now, name)} now.")


def _number(value: float) -> float | None:
    return None if value != value else value  # noqa: PLR0124 - nan is not equal to itself
