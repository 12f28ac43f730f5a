"""Columns of days as files write them: one order for the whole column, and months from first to last day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from carbonsv.activities.columns.cell_kinds import LONGEST_VALUE
from carbonsv.activities.columns.day_forms import (
    day_and_month,
    is_dotted,
    is_serial,
    is_week,
    span_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.columns.day_forms import Span
    from carbonsv.activities.files.text_columns import TextColumn

Order = Literal["", "dmy", "mdy", "ymd", "unknown", "mixed"]

_NO_DAY = np.datetime64("NaT", "D")
_REMEMBERED = 20_000  # texts: the columns of a table have many days in common
_pairs = lru_cache(maxsize=_REMEMBERED)(day_and_month)
_span = lru_cache(maxsize=_REMEMBERED)(span_of)


@dataclass(frozen=True, slots=True, eq=False)
class DayColumn:
    """(n rows) of days.

    Args:
        first: (n,) the day, or the first day of a month; NaT where there is none.
        last: (n,) the day, or the last day of a month.
        order: of day and month in the column; unknown where both would do, mixed where neither fits all.
        unreadable: (n,) whether there is a text that is no day.
        serials: whether days are written as a spreadsheet's day numbers.
        months: whether whole months are written.
    """

    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    order: Order
    unreadable: NDArray[np.bool_]
    serials: bool = False
    months: bool = False

    @property
    def given(self) -> NDArray[np.bool_]:
        """(n,) whether there is a day."""
        return ~np.isnat(self.first)


def order_of(texts: Sequence[str]) -> Order:
    """Say in which order day and month stand in some texts; nothing where none has both as numbers.

    Where both would do, points between the numbers say it: nobody writes 04.30.2024.
    """
    short = [text for text in texts if len(text) <= LONGEST_VALUE]
    pairs = {pair for text in short for pair in _pairs(text)}
    if not pairs:
        return ""
    first = any(one > 12 for one, _ in pairs)  # noqa: PLR2004 - months of a year
    second = any(other > 12 for _, other in pairs)  # noqa: PLR2004
    same = all(one == other for one, other in pairs)
    if first and second:
        return "mixed"
    if first or second:
        return "dmy" if first else "mdy"
    dotted = all(is_dotted(text) for text in short if _pairs(text))
    return "dmy" if same or dotted else _order_by_weekday(short)


def _order_by_weekday(texts: Sequence[str]) -> Order:
    """Tell the order of days by weeks that all begin, or all end, on the same day of the week."""
    weeks = {text for text in texts if _pairs(text)}
    if len(weeks) < 2 or not all(map(is_week, weeks)):  # noqa: PLR2004
        return "unknown"
    fits: list[Order] = []
    orders: tuple[Order, Order] = ("dmy", "mdy")
    for order in orders:
        spans = [_span(text, month_first=order == "mdy") for text in weeks]
        if all(spans) and len({span[0].weekday() for span in spans if span}) == 1:
            fits.append(order)
    return fits[0] if len(fits) == 1 else "unknown"


def decided_order(texts: Sequence[str], order: Order) -> Order:
    """Say in which order the day and month of some texts are read, where one order is asked for."""
    found = order_of(texts)
    return order if order in ("dmy", "mdy") and found else found


def read_day_column(column: TextColumn, order: Order = "") -> DayColumn:
    """Read a column of days.

    Args:
        column: (n rows) of text.
        order: of day and month; found from the whole column where it is not given. Day first, as in the UK,
            where it cannot be known.
    """
    used = column.used()
    decided = decided_order(used, order)
    spans = {text: _span(text, month_first=decided == "mdy") for text in used}
    first = np.array([_day(spans.get(text), 0) for text in column.texts], "datetime64[D]")
    last = np.array([_day(spans.get(text), 1) for text in column.texts], "datetime64[D]")
    bad = np.array([bool(text) and spans.get(text) is None for text in column.texts], bool)
    if not len(column.texts):
        empty = np.full(len(column), _NO_DAY)
        return DayColumn(empty, empty, decided, np.zeros(len(column), bool))
    whole_months = any(span and span[0] != span[1] for span in spans.values())
    serials = any(span and is_serial(text) for text, span in spans.items())
    codes = column.codes
    return DayColumn(first[codes], last[codes], decided, bad[codes], serials, whole_months)


def _day(span: Span | None, place: int) -> np.datetime64:
    return np.datetime64(span[place], "D") if span else _NO_DAY
