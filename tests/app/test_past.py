from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.app import past

if TYPE_CHECKING:
    from carbonsv.app.session import Session


def details(session: Session, number: int) -> str:
    return past.details(session.document, session.library.catalogue, number)


def newest(session: Session) -> int:
    return int(past.history_frame(session.document)["id"].iloc[0])


def test_the_newest_change_comes_first(session: Session, record: str) -> None:
    session.set_cell("activity", record, "quantity", "2 MWh")
    frame = past.history_frame(session.document)
    assert list(frame["label"]) == ["Change quantity", "Add record", "Begin Test Ltd"]
    assert list(frame["kind"]) == ["Edit", "Edit", "Begun"]


def test_a_change_is_told_by_the_name_of_its_row(session: Session, record: str) -> None:
    session.set_cell("activity", record, "quantity", "1200")
    said = details(session, newest(session))
    assert said.startswith("Record “Electricity (UK grid)” from 2024-05-01: quantity 1000 → 1200")


def test_going_back_takes_back_what_came_after(session: Session, record: str) -> None:
    session.set_cell("activity", record, "quantity", "2000")
    session.set_cell("activity", record, "note", "estimate")
    here = newest(session) - 2
    assert past.undone_by(session.document, here) == ["Change note", "Change quantity"]
    past.undo_back_to(session, here)
    row = session.document.row("activity", record)
    assert (row["quantity"], row["note"]) == (1000, None)
    assert past.history_frame(session.document)["kind"].iloc[0] == "Undo"


def test_what_is_already_undone_is_not_taken_back_again(session: Session, record: str) -> None:
    session.set_cell("activity", record, "quantity", "2000")
    session.undo()
    assert past.undone_by(session.document, newest(session) - 2) == []


def test_deleted_rows_come_back_after_later_changes(session: Session, record: str) -> None:
    session.delete_rows("activity", [record])
    deletion = newest(session)
    session.add_row("site", {"name": "Depot"})
    past.restore(session, deletion)
    assert session.document.row("activity", record)["quantity"] == 1000
    assert past.restorable(session.document, deletion) == []
    assert list(session.rows("site")["name"]) == ["Depot"]


def test_the_beginning_is_not_written_out_row_by_row(session: Session) -> None:
    assert "not listed one by one" in details(session, 1)
    assert past.restorable(session.document, 1) == []


def test_only_an_import_is_told_to_be_one(session: Session, record: str) -> None:
    assert not past.is_about_import(session.document, "undo")
    session.insert_frame("Import", "activity", session.rows("activity").assign(id=f"{record}-again"))
    assert past.is_about_import(session.document, "undo")
    session.undo()
    assert past.is_about_import(session.document, "redo")
