"""Quantities below zero that are no credits, and quantities of zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.inventory.findings.basis import joined
from carbonsv.inventory.findings.wording import counted, period_of
from carbonsv.units.convert import dimension

if TYPE_CHECKING:
    from carbonsv.inventory.findings.basis import Basis, Mask, Places
    from carbonsv.inventory.findings.finding import Finding

_WORDED = ("note", "reference", "typed", "reason", "source")
_MONEY = "money"


def negative_quantities(basis: Basis) -> list[Finding]:
    """Find quantities below zero that nothing says are credits."""
    places = np.flatnonzero(basis.inside & (basis.quantity < 0) & ~_is_credit(basis))
    return [_listed(basis, part, "negative-quantity", "is below zero") for part in basis.by_source(places)]


def zero_quantities(basis: Basis) -> list[Finding]:
    """Find quantities of zero, other than those written down to say that there was nothing."""
    meant = basis.listed("activity", "zero-is-meant")
    places = np.flatnonzero(basis.inside & (basis.quantity == 0) & ~meant)
    return [_listed(basis, part, "zero-quantity", "is zero") for part in basis.by_source(places)]


def cancelled(basis: Basis) -> Mask:
    """Return (n,) whether a record is a bill that a credit of the same amount and days takes back."""
    return _mirrored(basis, basis.start, basis.end) & (basis.quantity > 0)


def _is_credit(basis: Basis) -> Mask:
    """Whether a negative record takes an amount back, says that it is a credit, or is in money."""
    money = np.array([*(_is_money(unit) for unit in basis.codes("unit").values), False])
    credit: Mask = money[basis.codes("unit").codes] | _mirrored(basis)
    for name in _WORDED:
        credit |= _says_credit(basis, name)
    return credit


def _mirrored(basis: Basis, *days: Places) -> Mask:
    """Whether another record of the site and activity has the same amount (and days) with the other sign."""
    if not (basis.quantity < 0).any():
        return np.zeros(len(basis.ids), dtype=bool)
    site, _ = basis.numbered("site", "activity", "unit")
    number = joined(site, np.abs(basis.quantity), *days)
    count = int(number.max(initial=0)) + 1
    below = np.bincount(number[basis.quantity < 0], minlength=count) > 0
    above = np.bincount(number[basis.quantity > 0], minlength=count) > 0
    both: Mask = (below & above)[number] & basis.usable
    return both


def _is_money(unit: str) -> bool:
    return unit in {"GBP", "EUR", "USD"} and dimension(unit) == _MONEY


def _says_credit(basis: Basis, name: str) -> Mask:
    words = basis.rules.lists["credit-word"]
    column = basis.codes(name)
    says = [any(word in value.casefold() for word in words) for value in column.values]
    mask: Mask = np.array([*says, False])[column.codes]
    return mask


def _listed(basis: Basis, places: Places, code: str, what: str) -> Finding:
    place = int(places[0])
    days = period_of(int(basis.start[place]), int(basis.end[place]))
    more = f", and {counted(len(places) - 1, 'more record')} likewise" if len(places) > 1 else ""
    sentence = f"{basis.place(place)}: {basis.amount(place)} for {days} {what}{more}."
    return basis.rules.finding(code, sentence, basis.records(places))
