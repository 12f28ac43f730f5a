"""The column that says how many files are attached to each record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from carbonsv.gui.models.columns import Numbers
from carbonsv.gui.models.record_model import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carbonsv.gui.models.records import Records

NAME = "evidence"
_AFTER = "quality"
_WIDTH_PX = 96


def with_evidence_field(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Return columns with the one for evidence behind the data quality."""
    place = next((at for at, field in enumerate(fields, 1) if field.name == _AFTER), len(fields))
    return (*fields[:place], evidence_field(), *fields[place:])


def evidence_field() -> Field:
    """Return the column, in which nobody types."""
    return Field(
        name=NAME,
        label=_tr("Evidence"),
        type="integer",
        description=_tr("How many files are attached to the record; Ctrl+Shift+E shows them"),
        editable=False,
        width_px=_WIDTH_PX,
        format=_shown,
    )


def with_evidence(records: Records, counts: Mapping[str, int]) -> Records:
    """Give records their numbers of files."""
    found = np.full(len(records), np.nan)
    if counts:
        for row, record_id in enumerate(records.ids):
            if record_id in counts:
                found[row] = counts[record_id]
    records.columns[NAME] = Numbers(found)
    return records


def _shown(value: Any) -> str:
    """Return a number of files as it is shown; nothing where there are none."""
    if value is None or value != value:  # noqa: PLR0124 - only nan differs from itself
        return ""
    return _tr("1 file") if value == 1 else _tr("{0} files").format(int(value))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Evidence", text)
