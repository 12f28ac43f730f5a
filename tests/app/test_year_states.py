from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.year_states import ReasonMissingError, YearState, lock_year, unlock_year, year_states

if TYPE_CHECKING:
    from carbonsv.app.session import Session

YEAR = "2024-04"


def state(session: Session) -> YearState:
    return year_states(session.snapshot()).years[0]


def test_a_locked_year_is_said_to_be_locked(session: Session, record: str) -> None:
    lock_year(session, YEAR)
    assert state(session).locked
    assert "2024/25 is locked" in session.set_cell("activity", record, "quantity", "5 kWh")


def test_unlocking_without_a_reason_is_refused(session: Session, record: str) -> None:
    lock_year(session, YEAR)
    with pytest.raises(ReasonMissingError, match="2024/25 has been reported"):
        unlock_year(session, YEAR, "error", "  ")
    assert state(session).locked
    assert record in set(session.rows("activity")["id"])


def test_a_restatement_keeps_the_total_before_and_takes_the_one_after(session: Session, record: str) -> None:
    before_kg = state(session).total_kg
    lock_year(session, YEAR)
    unlock_year(session, YEAR, "error", "A wrong unit.", date(2025, 5, 1))
    session.set_cell("activity", record, "quantity", "2000 kWh")  # it was 1000
    lock_year(session, YEAR)
    (found,) = year_states(session.snapshot()).restatements
    assert (found.day, found.kind, found.reason) == ("1 May 2025", "error", "A wrong unit.")
    assert found.before_kg == before_kg
    assert found.after_kg == pytest.approx(2 * before_kg)


def test_locking_a_year_that_was_never_restated_writes_no_restatement(session: Session, record: str) -> None:
    lock_year(session, YEAR)
    assert session.rows("restatement").empty
    assert record in set(session.rows("activity")["id"])


def test_unlocking_is_one_change_that_can_be_undone(session: Session, record: str) -> None:
    lock_year(session, YEAR)
    unlock_year(session, YEAR, "error", "A wrong unit.")
    assert session.undo() == "Unlock 2024/25 to restate it"
    assert state(session).locked
    assert session.rows("restatement").empty
    assert record in set(session.rows("activity")["id"])


def test_the_base_year_is_measured_against_its_last_restatement(session: Session, record: str) -> None:
    session.set_cell("organisation", "organisation", "base_year", "2024/25")
    unlock_year(session, YEAR, "error", "A wrong unit.")
    session.set_cell("activity", record, "quantity", "1100 kWh")  # a tenth more
    found = year_states(session.snapshot()).since_reported
    assert found is not None
    assert found.change_share == pytest.approx(0.1)
    assert found.passed
