from __future__ import annotations

import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.document import history
from carbonsv.document.history import Batch, Change, Edit, Run, UndoStack

VALUES = st.none() | st.text() | st.floats(allow_nan=False, allow_infinity=False)
ROWS = st.none() | st.dictionaries(st.text(), VALUES)
EDITS = st.builds(Edit, st.just("site"), st.text(), ROWS, ROWS, st.none() | st.integers(1, 2**53))


def followed(*steps: tuple[str, int | None]) -> UndoStack:
    stack = UndoStack()
    for number, (kind, target) in enumerate(steps, 1):
        stack.follow(kind, number, target)
    return stack


@given(st.lists(EDITS).map(tuple))
def test_edits_come_back_from_their_stored_form(edits: tuple[Edit, ...]) -> None:
    assert history.unpacked(history.packed(edits)) == edits


@given(st.lists(EDITS).map(tuple))
def test_taking_back_twice_is_doing(edits: tuple[Edit, ...]) -> None:
    assert history.inverse(history.inverse(edits)) == edits


def test_a_batch_reads_row_by_row_and_back() -> None:
    batch = Batch("site", 5, (Run(2, "a hash", "s1", "s2"),))
    columns: dict[str, list[Any]] = {"id": ["s1", "s2"], "share": [1.0, 0.5]}
    first, second = history.as_edits(batch, lambda _batch: columns)
    assert (first.position, second.position) == (5, 6)
    assert second.after == {"id": "s2", "share": 0.5}
    assert history.as_edits(history.inverse(batch), lambda _batch: columns)[1].before == second.after
    assert history.unpacked(history.packed(batch)) == batch


@pytest.mark.parametrize(
    "stored", [b"", b"x", zlib.compress(b"[1"), zlib.compress(b"{}"), zlib.compress(b"[1]")]
)
def test_what_the_program_does_not_write_is_not_read(stored: bytes) -> None:
    with pytest.raises(ValueError):
        history.unpacked(stored)


def test_a_change_that_unpacks_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "LARGEST_BATCH", 1000)
    with pytest.raises(ValueError, match="longer than any change"):
        history.unpacked(zlib.compress(b" " * 10_000_000))


def test_undo_and_redo_move_a_change_from_one_pile_to_the_other() -> None:
    assert followed(("edit", None), ("import", None), ("undo", 2)).done == [1]
    assert followed(("edit", None), ("import", None), ("undo", 2)).undone == [2]
    assert followed(("edit", None), ("undo", 1), ("redo", 1)).done == [1]


def test_a_new_edit_clears_what_was_undone_but_remembering_factors_does_not() -> None:
    assert followed(("edit", None), ("undo", 1), ("edit", None)).undone == []
    assert followed(("edit", None), ("undo", 1), ("factors", None)).undone == [1]


def test_an_undo_of_anything_but_the_newest_change_moves_nothing() -> None:
    assert followed(("edit", None), ("edit", None), ("undo", 1)).done == [1, 2]


@given(st.sampled_from(["time", "author", "label", "kind", "target", "previous_hash", "number"]))
def test_the_hash_of_a_change_depends_on_every_word(name: str) -> None:
    words: dict[str, Any] = {"number": 1, "time": "t", "author": "a", "label": "l", "kind": "edit"}
    change = Change(**words, target=None, previous_hash="p", hash="")
    fields = {slot: getattr(change, slot) for slot in Change.__slots__}
    other = Change(**(fields | {name: 2 if name in ("number", "target") else "other"}))
    assert history.link(change, b"") != history.link(other, b"")
    assert history.link(change, b"") != history.link(change, None) != history.link(change, b"x")


def test_insertions_and_removals_are_described_by_their_id() -> None:
    assert history.describe(Edit("site", "s1", None, {})) == "added s1"
    assert history.describe(Edit("site", "s1", {}, None)) == "removed s1"
    assert history.describe(Edit("site", "s1", {"share": 0.5}, {"share": 1.0})) == "share 0.5 → 1"
