"""Records that were entered twice, and those that probably were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.inventory.findings.basis import joined, split
from carbonsv.inventory.findings.finding import Cell, Fix
from carbonsv.inventory.findings.wording import counted, period_of
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.inventory.findings.basis import Basis, Mask, Places
    from carbonsv.inventory.findings.finding import Finding

_PAIR = 2
_WHOSE = ("site", "reference", "supplier")


def duplicates(basis: Basis) -> tuple[list[Finding], Mask]:
    """Find records that agree in everything, and return which of them are the later ones.

    Two bare lines of the same day may be two tickets: without a reference they are only probable.
    """
    everything = joined(basis.entry, *(basis.codes(name).codes for name in _WHOSE))
    telling = (basis.codes("reference").codes >= 0) | (basis.end > basis.start)
    later, original = _repeated(everything, basis.inside & telling)
    found = [_entered_twice(basis, part, original) for part in basis.by_source(np.flatnonzero(later))]
    return found, later


def probable_duplicates(basis: Basis, known: Mask) -> list[Finding]:
    """Find records that agree in activity, quantity, unit and dates, and that little else tells apart.

    Two references that differ are two documents. One document at two sites, a bill entered once with and
    once without its reference, or bare lines of one day are worth a look.
    """
    chosen = basis.inside & ~known & (basis.quantity != 0)
    places = np.flatnonzero(chosen)
    documents, bare = _alike(basis, places, basis.entry[places])
    activity = basis.codes("activity").codes[places[documents]]
    parts = [*split(activity, places[documents]), *basis.by_source(places[bare & ~documents])]
    return [_probably_twice(basis, part) for part in parts]


def _alike(basis: Basis, places: Places, what: Places) -> tuple[Mask, Mask]:
    """Say which records share a document with an equal one, and which stand beside an equal bare one."""
    site, reference = (basis.codes(name).codes[places].astype(np.int64) for name in ("site", "reference"))
    document = np.where(reference >= 0, reference, -2 - np.arange(len(places)))
    at_site = joined(what, site)
    bare = np.bincount(at_site[reference < 0], minlength=int(at_site.max(initial=0)) + 1) > 0
    return _shared(joined(what, document)), _shared(at_site) & bare[at_site]


def _shared(number: Places) -> Mask:
    """Return (n,) whether another row has the same number."""
    shared: Mask = np.bincount(number)[number] > 1
    return shared


def _repeated(number: Places, chosen: Mask) -> tuple[Mask, Places]:
    """Return (n,) whether a record repeats an earlier one, and (n,) the first one of its number."""
    later = np.zeros(len(number), dtype=bool)
    places = np.flatnonzero(chosen)
    later[places] = pd.Series(number[places]).duplicated().to_numpy()
    first = np.zeros(int(number.max(initial=0)) + 1, dtype=np.int64)
    first[number[places][::-1]] = places[::-1]
    return later, first[number]


def _entered_twice(basis: Basis, places: Places, original: Places) -> Finding:
    place = int(places[0])
    more = f", and {counted(len(places) - 1, 'more record')} likewise" if len(places) > 1 else ""
    sentence = f"{basis.place(place)}: {_entry(basis, place)} is entered twice{more}."
    ids, kept = basis.records(places), basis.records(original[places])
    both = dict(zip((*kept, *ids), [*original[places], *places], strict=True))
    expects = tuple(Cell(one, "quantity", float(basis.quantity[row])) for one, row in both.items())
    label = "Delete the later one" if len(ids) == 1 else f"Delete the {len(ids)} later ones"
    fix = Fix(label, deletions=ids, expects=expects)
    return basis.rules.finding("duplicate", sentence, tuple(both), fix=fix)


def _probably_twice(basis: Basis, places: Places) -> Finding:
    place = int(places[0])
    sentence = f"{basis.place(place)}: {_entry(basis, place)} may be entered more than once"
    more = f", as may {text.quantity(len(places))} records in all" if len(places) > _PAIR else ""
    return basis.rules.finding("probable-duplicate", f"{sentence}{more}.", basis.records(places))


def _entry(basis: Basis, place: int) -> str:
    reference = basis.value("reference", place)
    days = period_of(int(basis.start[place]), int(basis.end[place]))
    return f"{basis.amount(place)} for {days}" + (f" ({reference})" if reference else "")
