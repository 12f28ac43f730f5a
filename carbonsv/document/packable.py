"""Frames of anybody's making as a document has them: every column, its type, and only what can be stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.document.packing import Texts, all_storable, are_days
from carbonsv.document.rows import plain
from carbonsv.document.unpacking import as_stored
from carbonsv.errors import EditError
from carbonsv.model.tables import LARGEST_INTEGER, refusal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from carbonsv.model.tables import Column, Table


@dataclass(frozen=True, slots=True, eq=False)
class Packable:
    """(n rows) ready to be packed.

    Args:
        columns: those that are not blank throughout, as `packing.pack` takes them.
        frame: all columns, as the document hands them out.
    """

    columns: dict[str, NDArray[Any] | Texts]
    frame: pd.DataFrame


def made_packable(contract: Table, frame: pd.DataFrame) -> Packable:
    """Return (n rows) of a frame as the document has them.

    Columns the frame lacks take their default. Dates may be datetime64 or ISO text; texts may be categories.

    Raises:
        EditError: a value cannot be stored; texts that differ row by row are looked at when they are packed.
    """
    frame = frame.reset_index(drop=True)  # rows are told apart by their place alone
    columns: dict[str, NDArray[Any] | Texts] = {}
    arrays: dict[str, Any] = {}
    for column in contract.columns:
        values, arrays[column.name] = _column(contract, column, frame)
        if values is not None:
            columns[column.name] = values
    return Packable(columns, pd.DataFrame(arrays, copy=False))


def stored_columns(contract: Table, frame: pd.DataFrame) -> dict[str, list[Any]]:
    """Return (n rows) of every column of a table in the form rows have them.

    Raises:
        EditError: a value cannot be stored.
    """
    columns: dict[str, list[Any]] = {name: [None] * len(frame) for name in contract.names}
    for name, values in made_packable(contract, frame).columns.items():
        array = values.texts[values.codes] if isinstance(values, Texts) else values
        columns[name] = as_stored(contract.column(name), array)
    return columns


def handed_out(column: Column, values: NDArray[Any] | Texts) -> Any:
    """Return (n rows) of a column as a frame has them: texts are `str`, with NaN for blanks."""
    if column.type == "boolean":
        return pd.array(np.where(np.isnan(values), None, values == 1), dtype="boolean")  # type: ignore[arg-type]
    if not column.is_text or column.type == "date":
        return values
    if isinstance(values, Texts):
        return pd.array(_without_blanks(values.texts), dtype="str").take(values.codes)
    return pd.array(_without_blanks(values), dtype="str")


def blanks(column: Column, size: int) -> Any:
    """Return (n rows) of a column in which nothing stands."""
    if column.type == "date":
        return np.full(size, "NaT", dtype="datetime64[s]")
    if column.type in ("number", "integer"):
        return np.full(size, np.nan)
    one: Any = pd.array([np.nan], dtype=column.dtype)
    return one.take(np.zeros(size, np.intp))  # a million blanks need not be looked at one by one


def _without_blanks(texts: NDArray[np.object_]) -> NDArray[np.object_]:
    blank = texts == ""
    return np.where(blank, np.nan, texts) if blank.any() else texts


def _column(contract: Table, column: Column, frame: pd.DataFrame) -> tuple[NDArray[Any] | Texts | None, Any]:
    """Return the values of one column, None where there are none, and how a frame has them."""
    if column.name in frame.columns:
        given = frame[column.name]
    elif column.default is None:
        return None, blanks(column, len(frame))
    else:
        given = pd.Series([column.default] * len(frame), dtype=object)
    if column.is_text and column.type != "date":
        return _texts(contract, column, given)
    values = (_days if column.is_text else _numbers)(contract, column, given)
    filled = not (np.isnat(values) if column.is_text else np.isnan(values)).all()
    return (values, handed_out(column, values)) if filled else (None, blanks(column, len(frame)))


def _days(contract: Table, column: Column, given: pd.Series) -> NDArray[Any]:
    if given.dtype.kind == "M":
        days: NDArray[Any] = given.to_numpy("datetime64[D]").astype("datetime64[s]")
        if not are_days(days):
            raise EditError(contract.name, column.name, "a day is outside the years 1 to 9999")
        return days
    return np.array(_different(contract, column, given), dtype="datetime64[s]")


def _numbers(contract: Table, column: Column, given: pd.Series) -> NDArray[Any]:
    if isinstance(given.dtype, np.dtype) and given.dtype.kind in "fiu" and column.type != "boolean":
        values: NDArray[Any] = given.to_numpy(np.float64) + 0.0  # SQLite knows no negative zero
        exact = given.to_numpy()
        wrong = np.isinf(values)
        if column.type == "integer":
            wrong |= ~np.isnan(values) & (values != np.floor(values))
            wrong |= (exact > LARGEST_INTEGER) | (
                exact < -LARGEST_INTEGER
            )  # rounded, one more would seem to fit
        if not wrong.any():
            return values
    return np.array(_different(contract, column, given), dtype=np.float64)


def _texts(
    contract: Table, column: Column, given: pd.Series
) -> tuple[NDArray[np.object_] | Texts | None, Any]:
    if isinstance(given.dtype, pd.CategoricalDtype):
        coded = _categories(contract, column, given)
        return coded, blanks(column, len(given)) if coded is None else handed_out(column, coded)
    missing = given.isna().to_numpy()
    if missing.all():
        return None, blanks(column, len(given))
    values = given.to_numpy(dtype=object)
    if given.dtype != "str":
        values = np.array(_different(contract, column, given), dtype=object)
        missing = np.array([value is None for value in values])
    empty = values == ""
    if not missing.any() and not empty.any():
        return values, given if given.dtype == "str" else pd.array(values, dtype="str")
    values = np.where(missing, "", values)
    if (missing | empty).all():
        return None, blanks(column, len(given))
    return values, handed_out(column, values)


def _categories(contract: Table, column: Column, given: pd.Series) -> Texts | None:
    texts = given.cat.categories.tolist()
    if column.choices or given.cat.categories.dtype != "str" or not all_storable(texts):
        texts = [_stored(contract, column, text) or "" for text in texts]
    codes = given.cat.codes.to_numpy()
    if not any(texts) or (codes < 0).all():
        return None
    return Texts(np.where(codes < 0, len(texts), codes), np.array([*texts, ""], dtype=object))


def _different(contract: Table, column: Column, given: pd.Series) -> list[Any]:
    """Return every value in the form it is stored; each different one is looked at once."""
    values = given.to_numpy(dtype=object, na_value=None).tolist()
    known = {
        pair: _stored(contract, column, pair[1]) for pair in set(zip(map(type, values), values, strict=True))
    }
    return [known[type(value), value] for value in values]


def _stored(contract: Table, column: Column, given: Any) -> Any:
    value = plain(column, given)
    if reason := refusal(column, value):
        raise EditError(contract.name, str(value), f"{column.name}: {reason}")
    return value
