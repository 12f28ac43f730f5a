from __future__ import annotations

from typing import TYPE_CHECKING

import apsw
import pandas as pd

from carbonsv.document import connection
from carbonsv.document.hashes import block_hash, blocks, differing_blocks
from carbonsv.model.tables import table
from tests.document.bills import added, bills, changed

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from carbonsv.document import Document


def test_a_row_in_the_second_block_is_hashed_there(document: Document) -> None:
    document.apply("Add", [added(f"b{number}", 1) for number in range(1500)])
    assert list(blocks(document._connection, table("activity"))) == [0, 1]
    document._connection.execute("UPDATE activity SET note = 'x' WHERE position = 1024")
    assert differing_blocks(document._connection) == [("activity", 1)]


def test_the_last_bit_of_a_number_counts(document: Document) -> None:
    document.apply("Add", [added("a1", 0.1 + 0.2)])
    document._connection.execute("UPDATE activity SET quantity = 0.3")
    assert differing_blocks(document._connection) == [("activity", 0)]


def test_blank_and_empty_text_are_different(document: Document) -> None:
    document.apply("Add", [added("a1", 1)])
    document._connection.execute("UPDATE activity SET note = ''")
    assert differing_blocks(document._connection) == [("activity", 0)]


def test_a_row_that_is_gone_is_noticed_even_when_its_block_is_empty(document: Document) -> None:
    document.apply("Add", [added("a1", 1)])
    document._connection.execute("DELETE FROM activity")
    assert differing_blocks(document._connection) == [("activity", 0)]


def test_every_edit_keeps_the_hashes_in_line(document: Document) -> None:
    document.insert_frame("Import", "activity", bills(1500))
    document.apply("Correct", [changed("b0", note="x"), changed("b1400", note="y")])
    document.undo()
    assert differing_blocks(document._connection) == []


def test_a_block_of_very_long_texts_has_the_same_hash(document: Document) -> None:
    edits = [added(f"a{number}", number / 3, note="“long” \n" * 100) for number in range(200)]
    document.apply("Add", edits)
    at_once = block_hash(document._connection, table("activity"), 0)
    document._connection.limit(apsw.SQLITE_LIMIT_LENGTH, 10_000)
    assert block_hash(document._connection, table("activity"), 0) == at_once


def test_rows_of_very_long_texts_are_saved_and_read(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LARGEST_CELL", 100_000)
    document.insert_frame("Import", "activity", bills(200).assign(note="long " * 200))
    document.apply("Correct", [changed("b1", quantity=5.0)])  # 200 rows in one block now
    document.save(tmp_path / "long.carbonsv")
    expected = document.frame("activity").copy()
    document._frames._kept.clear()
    document._connection.limit(apsw.SQLITE_LIMIT_LENGTH, 100_000)
    pd.testing.assert_frame_equal(document.frame("activity"), expected)
