"""Sources that an organisation of this profile usually has, sites without records, and estimated shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.inventory.findings.finding import Finding
from carbonsv.inventory.findings.rules import matches
from carbonsv.inventory.findings.wording import some
from carbonsv.model import text
from carbonsv.model.classification import category_label

if TYPE_CHECKING:
    import pandas as pd

    from carbonsv.inventory.findings.basis import Basis
    from carbonsv.inventory.findings.rules import ExpectedSource
    from carbonsv.inventory.inventory import Inventory

_ENERGY = {"1", "2"}


def missing_sources(basis: Basis) -> list[Finding]:
    """Find sources that nothing is entered for in the reporting year; a year without records has none yet."""
    if not basis.inside.any():
        return []
    activities = basis.codes("activity")
    present = {activities.values[code] for code in np.unique(activities.codes[basis.inside])}
    return [
        Finding(one.code, one.severity, f"{basis.label}: there is no record of {one.missing}.", one.hint)
        for one in basis.rules.sources
        if _likely(basis, one, present) and not any(matches(name, one.any_of) for name in present)
    ]


def _likely(basis: Basis, source: ExpectedSource, present: set[str]) -> bool:
    profile = {"sites": len(basis.sites) > 0, "people": basis.people > 0}
    return profile.get(source.needs, source.needs in present)


def sites_without_records(basis: Basis) -> list[Finding]:
    """Find sites that no record of the reporting year belongs to."""
    if not basis.inside.any():
        return []
    sites = basis.codes("site")
    used = {sites.values[code] for code in np.unique(sites.codes[basis.inside]) if code >= 0}
    names = [name for site, name in basis.sites.items() if site not in used]
    if not names:
        return []
    verb = "has" if len(names) == 1 else "have"
    sentence = f"{some(names, 'site')} {verb} no record in {basis.label}."
    return [basis.rules.finding("site-without-records", sentence)]


def estimated_shares(basis: Basis, inventory: Inventory) -> list[Finding]:
    """Find scopes and categories of which much rests on estimates."""
    estimated = set(basis.rules.lists["estimated"])
    table = inventory.by(["category", "quality"])
    found = []
    for (scope, category), rows in table.groupby(["scope", "category"], sort=False, observed=True):
        code = "estimated-energy" if scope in _ENERGY else "estimated-share"
        share = _share(rows, estimated)
        if share > basis.rules.threshold(code, "share"):
            found.append(_estimated(basis, inventory, code, (str(scope), str(category or "")), share))
    return found


def _share(rows: pd.DataFrame, estimated: set[str]) -> float:
    total = float(rows["co2e_kg"].sum())
    part = float(rows["co2e_kg"][rows["quality"].isin(estimated)].sum())
    return part / total if total > 0 else 0.0


def _estimated(basis: Basis, inventory: Inventory, code: str, of: tuple[str, str], share: float) -> Finding:
    scope, category = of
    name = category_label(scope, int(category) if category else None)
    lines = inventory.lines
    chosen = lines["scope"] == scope
    if category:
        chosen &= lines["category"] == int(category)
    activities = set(lines["activity"][chosen].astype(str))
    known = basis.codes("activity")
    concerned = np.array([*(one in activities for one in known.values), False])[known.codes]
    places = np.flatnonzero(concerned & basis.inside & basis.listed("quality", "estimated"))
    sentence = f"{name}: {text.share(share)} of the emissions rest on estimated records."
    return basis.rules.finding(code, sentence, basis.records(places))
