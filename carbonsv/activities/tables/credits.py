"""Money that comes back: in a column of credits, or marked as a credit in a column of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.columns.number_column import decimals_of
from carbonsv.activities.tables.meanings import folded
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.columns.number_column import NumberColumn
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.mapping import ColumnGuess

MONEY = frozenset(("cost", "cost_net", "cost_vat", "cost_gross"))
_CREDITS = frozenset(("cr", "c", "credit", "h", "haben"))
_DEBITS = frozenset(("dr", "d", "debit", "s", "soll"))
_NOTES = frozenset(("credit note", "credit memo", "credit", "cn", "pc", "refund", "purchase credit"))
_MOST_KINDS = (
    10_000  # different texts, above which a column numbers its rows rather than calls them something
)


def with_marked_credits(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    numbers: Mapping[int, NumberColumn],
    data: NDArray[np.bool_],
) -> tuple[dict[int, NumberColumn], list[Issue]]:
    """Take amounts as negative in rows that a column marks as credits, where they are written without a sign.

    Args:
        table: (n rows).
        guesses: what its columns mean.
        numbers: by place.
        data: (n,) whether a row is data.
    """
    money = [one.place for one in guesses if one.meaning in MONEY and one.place in numbers]
    sign = next((one for one in guesses if one.meaning == "sign"), None)
    if sign is None or not money:
        return dict(numbers), _unsigned_notes(table, guesses, numbers, data, money)
    column = table.columns[sign.place]
    words = {folded(text) for text in column.used()}
    rows = column.flags(lambda text: folded(text) in _CREDITS) & data
    if not rows.any() or not words <= _CREDITS | _DEBITS or _any_negative(numbers, money, data):
        return dict(numbers), []
    signed = {
        place: replace(numbers[place], values=np.where(rows, -numbers[place].values, numbers[place].values))
        for place in money
    }
    sentence = f"“{sign.name}” marks {int(rows.sum()):,} rows as credits; their amounts were taken off."
    return {**numbers, **signed}, [Issue("", "marked-credits", "notice", sentence)]


def less_credits(amounts: NumberColumn, credited: NumberColumn | None) -> NumberColumn:
    """Return (n rows) amounts less what was credited in a column of its own."""
    if credited is None or not credited.given.any():
        return amounts
    values = np.nan_to_num(amounts.values) - np.abs(np.nan_to_num(credited.values))
    places = max(amounts.decimals or 0, credited.decimals or 0)
    values = np.where(amounts.given | credited.given, np.round(values, places), np.nan)
    exact = amounts.decimals is not None and credited.decimals is not None
    return replace(amounts, values=values, decimals=decimals_of(values[~np.isnan(values)]) if exact else None)


def _any_negative(numbers: Mapping[int, NumberColumn], money: Sequence[int], data: NDArray[np.bool_]) -> bool:
    return any(bool((numbers[place].values[data] < 0).any()) for place in money)


def _unsigned_notes(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    numbers: Mapping[int, NumberColumn],
    data: NDArray[np.bool_],
    money: Sequence[int],
) -> list[Issue]:
    """Say which rows are called credit notes although no amount of the table is negative."""
    if not money or _any_negative(numbers, money, data) or any(one.meaning == "credit" for one in guesses):
        return []
    for one in guesses:
        if one.place in numbers or table.columns[one.place].text_count > _MOST_KINDS:
            continue
        rows = table.columns[one.place].flags(lambda text: folded(text) in _NOTES) & data
        if rows.any() and not rows[data].all():
            first = int(table.rows[np.flatnonzero(rows)[0]])
            count = int(rows.sum())
            sentence = (
                f"“{one.name}” calls {count:,} rows credits, the first in row {first}, "
                "but no amount is negative: they were added."
            )
            hint = "If they should be taken off, write their amounts with a minus."
            return [Issue("", "credits-without-minus", "warning", sentence, hint)]
    return []
