"""The days each row covers: as printed, or from the day after the previous reading of the same meter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from typing import TypeAlias

    from numpy.typing import NDArray

    from carbonsv.activities.tables.understanding import Understanding

    Days: TypeAlias = NDArray[np.datetime64]

_MOST = 20
_ONE = np.timedelta64(1, "D")
_RARE_DAYS = 5  # [days] between dates of a meter, below which each date is its own period
_OFTEN = 0.5


def periods_of(
    found: Understanding, names: NDArray[np.intp], rows: NDArray[np.bool_]
) -> tuple[Days, Days, list[Issue]]:
    """Return (n,) the first and (n,) the last day of each row, both included, and what is odd about them.

    Args:
        found: the table.
        names: (n,) whose figures a row has, such as a meter.
        rows: (n,) those that are wanted.
    """
    start, end = found.column("start"), found.column("end")
    if start is not None and end is not None:
        return found.days[start.place].first, found.days[end.place].last, []
    one = found.column("read_date") or end or found.column("date") or start
    if one is None:
        first, last = found.titled_period or (np.datetime64("NaT", "D"),) * 2
        return np.full(len(found.table), first), np.full(len(found.table), last), []
    days = found.days[one.place]
    is_reading = one.meaning in ("read_date", "end") or (_is_metered(found) and one.meaning == "date")
    if days.months or not is_reading:
        return days.first, days.last, []
    return _since_the_last(found, days.first, names, rows)


def _is_metered(found: Understanding) -> bool:
    return found.column("meter") is not None and found.column("vehicle") is None


def _since_the_last(
    found: Understanding, last: Days, names: NDArray[np.intp], rows: NDArray[np.bool_]
) -> tuple[Days, Days, list[Issue]]:
    """Let periods run from the day after the previous date of the same meter."""
    wanted = np.flatnonzero(rows & ~np.isnat(last))
    order = wanted[np.lexsort((last[wanted], names[wanted]))]
    same = names[order][1:] == names[order][:-1]
    steps = (last[order][1:] - last[order][:-1]).astype(np.int64)
    between = steps[same & (steps > 0)]
    first = last.copy()
    if not len(between) or np.median(between) < _RARE_DAYS:
        return first, last, []
    later = order[1:][same & (steps > 0)]
    first[later] = last[order[:-1][same & (steps > 0)]] + _ONE
    begins = np.concatenate([[True], ~same])
    return first, last, [_first_reading(found, order[begins])]


def _first_reading(found: Understanding, rows: NDArray[np.intp]) -> Issue:
    shown = ", ".join(str(int(found.table.rows[row])) for row in np.sort(rows)[:_MOST])
    sentence = (
        f"The first reading of each meter has no reading before it, so its period is that day: row {shown}."
    )
    return Issue("", "first-reading", "warning", sentence, "Correct the first day of these records.")


def period_issues(
    found: Understanding,
    names: NDArray[np.intp],
    labels: list[str],
    start: Days,
    end: Days,
    values: NDArray[np.float64],
    rows: NDArray[np.bool_],
) -> list[Issue]:
    """Say which periods of a meter overlap, leave a gap, or are there twice; credits are left in peace."""
    wanted = np.flatnonzero(rows & ~np.isnat(start) & ~np.isnat(end) & (values >= 0))
    order = wanted[np.lexsort((end[wanted], start[wanted], names[wanted]))]
    before, after = order[:-1], order[1:]
    same = (names[before] == names[after]) & np.array([bool(label) for label in labels], bool)[names[after]]
    twice = (
        same
        & (start[before] == start[after])
        & (end[before] == end[after])
        & (values[before] == values[after])
    )
    shared = same & ~twice & (start[after] == end[before]) & (start[before] < start[after])
    overlap = same & ~twice & ~shared & (start[after] <= end[before])
    gap = same & (start[after] > end[before] + _ONE)
    issues = [_pair(found, labels, names, before[k], after[k], "duplicate-bill") for k in _few(twice)]
    issues += [_pair(found, labels, names, before[k], after[k], "overlap") for k in _few(overlap)]
    issues += [_pair(found, labels, names, before[k], after[k], "gap") for k in _few(gap)]
    if shared.any():
        count = int(shared.sum())
        sentence = f"{count:,} periods begin on the last day of the one before; they were kept as printed."
        issues.append(Issue("", "shared-day", "notice", sentence, "The day is in both periods."))
    return issues


_SENTENCES = {
    "duplicate-bill": "Rows {before} and {after} are the same period and quantity of {name}; both were kept.",
    "overlap": "Rows {before} and {after} cover some of the same days of {name}.",
    "gap": "Between rows {before} and {after} there are days of {name} with no figure.",
}
_HINTS = {
    "duplicate-bill": "Delete one if it was entered twice.",
    "overlap": "See whether one corrects the other, or a date is wrong.",
    "gap": "See whether a bill is missing.",
}


def _few(flags: NDArray[np.bool_]) -> list[int]:
    return [int(place) for place in np.flatnonzero(flags)[:_MOST]]


def _pair(
    found: Understanding,
    labels: list[str],
    names: NDArray[np.intp],
    before: np.intp,
    after: np.intp,
    code: str,
) -> Issue:
    rows = {"before": int(found.table.rows[before]), "after": int(found.table.rows[after])}
    sentence = _SENTENCES[code].format(name=labels[names[after]], **rows)
    return Issue("", code, "warning", sentence, _HINTS[code])
