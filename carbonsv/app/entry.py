"""What a text typed into one cell means: the columns it changes, or the sentence why it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from carbonsv.activities.columns.dates import read_day
from carbonsv.errors import CarbonsvError, UnknownNameError
from carbonsv.model import tables
from carbonsv.units.convert import dimension, fitting_unit
from carbonsv.units.names import read_unit
from carbonsv.units.quantity import read_number, read_quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from carbonsv.library.catalogue import Catalogue

Values = dict[str, Any]


class RefusedEntryError(CarbonsvError):
    """A cell cannot take what was typed."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a typed word can mean: the activity kinds, and the ids of rows by name."""

    catalogue: Catalogue
    names: Mapping[str, Mapping[str, str]]


def read_cell(table: str, row: Mapping[str, Any], column: str, text: str, known: Vocabulary) -> Values:
    """Return the columns that a typed text changes, with their new values.

    Args:
        table: name of the table.
        row: the row as it is.
        column: the column typed into.
        text: what was typed.
        known: the words that mean an activity, or a row such as a site.

    Raises:
        CarbonsvError: the text is refused; its sentence says why.
    """
    typed = text.strip()
    contract = tables.table(table).column(column)
    if not typed:
        return _blank(contract)
    if table == "activity" and column in _READERS:
        return _READERS[column](row, typed, known.catalogue)
    if contract.type in _TYPES:
        return {column: _TYPES[contract.type](contract, typed, known)}
    if contract.type in {"number", "integer"}:
        return _checked(table, column, repr(read_number(typed)))
    return _checked(table, column, typed)


def _blank(contract: tables.Column) -> Values:
    if contract.required and contract.default is None and contract.type not in {"number", "date", "unit"}:
        raise RefusedEntryError(f"{contract.label} cannot be blank.", contract.description)
    return {contract.name: contract.default}


def _checked(table: str, column: str, typed: str) -> Values:
    contract = tables.table(table).column(column)
    if contract.type == "integer" and typed.endswith(".0"):
        typed = typed[:-2]
    values, issues = tables.coerce(table, {column: typed})
    for issue in issues:
        if issue.code.startswith("unreadable"):
            raise RefusedEntryError(issue.sentence, issue.hint)
    return {column: values[column]}


def _quantity(row: Mapping[str, Any], typed: str, catalogue: Catalogue) -> Values:
    """Read `12 MWh` into number and unit; a bare number keeps the unit of the row."""
    quantity = read_quantity(typed, default_unit=_text(row.get("unit")))
    unit = _fitting(row, quantity.unit, catalogue)
    return {"quantity": quantity.value, "unit": unit, "typed": typed}


def _unit(row: Mapping[str, Any], typed: str, catalogue: Catalogue) -> Values:
    return {"unit": _fitting(row, typed, catalogue)}


def _fitting(row: Mapping[str, Any], unit: str, catalogue: Catalogue) -> str:
    activity = _text(row.get("activity"))
    if activity not in catalogue:
        return unit
    return fitting_unit(unit, catalogue.find(activity).dimensions)


def _activity(row: Mapping[str, Any], typed: str, catalogue: Catalogue) -> Values:
    """Read an activity; where the row's unit does not measure it, its usual unit takes the place."""
    kind = catalogue.find(typed)
    unit = _text(row.get("unit"))
    fits = bool(unit) and dimension(unit) in kind.dimensions
    return {"activity": kind.id, "unit": unit if fits else kind.default_unit}


def _referred(target: str, typed: str, names: Mapping[str, str]) -> str:
    known = names.get(typed) or names.get(typed.casefold()) or names.get("".join(typed.split()).casefold())
    if known is None:
        called = {row_id: name for name, row_id in names.items() if name != row_id}
        close = get_close_matches(typed, called.values(), cutoff=0)
        raise UnknownNameError(target.replace("_", " "), typed, tuple(close))
    return known


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


_READERS: dict[str, Callable[[Mapping[str, Any], str, Catalogue], Values]] = {
    "quantity": _quantity,
    "unit": _unit,
    "activity": _activity,
}
_TYPES: dict[str, Callable[[tables.Column, str, Vocabulary], str]] = {
    "activity": lambda _, typed, known: known.catalogue.find(typed).id,
    "unit": lambda _, typed, __: read_unit(typed),
    "date": lambda _, typed, __: read_day(typed).isoformat(),
    "ref": lambda contract, typed, known: _referred(
        contract.target, typed, known.names.get(contract.target, {})
    ),
}
