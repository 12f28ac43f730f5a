from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app.bulk_edit import give_all, how_read

if TYPE_CHECKING:
    from carbonsv.app.session import Session


def test_a_value_for_many_rows_is_one_change_with_its_name(session: Session, record: str) -> None:
    other = session.add_row("activity", {"activity": "electricity", "unit": "kWh", "quantity": 1.0})
    assert give_all(session, "activity", "quality", "measured", [record, other]) == ""
    assert session.undo_label == "Change data quality of 2 rows"
    session.undo()
    assert list(session.rows("activity")["quality"]) == ["invoiced", "invoiced"]


def test_a_refusal_by_one_row_changes_none(session: Session, record: str) -> None:
    water = session.add_row("activity", {"activity": "water-supply", "unit": "m3", "quantity": 1.0})
    assert "cannot be converted" in give_all(session, "activity", "unit", "MWh", [record, water])
    assert session.document.row("activity", record)["unit"] == "kWh"


def test_a_quantity_is_read_with_its_unit(session: Session, record: str) -> None:
    assert how_read(session, "activity", record, "3x40 MWh") == ("120 MWh", False)
    assert how_read(session, "activity", record, "12,5") == ("12.5 kWh", False)
    assert how_read(session, "activity", record, "") == ("", False)


def test_a_quantity_that_does_not_fit_is_refused_with_the_units_that_do(
    session: Session, record: str
) -> None:
    sentence, refused = how_read(session, "activity", record, "12 miles")
    assert refused
    assert "These would fit: kWh" in sentence
