from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app import naming

if TYPE_CHECKING:
    from carbonsv.app.session import Session


def test_every_table_that_others_refer_to_has_names() -> None:
    assert {"site", "meter", "vehicle", "reporting_year"} <= set(naming.named_tables())


def test_a_row_shows_the_names_of_what_it_refers_to(session: Session, record: str) -> None:
    site = session.add_row("site", {"name": "Depot"})
    meter = session.add_row("meter", {"name": "Main incomer", "site": site, "activity": "electricity"})
    session.set_cell("activity", record, "meter", "main incomer")
    shown = session.rows("meter").iloc[0]
    assert (shown["site_name"], shown["activity_label"]) == ("Depot", "Electricity (UK grid)")
    assert session.rows("activity").iloc[0]["meter_name"] == "Main incomer"
    assert session.document.row("activity", record)["meter"] == meter


def test_a_name_that_is_not_known_is_refused_with_the_known_ones(session: Session, record: str) -> None:
    session.add_row("vehicle", {"name": "AB12 CDE"})
    assert "vehicle" in session.set_cell("activity", record, "vehicle", "XY99 ZZZ")


def test_the_activity_of_a_meter_is_found_by_its_words(session: Session) -> None:
    meter = session.add_row("meter", {"name": "Gas"})
    assert session.set_cell("meter", meter, "activity", "natural gas") == ""
    assert session.set_cell("meter", meter, "unit", "m3") == ""
    assert session.document.row("meter", meter)["activity"] == "natural-gas"
    assert "furlong" in session.set_cell("meter", meter, "unit", "furlong")


def test_an_instrument_begins_with_the_last_reporting_year(session: Session) -> None:
    instrument = session.document.row("instrument", session.add_row("instrument", {}))
    assert (instrument["start"], instrument["end"]) == ("2024-04-01", "2025-03-31")


def test_a_meter_is_known_by_the_number_on_its_bills_with_or_without_spaces(
    session: Session, record: str
) -> None:
    meter = session.add_row("meter", {"name": "Main incomer", "number": "20 0001 2345 678"})
    for typed in ("20 0001 2345 678", "2000012345678", "20000 12345 678"):
        assert session.set_cell("activity", record, "meter", typed) == ""
        assert session.document.row("activity", record)["meter"] == meter
        session.set_cell("activity", record, "meter", "")


def test_a_number_that_two_meters_have_names_neither(session: Session, record: str) -> None:
    for name in ("Import", "Export"):
        session.add_row("meter", {"name": name, "number": "123"})
    refused = session.set_cell("activity", record, "meter", "123")
    assert "not a known meter" in refused
    assert "Import" in refused


def test_a_registration_is_known_without_its_space(session: Session, record: str) -> None:
    van = session.add_row("vehicle", {"name": "AB12 CDE"})
    assert session.set_cell("activity", record, "vehicle", "ab12cde") == ""
    assert session.document.row("activity", record)["vehicle"] == van
