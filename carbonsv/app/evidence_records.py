"""The records that files can be evidence for: of activity, claims, promises, deliveries, requirements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.app import editing
from carbonsv.document.attachments import EVIDENCE
from carbonsv.document.history import Edit
from carbonsv.errors import UnknownNameError, UsageError
from carbonsv.library.value_packs import read_requirements
from carbonsv.model import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from carbonsv.app.stored_tables import Tables

RECORDS, REQUIREMENT = "activity", "requirement"
_SPOKEN = {
    RECORDS: "activity record",
    "measure_claim": "claim",
    "commitment": "promise",
    "delivery": "delivery",
    REQUIREMENT: "requirement",
}


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record is.

    Attributes:
        made: the edits that make it where it is not there yet.
    """

    table: str
    record_id: str
    made: tuple[Edit, ...] = ()


def tables_with_evidence() -> tuple[str, ...]:
    """Return the tables whose records files can be evidence for."""
    return tables.table(EVIDENCE).column("record_table").choices


def spoken(table: str) -> str:
    """Return what people call a record of a table."""
    return _SPOKEN.get(table, table)


def of_table(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return (m rows) the evidence for records of one table."""
    return rows[(rows["record_table"] == table).to_numpy()]


def known_records(stored: Tables) -> set[tuple[str, str]]:
    """Return table and id of every record that files can be evidence for."""
    return {(name, str(one)) for name in tables_with_evidence() for one in stored.frame(name)["id"]}


def require_records(stored: Tables, table: str, record_ids: Sequence[str]) -> None:
    """Refuse ids that a table does not have.

    Raises:
        UnknownNameError: naming the first of them.
    """
    known = set(stored.frame(table)["id"])
    for record_id in record_ids:
        if record_id not in known:
            raise UnknownNameError("record", record_id)


def find_record(stored: Tables, name: str) -> RecordPlace:
    """Return where the record of an id is, whichever table has it; a requirement goes by its name too.

    Raises:
        UnknownNameError: there is none.
        UsageError: several tables have it.
    """
    found = [table for table in tables_with_evidence() if name in set(stored.frame(table)["id"])]
    if len(found) > 1:
        kinds = " and of one ".join(spoken(table) for table in found)
        raise UsageError(f"“{name}” is the id of one {kinds}.", "Attach the file in the window.")
    return RecordPlace(found[0], name) if found else requirement_place(stored, name)


def requirement_place(stored: Tables, name: str) -> RecordPlace:
    """Return where the answer to a requirement is, or will be.

    Args:
        stored: the document's tables.
        name: of the requirement, such as MR1.

    Raises:
        UnknownNameError: neither the program nor the document lists it.
    """
    rows = stored.frame(REQUIREMENT)
    answers = rows["id"][(rows[REQUIREMENT] == name).to_numpy()].tolist()
    if answers:
        return RecordPlace(REQUIREMENT, str(answers[-1]))
    if name not in set(read_requirements()[REQUIREMENT]):
        raise UnknownNameError("record", name)
    row = editing.full_row(REQUIREMENT, {"id": editing.new_id(), REQUIREMENT: name})
    return RecordPlace(REQUIREMENT, str(row["id"]), (Edit(REQUIREMENT, str(row["id"]), None, row),))
