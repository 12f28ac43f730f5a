"""Which records belong to one supply: site, activity, and the meter or the form of its references.

Bills of one supplier share the form of their numbers (OE-HO-2404, OE-HO-2405). A reference that comes again
on other dates is the number of a meter. When one form ends and another begins, the supplier has changed and
the supply goes on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.inventory.findings.basis import joined

if TYPE_CHECKING:
    from carbonsv.inventory.findings.basis import Basis, Mask, Places

_METERS = np.int64(1 << 40)  # above every number of a reference
_DIGITS = re.compile(r"\d+")


def supplies(basis: Basis, chosen: Mask) -> Places:
    """Return (n,) the number of each chosen record's supply, -1 for all others."""
    places = np.flatnonzero(chosen)
    number = np.full(len(chosen), -1, dtype=np.int64)
    if len(places):
        source = _source(basis)[places]
        identity = _identity(basis, places, source)
        number[places] = _followed(basis, places, source, identity)
    return number


def _source(basis: Basis) -> Places:
    return basis.numbered("site", "activity")[0]


def _identity(basis: Basis, places: Places, source: Places) -> Places:
    """Return (m,) what tells the supplies of one source apart: the meter, else the reference or its form."""
    meter = basis.codes("meter").codes[places].astype(np.int64)
    reference = basis.codes("reference").codes[places].astype(np.int64)
    forms = pd.factorize(np.array([_DIGITS.sub("#", one) for one in basis.codes("reference").values] + [""]))
    form = forms[0][reference].astype(np.int64)
    same = np.where(_is_meter_number(basis, places, source, reference), -2 - reference, form)
    same[_all_different(source, form, basis.rules.threshold("outlier", "records"))] = forms[0][-1]
    identity = np.where(meter >= 0, _METERS + meter, same)
    weak = (identity == forms[0][-1]) | (basis.listed("quality", "estimated")[places] & (meter < 0))
    return _joined_to_the_only_one(source, identity, weak)


def _joined_to_the_only_one(source: Places, identity: Places, weak: Mask) -> Places:
    """Let estimates and records without a reference belong to the only supply of their source."""
    lowest, highest = _extremes(source[~weak], identity[~weak], identity[~weak])
    known = np.flatnonzero(weak & (source < len(lowest)))
    known = known[lowest[source[known]] == highest[source[known]]]
    identity[known] = lowest[source[known]]
    return identity


def _is_meter_number(basis: Basis, places: Places, source: Places, reference: Places) -> Mask:
    """Whether a record's reference comes again in its source, over longer than one bill covers."""
    key = joined(source, reference)
    start, end = basis.start[places], basis.end[places]
    first, newest = _extremes(key, start, start)
    _, last = _extremes(key, start, end)
    longest = basis.rules.threshold("missing-days", "longest_bill")
    again: Mask = ((first != newest) & (last - first >= longest))[key] & (reference >= 0)
    return again


def _extremes(group: Places, low: Places, high: Places) -> tuple[Places, Places]:
    """Return (groups,) the lowest and the highest value of each group."""
    count = int(group.max(initial=-1)) + 1
    least, most = np.full(count, np.iinfo(np.int64).max), np.full(count, np.iinfo(np.int64).min)
    np.minimum.at(least, group, low)
    np.maximum.at(most, group, high)
    return least, most


def _all_different(source: Places, form: Places, least: float) -> Mask:
    """Whether the references of a source have no common form, so that they tell nothing apart."""
    frame = pd.DataFrame({"source": source, "form": form})
    grouped = frame.groupby("source", sort=False)["form"]
    records, forms = grouped.transform("size").to_numpy(), grouped.transform("nunique").to_numpy()
    different: Mask = (records >= least) & (forms * 2 > records)
    return different


def _followed(basis: Basis, places: Places, source: Places, identity: Places) -> Places:
    """Number the supplies, joining one that begins where another of the same source has ended."""
    part = joined(source, identity)
    first, last = _extremes(part, basis.start[places], basis.end[places])
    of = np.zeros(len(first), dtype=np.int64)
    of[part] = source
    handover = int(basis.rules.threshold("missing-days", "handover"))
    chain = _chains(of, first, last, handover)
    return chain[part]


def _chains(source: Places, first: Places, last: Places, handover: int) -> Places:
    """Join parts of one source in the order of their first days.

    A part follows another when it begins after that has ended, or at most `handover` [days] before, and goes
    on for longer than the two overlap.
    """
    chain = np.empty(len(first), dtype=np.int64)
    ends: dict[int, dict[int, int]] = {}
    for part in np.lexsort((last, first, source)).tolist():
        chains = ends.setdefault(int(source[part]), {})
        free = [one for one, end in chains.items() if end - first[part] < min(handover, last[part] - end)]
        joined = max(free, key=chains.__getitem__) if free else part
        chains[joined] = max(int(last[part]), chains.get(joined, int(last[part])))
        chain[part] = joined
    return chain
