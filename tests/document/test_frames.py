from __future__ import annotations

from pathlib import Path  # noqa: TC003 - hypothesis reads annotations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carbonsv.document import Document, Edit
from carbonsv.errors import EditError
from carbonsv.model.tables import LONGEST_TEXT, Column, document_tables, table
from tests.document.bills import added, bills, changed, removed

TABLES = [one.name for one in document_tables() if one.name != "evidence"]  # whose files must be attached
TEXTS = ["a", "Ä\n€", "\U0001f331" * 3, "=1+1", "0", " ", "kWh", "nan", "NaT", "a" * LONGEST_TEXT]
NUMBERS = [0.0, -0.0, 5e-324, 6.6e-308, 1e308, -1e-300, 1 / 3, 2.0**53 + 2, 0.1 + 0.2]
VALUES: dict[str, list[Any]] = {
    "number": NUMBERS,
    "integer": [0, -1, 2**53, -(2**53), 7],
    "boolean": [True, False],
    "date": ["0001-01-01", "9999-12-31", "1969-12-31", "2024-02-29"],
}
IDS = ["a", "A", "a ", "aa", "Ä", "z" * 300, "\U0001f331", "\uffff", "10", "9", "-", "a\nb"]


def value_of(column: Column, which: int) -> Any:
    """One of the values a column may hold, or a blank."""
    values = [None, *(column.choices or VALUES.get(column.type, TEXTS))]
    return values[which % len(values)]


def row_of(name: str, row_id: str, which: int) -> dict[str, Any]:
    columns = table(name).columns
    return {one.name: value_of(one, which + place) for place, one in enumerate(columns)} | {"id": row_id}


def frame_of(name: str, ids: list[str], which: int) -> pd.DataFrame:
    rows = [row_of(name, row_id, which + place) for place, row_id in enumerate(ids)]
    return pd.DataFrame(rows, dtype=object)


def same(document: Document, name: str) -> None:
    """The frame that is kept is the one that is read again, to the last bit."""
    kept = document.frame(name).copy()
    document._frames._kept.clear()
    again = document.frame(name)
    pd.testing.assert_frame_equal(kept, again, check_exact=True)
    for column in table(name).columns:
        if column.dtype == "float64":
            assert kept[column.name].to_numpy().tobytes() == again[column.name].to_numpy().tobytes()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["import", "import and change", "change", "remove", "add", "several", "undo", "redo"]
        ),
        st.integers(0, len(IDS) - 1),
        st.integers(0, 60),
    ),
    max_size=10,
)


def take(document: Document, name: str, step: str, row: int, which: int) -> None:
    ids = [*IDS[row:], *IDS[:row]][: which % 5 + 1]
    values = {key: value for key, value in row_of(name, ids[0], which).items() if key != "id"}
    change, remove = Edit(name, ids[0], {}, values), Edit(name, ids[0], {}, None)
    add = Edit(name, ids[0], None, row_of(name, ids[0], which))
    if step == "import":
        document.insert_frame(step, name, frame_of(name, ids, which))
    elif step == "import and change":
        document.insert_frames(step, {name: frame_of(name, ids, which)}, [change])
    elif step in ("undo", "redo"):
        document.undo() if step == "undo" else document.redo()
    else:
        edits = {"change": [change], "remove": [remove], "add": [add], "several": [remove, add, change]}
        document.apply(step, edits[step])


@given(st.sampled_from(TABLES), STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_frames_of_every_table_are_kept_in_step(
    tmp_path: Path, name: str, steps: list[tuple[str, int, int]]
) -> None:
    document = Document.create(home=tmp_path)
    document.frame(name)
    for step, row, which in steps:
        try:
            take(document, name, step, row, which)
        except EditError:
            continue
        same(document, name)
    assert document.verify() == []
    document.close(discard=True)


def test_an_import_done_again_has_the_rows_of_a_run_that_was_edited_with_it(document: Document) -> None:
    document.frame("activity")
    document.insert_frames("Import", {"activity": bills(5000)}, [changed("b1", note="x")])
    document.undo()
    document.redo()
    assert len(document.frame("activity")) == 5000
    same(document, "activity")


@pytest.mark.parametrize("index", [[5, 6, 7], [1, 1, 0]])
def test_rows_that_were_chosen_from_others_are_numbered_anew(document: Document, index: list[int]) -> None:
    document.frame("activity")
    chosen = bills(3).assign(note=pd.Series(["a", "b", "c"], dtype="str")).set_axis(index)
    document.insert_frame("Import", "activity", chosen)
    same(document, "activity")


@pytest.mark.parametrize("how", ["import", "edit"])
def test_numbers_come_back_bit_for_bit_packed_or_not(document: Document, how: str) -> None:
    rows = bills(len(NUMBERS)).assign(quantity=NUMBERS)
    if how == "import":
        document.insert_frame("Import", "activity", rows)
    else:
        document.apply("Add", [added(f"b{place}", number) for place, number in enumerate(NUMBERS)])
    for _ in range(2):
        same(document, "activity")
        found = document.frame("activity")["quantity"].to_numpy()
        assert found.tobytes() == (np.array(NUMBERS) + 0.0).tobytes()
        document.apply("Correct", [changed("b1", note="x")])  # makes the run into rows
        document.apply("Remove", [removed("b0")])
        document.undo()


def test_a_day_outside_the_calendar_is_refused(document: Document) -> None:
    for day in ("-0001-01-01", "10000-01-01"):
        rows = bills(2).assign(start=np.array(["2024-01-01", day], dtype="datetime64[s]"))
        with pytest.raises(EditError, match="the years 1 to 9999"):
            document.insert_frame("Import", "activity", rows)


def test_a_whole_number_that_a_float_would_round_is_refused(document: Document) -> None:
    rows = bills(2).assign(category=np.array([1, 2**53 + 1]))
    with pytest.raises(EditError, match="not a whole number"):
        document.insert_frame("Import", "activity", rows)
