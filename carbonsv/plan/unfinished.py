"""Rows of a plan that are still being typed: what they lack, said before anything is worked out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.errors import CarbonsvError
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class UnfinishedRowError(CarbonsvError):
    """A row of a plan lacks cells that it cannot do without."""

    def __init__(self, what: str, label: str, missing: Sequence[str]) -> None:
        """Name the row and the columns that are blank."""
        named = f"The {what} “{label}”" if label else f"A {what} without a name"
        columns = " and ".join([", ".join(missing[:-1]), missing[-1]] if len(missing) > 1 else missing)
        super().__init__(f"{named} is not finished.", f"Fill in {columns}.")


def refuse_unfinished(table: str, row: Mapping[str, Any]) -> None:
    """Let a row pass that has every cell its table requires.

    Args:
        table: its name, such as project.
        row: columns as the table's schema.

    Raises:
        UnfinishedRowError: cells are blank.
    """
    missing = [one.label for one in tables.table(table).columns if one.required and is_blank(row[one.name])]
    if missing:
        label = row.get("label")
        raise UnfinishedRowError(table.replace("_", " "), label if isinstance(label, str) else "", missing)


def issue_of(table: str, row_id: str, error: CarbonsvError) -> Issue:
    """Return what is wrong with a row: a notice while it is typed, an error where it makes no sense."""
    unfinished = isinstance(error, UnfinishedRowError)
    code = f"{table}-{'unfinished' if unfinished else 'unusable'}"
    return Issue(row_id, code, "notice" if unfinished else "error", str(error), error.hint)


def is_blank(value: Any) -> bool:
    """Return whether a cell holds nothing: None, a blank text, or pandas' mark for a missing value."""
    return value is None or value != value or (isinstance(value, str) and not value.strip())  # noqa: PLR0124 - nan
