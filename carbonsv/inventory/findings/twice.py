"""Money for what bills and records count already: a ledger beside the bills it paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.inventory.findings.finding import Cell, Fix
from carbonsv.inventory.findings.rules import matches
from carbonsv.inventory.findings.wording import counted, some
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.inventory.findings.basis import Basis, Mask, Places
    from carbonsv.inventory.findings.finding import Finding
    from carbonsv.inventory.findings.rules import CountedElsewhere


def spend_counted_elsewhere(basis: Basis) -> list[Finding]:
    """Find product groups of money whose goods or services other records of the year count as well."""
    found = []
    for one in basis.rules.elsewhere:
        lines = np.flatnonzero(_of_kinds(basis, (one.activity,)))
        others = np.flatnonzero(_of_kinds(basis, one.kinds)) if len(lines) else lines
        if len(lines) and len(others):
            found.append(_finding(basis, one, lines, others))
    return found


def _of_kinds(basis: Basis, kinds: tuple[str, ...]) -> Mask:
    """Return (n,) whether a record of the year is of one of some kinds of activity."""
    activities = basis.codes("activity")
    wanted = np.array([*(matches(value, kinds) for value in activities.values), False])
    mask: Mask = wanted[activities.codes] & basis.inside & (basis.quantity != 0)
    return mask


def _finding(basis: Basis, one: CountedElsewhere, lines: Places, others: Places) -> Finding:
    activities = basis.codes("activity")
    kinds = {activities.values[code] for code in activities.codes[others]}
    names = some(sorted(basis.labels.get(kind, kind) for kind in kinds), "kind")
    verb = "is" if len(lines) == 1 else "are"
    sentence = (
        f"{counted(len(lines), 'line')} of money{_amount(basis, lines)} {verb} for {one.counted}, and "
        f"{basis.label} has {counted(len(others), 'record')} of {names}: it may count twice."
    )
    ids = basis.records(lines)
    label = "Delete the line of money" if len(ids) == 1 else f"Delete the {len(ids)} lines of money"
    expects = tuple(
        Cell(name, "quantity", float(basis.quantity[row])) for name, row in zip(ids, lines, strict=True)
    )
    fix = Fix(label, deletions=ids, expects=expects)
    return basis.rules.finding("counted-elsewhere", sentence, ids, fix=fix)


def _amount(basis: Basis, lines: Places) -> str:
    """Return the sum of some records in brackets, where they have one unit."""
    units = {basis.value("unit", int(line)) for line in lines}
    return f" ({text.number(float(basis.quantity[lines].sum()))} {units.pop()})" if len(units) == 1 else ""
