"""What a record is called above its files: of activity, a claim, a promise, a delivery, a requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.gui.models.cell_text import shown_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from carbonsv.app.session import Session

RECORDS, DELIVERY, REQUIREMENT = "activity", "delivery", "requirement"


def subjects(session: Session, table: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return some records of a table by their ids, each with what it is called under `label`."""
    frame = session.snapshot().tables[table]
    rows = frame[frame["id"].isin(ids)].to_dict("records")
    name = {RECORDS: _of_record, DELIVERY: _of_delivery, REQUIREMENT: _of_requirement}.get(table, _of_title)
    return {str(row["id"]): {**row, "label": name(session, row)} for row in rows}


def _of_record(session: Session, row: dict[str, Any]) -> str:
    """Return the activity, quantity and days of a record."""
    labels = {kind.id: kind.label for kind in session.snapshot().library.catalogue}
    quantity = f"{shown_text(row['quantity'])} {row['unit'] or ''}".strip()
    days = f"{shown_text(row['start'])} to {shown_text(row['end'])}"
    return f"{labels.get(row['activity'], row['activity'])}, {quantity}, {days}"


def _of_delivery(session: Session, row: dict[str, Any]) -> str:
    """Return quantity and day of a delivery, and the promise it counts towards."""
    promises = session.snapshot().tables["commitment"].set_index("id")
    promise = promises.loc[row["commitment"]] if row["commitment"] in promises.index else None
    unit = "" if promise is None else shown_text(promise["unit"])
    said = [f"{shown_text(row['quantity'])} {unit}".strip(), shown_text(row["date"])]
    return ", ".join(filter(None, [*said, "" if promise is None else shown_text(promise["title"])]))


def _of_requirement(_session: Session, row: dict[str, Any]) -> str:
    from carbonsv.library.value_packs import read_requirements  # noqa: PLC0415 - it loads pandas

    listed = dict(read_requirements()[["requirement", "title"]].to_numpy().tolist())
    name = shown_text(row["requirement"])
    return str(listed.get(name, name))


def _of_title(_session: Session, row: dict[str, Any]) -> str:
    return shown_text(row["title"]) or str(row["id"])
