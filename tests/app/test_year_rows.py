from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.year_rows import year_rows

if TYPE_CHECKING:
    from carbonsv.app.session import Session


@pytest.fixture
def older(session: Session, record: str) -> str:  # noqa: ARG001 - the record comes first
    """A record of the year before, beside that of May 2024."""
    year = {"id": "y23", "label": "2023/24", "start": "2023-04-01", "end": "2024-03-31"}
    session.add_row("reporting_year", year)
    before = {"activity": "electricity", "quantity": 5.0, "unit": "kWh", "start": "2024-03-01"}
    return session.add_row("activity", before | {"end": "2024-03-31"})


def test_only_the_records_of_the_year_are_shown(session: Session, record: str, older: str) -> None:
    assert list(year_rows(session.snapshot(), "buildings", "2024-04").frame["id"]) == [record]
    assert list(year_rows(session.snapshot(), "buildings", "y23").frame["id"]) == [older]
    assert year_rows(session.snapshot(), "buildings", "y23").total == 2


@pytest.mark.usefixtures("older")
def test_all_years_leave_nothing_out(session: Session) -> None:
    assert len(year_rows(session.snapshot(), "buildings", "").frame) == 2


def test_a_record_across_two_years_is_shown_in_both(session: Session, older: str) -> None:
    session.set_cell("activity", older, "end", "30 April 2024")
    for year in ("2024-04", "y23"):
        assert older in list(year_rows(session.snapshot(), "buildings", year).frame["id"])


@pytest.mark.usefixtures("older")
def test_a_new_record_begins_in_the_year_that_is_shown(session: Session) -> None:
    assert year_rows(session.snapshot(), "buildings", "2024-04").begins == {
        "start": "2024-05-01",
        "end": "2024-05-31",
    }
    assert year_rows(session.snapshot(), "travel", "y23").begins == {
        "start": "2023-04-01",
        "end": "2024-03-31",
    }


@pytest.mark.usefixtures("record")
def test_a_new_record_begins_like_the_last_that_has_its_days(session: Session) -> None:
    session.add_row("activity", {"activity": "electricity", "quantity": 1.0, "unit": "kWh"})
    rows = year_rows(session.snapshot(), "buildings", "2024-04")
    assert rows.begins == {"start": "2024-05-01", "end": "2024-05-31"}
    assert len(rows.ids) == 2


def test_a_record_without_dates_is_never_hidden(session: Session, record: str) -> None:
    session.set_cell("activity", record, "start", "")
    session.set_cell("activity", record, "end", "")
    assert list(year_rows(session.snapshot(), "buildings", "2024-04").frame["id"]) == [record]
