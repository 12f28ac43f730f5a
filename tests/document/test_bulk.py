from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.document import Document
from carbonsv.document.bulk import fresh_ids
from carbonsv.errors import EditError

from .bills import added, bills, changed

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

METER = {"name": "Main", "multiplier": 1.0}


def meters(*ids: str) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame([{"id": one, **METER} for one in ids])


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return Document.create(home=tmp_path)


def test_rows_of_several_tables_are_one_change(document: Document) -> None:
    document.insert_frames("Import", {"meter": meters("m1"), "activity": bills(3)})
    assert [change.label for change in document.history()] == ["Import"]
    assert (len(document.frame("meter")), len(document.frame("activity"))) == (1, 3)


def test_truths_that_are_not_known_stay_blank(document: Document) -> None:
    import pandas as pd  # noqa: PLC0415

    told = pd.array([True, False, None], dtype="boolean")
    document.insert_frame(
        "Import", "carbon_reduction_plan", pd.DataFrame({"id": ["a", "b", "c"], "uk_only": told})
    )
    assert [document.row("carbon_reduction_plan", one)["uk_only"] for one in "abc"] == [1, 0, None]


def test_undo_takes_back_all_of_it_and_redo_does_it_again(document: Document) -> None:
    document.apply("Add a bill", [added("x", 1.0)])
    document.insert_frames(
        "Import", {"meter": meters("m1"), "activity": bills(2)}, [changed("x", quantity=5.0)]
    )
    document.undo()
    assert document.frame("activity")["quantity"].tolist() == [1.0]
    assert document.frame("meter").empty
    document.redo()
    assert document.frame("activity")["quantity"].tolist() == [5.0, 0.0, 1 / 3]
    assert document.verify() == []


def test_nothing_is_changed_where_one_part_cannot_be(document: Document) -> None:
    with pytest.raises(EditError):
        document.insert_frames("Import", {"meter": meters("m1", "m1"), "activity": bills(2)})
    assert (document.frame("meter").empty, document.frame("activity").empty) == (True, True)
    assert document.history() == []


def test_history_says_row_by_row_what_an_import_did(document: Document) -> None:
    change = document.insert_frames(
        "Import", {"meter": meters("m1"), "activity": bills(1)}, [changed("b0", note="n")]
    )
    assert [(edit.table, edit.id) for edit in document.edits_of(change.number)] == [
        ("meter", "m1"),
        ("activity", "b0"),
        ("activity", "b0"),
    ]


def test_a_million_fresh_ids_are_all_different_and_written_alike() -> None:
    ids = fresh_ids(1_000_000)
    assert len(set(ids)) == 1_000_000
    assert {len(one) for one in ids} == {10}
