from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from carbonsv.gui.models.record_model import REFUSAL_ROLE, Field, RecordModel
from carbonsv.gui.models.records import Records

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester

FIELDS = (Field("what", "What"), Field("quantity", "Quantity", "number"), Field("kg", "kg", editable=False))
MANY = 20_001  # rows, more than are sorted at once
Role = Qt.ItemDataRole


def bills() -> Records:
    return Records(
        ["a", "b"], {"what": ["gas", "heat"], "quantity": [1250.0, None], "issue": ["", "No quantity."]}
    )


@pytest.fixture
def model() -> RecordModel:
    made = RecordModel(FIELDS, lambda _id, _column, text: "" if text.isdigit() else f"“{text}” is no number.")
    made.load(bills())
    return made


def test_the_model_keeps_the_rules_of_qt(model: RecordModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_cell_says_its_heading_and_its_value(model: RecordModel) -> None:
    assert model.index(0, 1).data(Role.AccessibleTextRole) == "Quantity: 1,250"


def test_a_refused_text_stays_with_its_reason(model: RecordModel) -> None:
    model.setData(model.index(0, 1), "12x")
    assert model.index(0, 1).data() == "12x"
    assert model.index(0, 1).data(REFUSAL_ROLE) == "“12x” is no number."
    model.load(bills())
    assert model.index(0, 1).data() == "12x"


def test_an_accepted_text_takes_the_refusal_away(model: RecordModel) -> None:
    model.setData(model.index(0, 1), "12x")
    model.setData(model.index(0, 1), "12")
    assert model.index(0, 1).data(REFUSAL_ROLE) == ""


def test_an_unchanged_text_is_not_handed_on(model: RecordModel) -> None:
    assert not model.setData(model.index(0, 1), "1250")


def test_what_is_worked_out_cannot_be_edited(model: RecordModel) -> None:
    assert not model.flags(model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable


def test_an_issue_is_told_with_the_row(model: RecordModel) -> None:
    assert model.index(1, 0).data(Role.ToolTipRole) == "No quantity."


def test_a_filter_counts_what_is_left(model: RecordModel) -> None:
    counts: list[tuple[int, int]] = []
    model.counted.connect(lambda shown, total: counts.append((shown, total)))
    model.filter("gas")
    assert counts == [(1, 2)]
    assert model.id_at(0) == "a"


def test_the_same_rows_again_do_not_reset_the_table(model: RecordModel) -> None:
    resets: list[str] = []
    model.modelReset.connect(lambda: resets.append("reset"))
    model.load(bills())
    assert resets == []
    model.load(Records(["b"], {"what": ["heat"]}))
    assert resets == ["reset"]


def test_many_rows_as_the_document_has_them_wait_for_no_worker() -> None:
    begun: list[object] = []
    made = RecordModel(FIELDS, lambda *_: "", run=lambda work, _done: begun.append(work))
    made.load(Records([str(each) for each in range(MANY)], {"quantity": [1.0] * MANY}))
    assert (made.rowCount(), begun) == (MANY, [])


def test_a_sorting_that_was_taken_back_meanwhile_is_not_shown() -> None:
    posted: list[Callable[[], object]] = []
    made = RecordModel(FIELDS, lambda *_: "", run=lambda work, done: posted.append(lambda: done(work())))
    quantities = [float(each) for each in range(MANY)]
    made.load(Records([str(each) for each in range(MANY)], {"quantity": quantities}))
    made.sort(1, Qt.SortOrder.DescendingOrder)
    made.sort(-1)
    posted[0]()
    assert made.id_at(0) == "0"


def test_what_is_wrong_with_a_row_does_not_name_it_by_its_id() -> None:
    made = RecordModel((Field("what", "What"),), lambda *_: "")
    said = "Record f22d6826b8 has no quantity. Enter how much it was."
    made.load(Records(["f22d6826b8"], {"what": ["gas"], "issue": [said]}))
    assert made.issue(0) == "This record has no quantity. Enter how much it was."
