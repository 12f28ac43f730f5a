"""A table of worked-out values, which nobody types into."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeVar

from carbonsv.gui.models.record_model import Field, RecordModel
from carbonsv.gui.pages.fields import Choices
from carbonsv.gui.widgets.cells import CellDelegate
from carbonsv.gui.widgets.record_table import RecordTable
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.gui.door import Door

Table = TypeVar("Table", bound=RecordTable)


def shown_table(door: Door, columns: Sequence[Field], name: str) -> RecordTable:
    """Return a table of columns that are all worked out."""
    return named_table(RecordTable, door, columns, name)


def named_table(kind: type[Table], door: Door, columns: Sequence[Field], name: str) -> Table:
    """Return a table of a kind of one's own."""
    choices = Choices(door)
    delegate = CellDelegate(choices.of_cell, choices.kinds)
    table = kind(door, "", "", RecordModel(columns, _refuse), delegate)
    table.setAccessibleName(name)
    return table


def share_text(value: Any) -> str:
    """Return a share as per cent; blank where it is not known."""
    return "" if value is None or math.isnan(value) else text.share(float(value))


def _refuse(_record: str, _column: str, _text: str) -> str:
    return "These numbers are worked out; they are changed where they are entered."
