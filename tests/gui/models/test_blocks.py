from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from carbonsv.gui.models.blocks import arranged, read_block, write_block

DECLARED = ["id", "site", "activity", "quantity", "unit"]


def test_a_block_of_a_spreadsheet_is_read_cell_by_cell() -> None:
    assert read_block('gas\t12\r\n"two\nlines"\t\r\n') == [["gas", "12"], ["two\nlines", ""]]


def test_an_empty_clipboard_holds_no_cells() -> None:
    assert read_block(" \n") == []


def test_a_block_is_arranged_in_the_order_of_the_document() -> None:
    block = arranged([["gas", "12"]], ["activity", "quantity", "site"], DECLARED, lambda _row, _name: "?")
    assert block == ("activity", [["gas", "12"]])


def test_columns_between_keep_what_they_hold() -> None:
    cells = [["12", "kWh", "Depot"]]
    column, block = arranged(cells, ["quantity", "unit", "site"], DECLARED, lambda row, name: f"{name}{row}")
    assert column == "site"
    assert block == [["Depot", "activity0", "12", "kWh"]]


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1)


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1)))
def test_a_block_comes_back_from_the_clipboard(cells: list[list[str]]) -> None:
    assert read_block(write_block(cells)) == cells
