from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.document.hashes import blocks, differing_blocks
from carbonsv.model.tables import table
from tests.document.bills import added, bills, changed

if TYPE_CHECKING:
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
