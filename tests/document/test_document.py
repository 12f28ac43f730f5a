# ruff: noqa: S608  the statements are what is tried
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from carbonsv.document import Document, Edit, describe, recoverable
from carbonsv.errors import EditError, ReadOnlyError, SaveError
from tests.document.bills import added, bills, changed, removed

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


def fresh(document: Document, name: str = "activity") -> pd.DataFrame:
    """The table as it is read from the file, not as it is kept."""
    document._frames._kept.clear()
    return document.frame(name)


def test_apply_stores_the_row_and_says_who_did_what_when(document: Document) -> None:
    change = document.apply("Add a bill", [added("a1", 120)])
    assert (change.number, change.author, change.time) == (1, "kim", "2024-04-30T12:00:00+00:00")
    assert document.row("activity", "a1")["quantity"] == 120.0
    assert document.head_hash == change.hash


def test_edits_are_described_in_words(document: Document) -> None:
    document.apply("Add", [added("a1", 120)])
    change = document.apply("Correct", [changed("a1", quantity=130, start=None)])
    words = [describe(edit) for edit in document.edits_of(change.number)]
    assert words == ["quantity 120 → 130, first day 2024-04-01 → blank"]


def test_an_edit_that_expects_another_value_is_refused_and_changes_nothing(document: Document) -> None:
    document.apply("Add", [added("a1", 120)])
    edits = [added("a2", 1), Edit("activity", "a1", {"quantity": 99.0}, {"quantity": 1.0})]
    with pytest.raises(EditError, match=r"quantity is 120\.0 now, not 99\.0"):
        document.apply("Stale", edits)
    assert list(fresh(document)["id"]) == ["a1"]
    assert len(document.history()) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("quantity", "12"),
        ("quantity", float("inf")),
        ("start", "1/4/2024"),
        ("scope", "4"),
        ("note", "a\x00b"),
    ],
)
def test_values_that_do_not_fit_their_column_are_refused(document: Document, column: str, value: Any) -> None:
    with pytest.raises(EditError, match=column):
        document.apply("Add", [Edit("activity", "a1", None, {column: value})])
    assert document.frame("activity").empty


@pytest.mark.parametrize(
    "edit",
    [added("", 1), removed("nobody"), changed("nobody", quantity=1.0), Edit("emission_line", "x", None, {})],
)
def test_edits_that_make_no_sense_are_refused(document: Document, edit: Edit) -> None:
    with pytest.raises(EditError):
        document.apply("Odd", [edit])


def test_undo_puts_a_deleted_row_back_where_it_was(document: Document) -> None:
    document.apply("Add", [added("a1", 1), added("a2", 2), added("a3", 3)])
    document.apply("Remove", [removed("a2")])
    assert list(document.frame("activity")["id"]) == ["a1", "a3"]
    document.undo()
    assert list(document.frame("activity")["id"]) == ["a1", "a2", "a3"]


def test_undo_then_redo_returns_the_same_tables_and_another_head(document: Document) -> None:
    document.apply("Add", [added("a1", 1), added("a2", 2)])
    before, head = document.frame("activity"), document.head_hash
    undone, redone = document.undo(), document.redo()
    assert undone is not None
    assert redone is not None
    assert (undone.kind, redone.kind) == ("undo", "redo")
    assert_frame_equal(document.frame("activity"), before)
    assert document.head_hash != head


def test_undo_and_redo_survive_reopening(saved: Path, home: Path) -> None:
    document = Document.open(saved, home=home)
    assert (document.undo_label, document.redo_label) == ("Correct a bill", None)
    document.undo()
    document.save()
    document.close()
    again = Document.open(saved, home=home)
    assert (again.undo_label, again.redo_label) == ("Add two bills", "Correct a bill")
    assert again.row("activity", "a1")["quantity"] == 120.0
    again.close()


def test_a_new_edit_ends_what_could_be_done_again(document: Document) -> None:
    document.apply("Add", [added("a1", 1)])
    document.undo()
    document.apply("Add another", [added("a2", 1)])
    assert document.redo_label is None
    assert document.redo() is None


def test_an_import_is_one_change_and_one_undo(document: Document) -> None:
    document.apply("Add", [added("a1", 1)])
    change = document.insert_frame("Import 3000 bills", "activity", bills(3000))
    assert len(document.edits_of(change.number)) == 3000
    assert document.tables_of(change.number) == {"activity"}
    assert document.row("activity", "b2")["quantity"] == 2 / 3
    assert document.row("activity", "b2")["quality"] == "invoiced"
    document.undo()
    assert list(fresh(document)["id"]) == ["a1"]
    document.redo()
    assert len(document.frame("activity")) == 3001
    assert document.verify() == []


def test_an_import_with_an_id_that_is_taken_changes_nothing(document: Document) -> None:
    document.apply("Add", [added("b1", 1)])
    with pytest.raises(EditError, match="in the document already"):
        document.insert_frame("Import", "activity", bills(3))
    assert len(fresh(document)) == 1
    assert document.verify() == []


