"""The column that says how many files are attached to each record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from carbonsv.gui.models.columns import Numbers
from carbonsv.gui.models.record_model import Field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carbonsv.gui.door import Door
    from carbonsv.gui.models.records import Records

NAME, FILES = "evidence", "files"
_AFTER, _DAY = "quality", "due"
_WIDTH_PX, _FILES_WIDTH_PX = 96, 76


def with_evidence_field(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Return columns with the one for evidence behind the data quality."""
    return _behind(_AFTER, fields, evidence_field(NAME, _tr("Evidence"), _WIDTH_PX))


def with_files_field(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Return columns with the one for files behind the words that name evidence, or else the day."""
    after = NAME if any(field.name == NAME for field in fields) else _DAY
    return _behind(after, fields, evidence_field())


def evidence_field(name: str = FILES, label: str = "", width_px: int = _FILES_WIDTH_PX) -> Field:
    """Return the column, in which nobody types."""
    return Field(
        name=name,
        label=label or _tr("Files"),
        type="integer",
        description=_tr("How many files are attached to the record; Ctrl+Shift+E shows them"),
        editable=False,
        width_px=width_px,
        format=files_shown,
    )


def _behind(name: str, fields: Sequence[Field], one: Field) -> tuple[Field, ...]:
    place = next((at for at, field in enumerate(fields, 1) if field.name == name), len(fields))
    return (*fields[:place], one, *fields[place:])


def evidence_numbers(door: Door, table: str) -> dict[str, int]:
    """Return how many files are attached to each record of a table that has any."""
    from carbonsv.app.evidence import evidence_counts  # noqa: PLC0415 - it loads pandas

    return door.ask(lambda session: evidence_counts(session.document, table)) or {}


def with_evidence(records: Records, counts: Mapping[str, int], name: str = NAME) -> Records:
    """Give records their numbers of files."""
    found = np.full(len(records), np.nan)
    if counts:
        for row, record_id in enumerate(records.ids):
            if record_id in counts:
                found[row] = counts[record_id]
    records.columns[name] = Numbers(found)
    return records


def files_shown(value: Any) -> str:
    """Return a number of files as it is shown; nothing where there are none."""
    if not value or value != value:  # noqa: PLR0124 - only nan differs from itself
        return ""
    return _tr("1 file") if value == 1 else _tr("{0} files").format(int(value))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Evidence", text)
