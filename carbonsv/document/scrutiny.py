"""What is read from a document is only what the program itself could have stored in it.

Hashes say that a file is as somebody wrote it, not who: anybody can work them out. So every value is looked
at when a table is read, all values of a column at once; a number that is not finite, a day outside the
calendar or an id that stands twice would otherwise lead to a total that nobody can explain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsv.document.packing import are_days, are_storable
from carbonsv.model.tables import LARGEST_INTEGER, is_iso_date, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from carbonsv.document.runs import Placed
    from carbonsv.model.tables import Column

Span = tuple[str, str]


def scrutinise(column: Column, values: NDArray[Any]) -> None:
    """Refuse (n rows) of numbers, truths or days that could not have been stored.

    Raises:
        ValueError: naming the column.
    """
    if column.is_text:
        wrong = column.type == "date" and not are_days(values)
    elif column.type == "boolean":
        wrong = bool((~np.isnan(values) & (values != 0) & (values != 1)).any())
    else:
        wrong = bool(np.isinf(values).any())
        if column.type == "integer" and not wrong:
            odd = (values != np.floor(values)) | (np.abs(values) > LARGEST_INTEGER)
            wrong = bool((~np.isnan(values) & odd).any())
    if wrong:
        raise ValueError(f"{column.name} holds what cannot stand there")


def scrutinise_texts(column: Column, texts: Sequence[str], encoded: bytes, taken_off: int = 0) -> None:
    """Refuse (n rows) of texts that could not have been stored; "" is a blank.

    Args:
        column: they stand in.
        texts: one by one.
        encoded: all of them as UTF-8, one after the other with a separator between.
        taken_off: characters that each has more than its encoded form.

    Raises:
        ValueError: naming the column.
    """
    if column.type == "date":
        wrong = not all(is_iso_date(text) for text in set(texts) if text)
    elif column.choices:
        wrong = not set(texts) <= {*column.choices, ""}
    else:
        wrong = not are_storable(encoded, len(texts), taken_off) and any(
            refusal(column, text) for text in texts if text
        )
    if wrong or (column.name == "id" and "" in texts):
        raise ValueError(f"{column.name} holds what cannot stand there")


def scrutinise_ids(stands: NDArray[np.object_] | None, placed: Sequence[Placed], runs: NDArray[Any]) -> None:
    """Refuse ids that stand twice, and runs that say other ids of themselves than they have.

    Args:
        stands: ids of the rows that stand in the table itself, if any do.
        placed: the runs.
        runs: ids of the rows in the runs, one run after the other.

    Raises:
        ValueError: an id is double, or a run does not say which ids it has.
    """
    pieces = list(_pieces(placed, runs))
    spans = [_span(piece) for piece in pieces]
    if spans != [(one.lowest, one.highest) for one in placed]:
        raise ValueError("imported rows have other ids than are written beside them")
    if stands is not None and len(stands):
        pieces.append(stands)
        spans.append(_span(stands))
    for together in _overlapping(spans):
        if len(together) > 1:
            ids = np.concatenate([pieces[number] for number in together])
            if len(set(ids.tolist())) != len(ids):
                raise ValueError("two rows have the same id")


def _pieces(placed: Sequence[Placed], ids: NDArray[Any]) -> Iterator[NDArray[Any]]:
    start = 0
    for one in placed:
        yield ids[start : start + one.size]
        start += one.size


def _span(ids: NDArray[Any]) -> Span:
    """Return the lowest and the highest of ids that are all different."""
    if (ids[1:] > ids[:-1]).all():  # as most imports have them
        return ids[0], ids[-1]
    listed = ids.tolist()
    if len(set(listed)) != len(listed):
        raise ValueError("two rows have the same id")
    return min(listed), max(listed)


def _overlapping(spans: Sequence[Span]) -> Iterator[list[int]]:
    """Yield the numbers of spans that overlap one another, as they follow."""
    together: list[int] = []
    highest = ""
    for number in sorted(range(len(spans)), key=spans.__getitem__):
        low, high = spans[number]
        if together and low > highest:
            yield together
            together, highest = [], ""
        together.append(number)
        highest = max(highest, high)
    if together:
        yield together
