"""Days of a supply that no record covers, and days that two records cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsv.inventory.findings.basis import day_number, split
from carbonsv.inventory.findings.finding import Cell, Fix
from carbonsv.inventory.findings.series import supplies
from carbonsv.inventory.findings.wording import NAMED, counted, date_of, days_of, some, some_of
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from carbonsv.inventory.findings.basis import Basis, Mask, Places
    from carbonsv.inventory.findings.finding import Finding

_ALL_YEAR = "continuous"
_DAY = 1


@dataclass(frozen=True, eq=False)
class Supplies:
    """Records of supplies that run all year, sorted by supply and first day.

    Attributes:
        place: (m,) row of each record.
        supply: (m,) number of its supply.
        start, end: (m,) its days.
        reach: (m,) the last day that the records of the supply up to this one cover.
        before: (m,) the last day that the earlier ones cover; a day before every other for the first one.
        earlier: (m,) which of the earlier ones covers that day.
    """

    place: Places
    supply: Places
    start: Places
    end: Places
    reach: Places
    before: Places
    earlier: Places


def all_year(basis: Basis, left_out: Mask) -> Supplies:
    """Sort the records of supplies that run all year; credits and what is left out cover no days."""
    chosen = basis.usable & basis.listed("activity", _ALL_YEAR) & (basis.quantity >= 0) & ~left_out
    number = supplies(basis, chosen)
    place = np.flatnonzero(number >= 0)
    place = place[np.lexsort((basis.end[place], basis.start[place], number[place]))]
    _, supply = np.unique(number[place], return_inverse=True)
    return _laid_out(place, supply.astype(np.int64), basis.start[place], basis.end[place])


def _laid_out(place: Places, supply: Places, start: Places, end: Places) -> Supplies:
    """Find how far the records reach: each supply is moved past the one before, so that one pass does all."""
    low = int(start.min(initial=0)) - 2
    width = int(end.max(initial=0)) - low + 2
    shift = supply * width - low
    reach = np.maximum.accumulate(end + shift) - shift
    furthest = np.maximum.accumulate(np.where(end == reach, np.arange(len(end)), 0))
    before = np.concatenate([[low], reach[:-1]])[: len(reach)]
    before[np.diff(supply, prepend=-1) != 0] = low
    earlier = np.concatenate([[0], furthest[:-1]])[: len(reach)]
    return Supplies(place, supply, start, end, reach, before, earlier)


def missing_days(basis: Basis, laid: Supplies) -> list[Finding]:
    """Find days of the reporting year that no record of a supply covers."""
    looked_at = np.flatnonzero(~_is_single_beside_others(basis, laid))
    found = []
    for rows in split(laid.supply[looked_at], looked_at):
        gaps = list(_gaps(basis, laid, rows)) if laid.end[rows].max() >= basis.first else []
        if gaps:
            found.append(_missing(basis, laid, rows, gaps))
    return found


def _is_single_beside_others(basis: Basis, laid: Supplies) -> Mask:
    """Return (m,) whether a supply is one record of a source with others: a correction, not a supply."""
    source = basis.numbered("site", "activity")[0][laid.place]
    of_source, of_supply = np.bincount(source)[source], np.bincount(laid.supply)[laid.supply]
    single: Mask = (of_supply == 1) & (of_source > 1)
    return single


def _gaps(basis: Basis, laid: Supplies, rows: Places) -> Iterator[tuple[int, int]]:
    """Yield first and last day of each gap inside the reporting year, up to the bills still to come."""
    until = _until(basis, laid, rows)
    floor = basis.first - 1
    starts = np.append(laid.start[rows], until + 1)
    reached = np.maximum(np.append(laid.before[rows], laid.reach[rows[-1]]), floor)
    last = np.minimum(starts - 1, until)
    wanted = last - reached >= basis.rules.threshold("missing-days", "days")
    yield from zip((reached[wanted] + 1).tolist(), last[wanted].tolist(), strict=True)


def _until(basis: Basis, laid: Supplies, rows: Places) -> int:
    """Return the last day that a bill must have come for by today, were the next one as long as usual."""
    bill_days = int(np.median(laid.end[rows] - laid.start[rows])) + 1
    due = day_number(basis.today) - int(basis.rules.threshold("missing-days", "arrears"))
    reached = int(laid.reach[rows[-1]])
    return min(basis.last, due) if reached + bill_days <= due else min(basis.last, reached)


def _missing(basis: Basis, laid: Supplies, rows: Places, gaps: list[tuple[int, int]]) -> Finding:
    total = sum(last - first + 1 for first, last in gaps)
    periods = some([days_of(*gap) for gap in gaps], "gap")
    more = f", {counted(total, 'day')} in all" if len(gaps) > 1 else ""
    sentence = f"{basis.place(int(laid.place[rows[0]]))}: no record covers {periods}{more}."
    near = [int(laid.place[row]) for row in rows if _touches(laid, int(row), gaps)]
    return basis.rules.finding("missing-days", sentence, basis.records(near))


def _touches(laid: Supplies, row: int, gaps: list[tuple[int, int]]) -> bool:
    return any(laid.end[row] == first - 1 or laid.start[row] == last + 1 for first, last in gaps)


def stopped(basis: Basis, laid: Supplies) -> list[Finding]:
    """Find supplies with records before the reporting year and none in it."""
    source, _ = basis.numbered("site", "activity")
    alive = set(source[laid.place[laid.end >= basis.first]].tolist())
    found = []
    for rows in split(source[laid.place], np.arange(len(laid.place))):
        if int(source[laid.place[rows[0]]]) not in alive:
            last = int(laid.end[rows].max())
            newest = int(laid.place[rows[np.argmax(laid.end[rows])]])
            place = basis.place(newest)
            sentence = (
                f"{place}: the last record ends on {text.day(date_of(last))} and none is in {basis.label}."
            )
            found.append(basis.rules.finding("series-stopped", sentence, basis.records([newest])))
    return found


def replaced_estimates(basis: Basis, laid: Supplies) -> tuple[list[Finding], Mask]:
    """Find estimates whose days actual records of the supply cover too; return also (n,) which they are."""
    estimated = basis.listed("quality", "estimated")[laid.place]
    actual = np.flatnonzero(~estimated)
    kept = _laid_out(laid.place[actual], laid.supply[actual], laid.start[actual], laid.end[actual])
    doubtful = np.flatnonzero(estimated & (laid.end >= basis.first) & (laid.start <= basis.last))
    replaced = doubtful[_is_covered(laid, kept, doubtful)]
    mask = np.zeros(len(basis.ids), dtype=bool)
    mask[laid.place[replaced]] = True
    parts = split(laid.supply[replaced], laid.place[replaced])
    return [_replaced(basis, part) for part in parts], mask


def _is_covered(laid: Supplies, actual: Supplies, rows: Places) -> Mask:
    """Return (k,) whether actual records of the same supply cover every day of a record."""
    if not len(actual.place):
        return np.zeros(len(rows), dtype=bool)
    opens = np.flatnonzero(actual.start > actual.before + 1)  # where days that follow one another begin
    closes = np.append(opens[1:], len(actual.place)) - 1
    low = min(int(laid.start.min()), int(actual.start.min()))
    width = int(laid.start.max()) - low + 1
    begins = actual.supply[opens] * width + actual.start[opens] - low
    stretch = np.searchsorted(begins, laid.supply[rows] * width + laid.start[rows] - low, side="right") - 1
    same = (stretch >= 0) & (actual.supply[opens[stretch]] == laid.supply[rows])
    covered: Mask = same & (actual.reach[closes[stretch]] >= laid.end[rows])
    return covered


def _replaced(basis: Basis, places: Places) -> Finding:
    place = int(places[0])
    days = days_of(int(basis.start[place]), int(basis.end[place]))
    more = f", and {counted(len(places) - 1, 'more estimate')}" if len(places) > 1 else ""
    sentence = (
        f"{basis.place(place)}: the estimate of {basis.amount(place)} for {days} stands beside actual bills"
        f" of the same days{more}."
    )
    ids = basis.records(places)
    label = "Delete the estimate" if len(ids) == 1 else f"Delete {len(ids)} estimates"
    expects = tuple(
        Cell(one, "quantity", float(basis.quantity[row])) for one, row in zip(ids, places, strict=True)
    )
    return basis.rules.finding(
        "estimate-replaced", sentence, ids, fix=Fix(label, deletions=ids, expects=expects)
    )


def days_twice(basis: Basis, laid: Supplies) -> list[Finding]:
    """Find days of the reporting year that two records of a supply cover."""
    last = np.minimum(np.minimum(laid.end, laid.before), basis.last)
    first = np.maximum(laid.start, basis.first)
    twice = np.flatnonzero((last >= first) & ~_same_bill(basis, laid))
    return [_twice(basis, laid, rows, first, last) for rows in split(laid.supply[twice], twice)]


def _same_bill(basis: Basis, laid: Supplies) -> Mask:
    """Whether a record is another line of the bill before it: the same reference, the same days."""
    reference = basis.codes("reference").codes[laid.place]
    columns: list[NDArray[Any]] = [reference, laid.supply, laid.start, laid.end]
    same = [np.diff(column, prepend=column[:1]) == 0 for column in columns]
    mask: Mask = np.logical_and.reduce(same) & (reference >= 0)
    mask[:1] = False
    return mask


def _twice(basis: Basis, laid: Supplies, rows: Places, first: Places, last: Places) -> Finding:
    named = [days_of(int(first[row]), int(last[row])) for row in rows[:NAMED]]
    periods = some_of(named, len(rows), "period")
    earlier = laid.earlier[rows]
    sentence = f"{basis.place(int(laid.place[rows[0]]))}: two records cover {periods}."
    ids = basis.records(sorted({*laid.place[rows].tolist(), *laid.place[earlier].tolist()}))
    return basis.rules.finding("days-twice", sentence, ids, fix=_shared_days(basis, laid, rows, earlier))


def _shared_days(basis: Basis, laid: Supplies, rows: Places, earlier: Places) -> Fix | None:
    """End bills the day before the next one begins, where they share just that day and last longer."""
    shares_one = (laid.end[earlier] == laid.start[rows]) & (laid.end[earlier] > laid.start[earlier])
    if not shares_one.all():
        return None
    ids = basis.records(laid.place[earlier])
    ends = [date_of(int(day)) for day in laid.end[earlier]]
    changes = tuple(
        Cell(one, "end", date_of(int(day) - _DAY).isoformat())
        for one, day in zip(ids, laid.end[earlier], strict=True)
    )
    expects = tuple(Cell(one, "end", day.isoformat()) for one, day in zip(ids, ends, strict=True))
    label = "End each bill the day before the next one begins"
    return Fix(label, changes, expects=expects)
