"""Lines of bills that charge for a quantity which other lines give: levies, standing charges, VAT."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.errors import shortened
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.activities.columns.number_column import NumberColumn
    from carbonsv.activities.files.text_table import TextTable
    from carbonsv.activities.tables.mapping import ColumnGuess

_MEASURES = frozenset(("quantity", "litres", "weight"))
_DESCRIBING = frozenset(("activity", "meter_type", "tariff", "note"))
_CHARGE = re.compile(
    r".*\b(?:climate change levy|ccl|(?:standing|capacity|availability|metering|distribution|transmission"
    r"|settlement|daily|fixed|service|management|green|duos|tnuos|bsuos|use of system) (?:charges?|fees?)"
    r"|duos|tnuos|bsuos|feed[ -]in tariffs?|fit (?:levy|charges?)|renewables? obligation|ro levy"
    r"|contracts? for difference|cfd (?:levy|charges?)|capacity market|vat)\b.*",
    re.IGNORECASE,
)


def without_charges(
    table: TextTable,
    guesses: Sequence[ColumnGuess],
    numbers: Mapping[int, NumberColumn],
    data: NDArray[np.bool_],
) -> tuple[dict[int, NumberColumn], list[Issue]]:
    """Take no quantity from lines that only charge for one, where others of the table have one; money stays.

    Args:
        table: (n rows).
        guesses: what its columns mean.
        numbers: by place.
        data: (n,) whether a row is data.
    """
    measures = [one.place for one in guesses if one.meaning in _MEASURES]
    money = any(one.meaning.startswith("cost") for one in guesses)
    describing = next((one for one in guesses if one.meaning in _DESCRIBING), None)
    if describing is None or not measures or not money:
        return dict(numbers), []
    rows = table.columns[describing.place].flags(_is_charge) & data
    charged = rows & np.any([numbers[place].given for place in measures], axis=0)
    if not charged.any() or rows[data].all():
        return dict(numbers), []
    kept = {
        place: replace(numbers[place], values=np.where(rows, np.nan, numbers[place].values))
        for place in measures
    }
    return {**numbers, **kept}, [_said(table, describing, charged)]


def _is_charge(text: str) -> bool:
    return _CHARGE.fullmatch(" ".join(text.split())) is not None


def _said(table: TextTable, describing: ColumnGuess, rows: NDArray[np.bool_]) -> Issue:
    first = int(np.flatnonzero(rows)[0])
    shown = f"“{shortened(table.columns[describing.place][first])}” in row {int(table.rows[first])}"
    sentence = (
        f"{int(rows.sum()):,} rows only charge for a quantity, such as {shown}: "
        "their quantities were not counted, their money was."
    )
    return Issue("", "charge-lines", "notice", sentence, "See whether other rows have these quantities.")