def test_an_import_with_a_value_that_does_not_fit_names_it(document: Document) -> None:
    frame = bills(3).assign(quality=["invoiced", "guessed", "measured"])
    with pytest.raises(EditError, match="guessed"):
        document.insert_frame("Import", "activity", frame)


def test_frames_handed_out_are_independent_of_the_document(document: Document) -> None:
    document.apply("Add", [added("a1", 1)])
    mine = document.frame("activity")
    mine.loc[0, "quantity"] = 99.0
    document.apply("Correct", [changed("a1", quantity=2.0)])
    assert mine.loc[0, "quantity"] == 99.0
    assert document.frame("activity").loc[0, "quantity"] == 2.0


def test_texts_with_line_ends_and_accents_come_back_as_they_were(document: Document) -> None:
    texts = ["two\nlines", "café ☕", "a,b", "'; DROP TABLE activity", "tab\there"]
    document.apply("Add", [added(f"a{n}", 1, note=text) for n, text in enumerate(texts)])
    assert list(fresh(document)["note"]) == texts


def test_factors_used_are_kept_once_and_cannot_be_changed(document: Document) -> None:
    factor = {"pack_id": "uk-2025", "pack_sha256": "ab", "factor_id": "f1", "co2e_kg": 0.177}
    document.remember_factors([factor, factor])
    document.remember_factors([factor])
    assert document.factors_used() == [factor]
    with pytest.raises(apsw.ConstraintError, match="stays as it was"):
        document._connection.execute("UPDATE factor_used SET content = '{}'")
    assert document.undo_label is None


WORDS = "time, author, label, kind, target, edits"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET label = 'x'",
        "DELETE FROM change",
        f"INSERT INTO change SELECT number + 2, {WORDS}, hash, 'h' FROM change",
        f"INSERT INTO change SELECT number + 1, {WORDS}, 'x', 'h' FROM change",
        "INSERT OR REPLACE INTO change SELECT * FROM change",
    ],
)
def test_history_can_only_be_added_to_in_order(document: Document, statement: str) -> None:
    document.apply("Add", [added("a1", 1)])
    with pytest.raises(apsw.ConstraintError):
        document._connection.execute(statement)


def test_reading_only_leaves_the_file_byte_for_byte(saved: Path, home: Path) -> None:
    before, folder = saved.read_bytes(), sorted(saved.parent.iterdir())
    document = Document.open(saved, read_only=True, home=home)
    assert len(document.frame("activity")) == 2
    with pytest.raises(ReadOnlyError):
        document.apply("Add", [added("a3", 1)])
    with pytest.raises(ReadOnlyError):
        document.save()
    document.close()
    assert saved.read_bytes() == before
    assert sorted(saved.parent.iterdir()) == folder


def test_a_document_without_a_file_asks_where_to_save(document: Document, tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="it has no file yet"):
        document.save()
    assert document.save(tmp_path / "named").name == "named.carbonsv"


def test_an_untouched_new_document_has_nothing_to_save(document: Document) -> None:
    assert document.saved
    document.apply("Add", [added("a1", 1)])
    assert not document.saved


def test_a_write_from_elsewhere_is_noticed_before_the_next_edit(document: Document) -> None:
    document._connection.execute("UPDATE meta SET value = '7' WHERE id = 'generation'")
    with pytest.raises(SaveError, match="something else has written"):
        document.apply("Add", [added("a1", 1)])


def test_recovered_work_is_complete(home: Path) -> None:
    document = Document.create(home=home)
    document.apply("Add", [added("a1", 1)])
    assert recoverable(home) == []  # still open
    document.close()
    (left,) = recoverable(home)
    again = Document.recover(left, home=home)
    assert again.verify() == []
    assert again.row("activity", "a1")["quantity"] == 1.0
    again.close(discard=True)
    assert recoverable(home) == []


IDS = st.sampled_from(["a1", "a2", "a3", "a4", "a5"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "remove", "undo", "redo", "import"]), IDS, st.floats(-1e9, 1e9)
    ),
    max_size=15,
)


def take(document: Document, step: str, row_id: str, number: float) -> None:
    there = row_id in set(document.frame("activity")["id"])
    if step in ("undo", "redo"):
        getattr(document, step)()
    elif step == "import":
        document.insert_frame("Import", "activity", bills(3, first=10 * len(document.history())))
    elif step == "add" and not there:
        document.apply("Add", [added(row_id, number)])
    elif step in ("change", "remove") and there:
        document.apply(step, [changed(row_id, quantity=number) if step == "change" else removed(row_id)])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_edits_replays_to_the_same_tables(tmp_path: Path, steps: list[Any]) -> None:
    document = Document.create(home=tmp_path / "home")
    for step in steps:
        take(document, *step)
    kept = document.frame("activity")
    assert_frame_equal(kept, fresh(document))
    assert document.verify() == []
    undone = 0
    while document.undo():
        undone += 1
    assert document.frame("activity").empty
    for _ in range(undone):
        document.redo()
    assert_frame_equal(document.frame("activity"), kept)
    document.close(discard=True)
