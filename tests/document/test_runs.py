from __future__ import annotations

from pathlib import Path  # noqa: TC003 - hypothesis reads annotations
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carbonsv.document import Document
from carbonsv.document.check import damage
from carbonsv.errors import DamagedDocumentError, EditError
from carbonsv.model.tables import table
from tests.document.bills import added, bills, changed, removed

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def imported(document: Document) -> Document:
    """A document with 5,000 imported bills: two runs."""
    document.insert_frame("Import", "activity", bills(5000))
    return document


def in_rows(document: Document) -> int:
    return int(document._connection.execute("SELECT count(*) FROM activity").get)


def read_again(document: Document) -> pd.DataFrame:
    document._frames._kept.clear()
    return document.frame("activity")


def test_imported_rows_are_packed_until_one_of_them_is_edited(imported: Document) -> None:
    assert in_rows(imported) == 0
    imported.apply("Correct", [changed("b4500", note="x")])
    assert in_rows(imported) == 5000 - 4096


def test_frames_are_the_same_kept_or_read_again(imported: Document) -> None:
    imported.apply("Correct", [changed("b10", note="x"), removed("b4999"), added("new", 1.0)])
    kept = imported.frame("activity").copy()
    pd.testing.assert_frame_equal(kept, read_again(imported))


def test_a_frame_that_is_kept_grows_by_the_rows_of_an_import(imported: Document) -> None:
    imported.frame("activity")
    imported.insert_frame("More", "activity", bills(10, first=5000))
    grown = imported.frame("activity").copy()
    pd.testing.assert_frame_equal(grown, read_again(imported))


def test_the_frame_that_was_given_stays_as_it_was(document: Document) -> None:
    given_frame = bills(3).assign(note=pd.Series(["a", "b", "c"], dtype="str"))
    before = given_frame.copy()
    document.frame("activity")
    document.insert_frame("Import", "activity", given_frame)
    document.apply("Correct", [changed("b1", note="z", quantity=99.0, end="2024-05-01")])
    pd.testing.assert_frame_equal(given_frame, before)


def test_a_row_of_a_run_is_read_as_any_other(imported: Document) -> None:
    row = imported.row("activity", "b4321")
    assert (row["quantity"], row["start"], row["note"]) == (4321 / 3, "2024-04-01", None)
    with pytest.raises(EditError, match="no such row"):
        imported.row("activity", "b5000")


def test_an_edit_that_changes_nothing_leaves_the_run_packed(imported: Document) -> None:
    imported.apply("Nothing", [changed("b1", unit="kWh")])
    assert in_rows(imported) == 0


def test_undo_takes_out_packed_and_edited_rows_alike(imported: Document) -> None:
    imported.apply("Correct", [changed("b1", note="x")])
    imported.undo()
    imported.undo()
    assert (in_rows(imported), len(read_again(imported))) == (0, 0)
    imported.redo()
    assert len(read_again(imported)) == 5000
    assert imported.verify() == []


def test_a_deleted_row_comes_back_between_packed_runs(imported: Document) -> None:
    imported.apply("Remove", [removed("b4095")])
    imported.undo()
    assert read_again(imported)["id"].tolist() == [f"b{number}" for number in range(5000)]


def test_a_row_never_takes_the_place_of_a_packed_one(imported: Document) -> None:
    imported.apply("Add", [added("x", 1.0)])
    assert read_again(imported)["id"].tolist()[-2:] == ["b4999", "x"]


@pytest.mark.parametrize("first", [0, 4999])
def test_an_import_with_an_id_that_is_packed_changes_nothing(imported: Document, first: int) -> None:
    with pytest.raises(EditError, match="in the document already"):
        imported.insert_frame("Again", "activity", bills(100, first=first))
    assert len(read_again(imported)) == 5000


def test_a_row_with_an_id_that_is_packed_is_refused(imported: Document) -> None:
    with pytest.raises(EditError, match="the id is taken"):
        imported.apply("Add", [added("b77", 1.0)])


def test_evidence_stands_row_by_row(document: Document) -> None:
    frame = pd.DataFrame({"id": ["e1"], "kind": ["referenced"], "name": ["bill.pdf"]})
    document.insert_frame("Import", "evidence", frame.reindex(columns=table("evidence").names))
    assert document._connection.execute("SELECT count(*) FROM evidence").get == 1


def test_imported_rows_cannot_be_rewritten_or_removed(imported: Document) -> None:
    for statement in ("UPDATE run SET content = x'00'", "DELETE FROM run"):
        with pytest.raises(Exception, match="imported rows stay"):
            imported._connection.execute(statement)


def test_one_changed_byte_of_imported_rows_is_noticed(imported: Document) -> None:
    connection = imported._connection
    connection.execute("DROP TRIGGER run_is_never_rewritten")
    connection.execute("UPDATE run SET content = zeroblob(9) WHERE rowid = 1")
    assert any("are not as they were written" in clause for clause in damage(connection, thorough=False))


def test_a_run_that_is_gone_is_noticed_and_said_when_it_is_read(imported: Document) -> None:
    connection = imported._connection
    connection.execute("DROP TRIGGER run_is_never_removed")
    connection.execute("DELETE FROM run WHERE rowid = 2")
    assert any("activity/4097 are missing" in clause for clause in damage(connection, thorough=False))
    with pytest.raises(DamagedDocumentError, match="missing"):
        read_again(imported)


def test_two_rows_in_the_same_place_are_not_read(imported: Document) -> None:
    imported._connection.execute('UPDATE placed_run SET "first" = 4000 WHERE "first" = 4097')
    with pytest.raises(DamagedDocumentError, match="the same place"):
        read_again(imported)


def test_saved_and_opened_again_it_is_the_same(imported: Document, home: Path, tmp_path: Path) -> None:
    imported.apply("Correct", [changed("b1", note="x")])
    expected = imported.frame("activity").copy()
    path = imported.save(tmp_path / "many.carbonsv")
    again = Document.open(path, home=home)
    pd.testing.assert_frame_equal(again.frame("activity"), expected)
    assert again.verify() == []
    again.close()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["import", "change", "remove", "add", "several", "undo", "redo"]), st.integers(0, 30)
    ),
    max_size=12,
)


def carried_out(document: Document, steps: list[tuple[str, int]]) -> Iterator[None]:
    """Carry out steps on a document, each a change or refused."""
    for number, (step, which) in enumerate(steps):
        row_id = f"b{which}"
        new = f"n{number}"
        edits: dict[str, list[Any]] = {
            "change": [changed(row_id, quantity=number + 0.5)],
            "remove": [removed(row_id)],
            "add": [added(row_id, 7.0)],
            "several": [
                added(new, 1.0),
                removed(row_id),
                added(row_id, 2.0),
                changed(new, note="x"),
                removed(new),
            ],
        }
        try:
            if step == "import":
                document.insert_frame("Import", "activity", bills(5, first=which))
            elif step in edits:
                document.apply(step, edits[step])
            else:
                document.undo() if step == "undo" else document.redo()
        except EditError:
            pass
        yield


@given(STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_rows_and_history_agree(tmp_path: Path, steps: list[tuple[str, int]]) -> None:
    document = Document.create(home=tmp_path)
    for _ in carried_out(document, steps):
        kept = document.frame("activity").copy()
        pd.testing.assert_frame_equal(kept, read_again(document))
    assert document.verify() == []
    assert not damage(document._connection, thorough=True)
    document.close(discard=True)
