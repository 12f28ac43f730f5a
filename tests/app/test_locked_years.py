from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.inventory.base_year import LockedYearError

if TYPE_CHECKING:
    from carbonsv.app.session import Session


@pytest.fixture
def locked(session: Session, record: str) -> str:
    """The record of a year that has been locked."""
    assert session.set_cell("reporting_year", "2024-04", "locked", "yes") == ""
    return record


def test_a_cell_of_a_locked_year_is_refused_with_the_reason(session: Session, locked: str) -> None:
    assert "2024/25 is locked" in session.set_cell("activity", locked, "quantity", "5 kWh")
    assert session.document.row("activity", locked)["quantity"] == 1000


def test_a_note_in_a_locked_year_may_still_be_written(session: Session, locked: str) -> None:
    assert session.set_cell("activity", locked, "note", "seen by the auditor") == ""


def test_a_record_of_a_locked_year_cannot_be_deleted_or_added(session: Session, locked: str) -> None:
    with pytest.raises(LockedYearError):
        session.delete_rows("activity", [locked])
    with pytest.raises(LockedYearError):
        session.add_row("activity", {"topic": "buildings"})


def test_undo_stops_before_what_was_locked(session: Session, locked: str) -> None:
    assert session.undo() == "Change locked"
    assert session.set_cell("reporting_year", "2024-04", "locked", "yes") == ""
    session.set_cell("activity", locked, "note", "a note")
    session.undo()
    session.undo()
    assert session.set_cell("activity", locked, "quantity", "5 kWh") == ""


def test_another_year_stays_open(session: Session, locked: str) -> None:
    year = {"id": "2025", "label": "2025/26", "start": "2025-04-01", "end": "2026-03-31"}
    session.add_row("reporting_year", year)
    session.add_row("activity", {"topic": "buildings", "start": "2025-05-01", "end": "2025-05-31"})
    assert len(session.rows("activity")) == 2
    assert locked in set(session.rows("activity")["id"])
