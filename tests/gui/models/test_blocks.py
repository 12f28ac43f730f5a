from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from carbonsv.gui.models.blocks import headed, read_block, write_block


def test_a_block_of_a_spreadsheet_is_read_cell_by_cell() -> None:
    assert read_block('gas\t12\r\n"two\nlines"\t\r\n') == [["gas", "12"], ["two\nlines", ""]]


def test_an_empty_clipboard_holds_no_cells() -> None:
    assert read_block(" \n") == []


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1)


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1)))
def test_a_block_comes_back_from_the_clipboard(cells: list[list[str]]) -> None:
    assert read_block(write_block(cells)) == cells


def test_headings_are_known_by_label_or_name() -> None:
    names = {"quantity": "quantity", "first day": "start"}
    assert headed([["Quantity", "First day", "Colour"], ["1", "", ""]], names) == ("quantity", "start", "")


def test_a_line_of_values_is_not_a_line_of_headings() -> None:
    names = {"quantity": "quantity", "unit": "unit"}
    assert headed([["1", "kWh"], ["2", "kWh"]], names) == ()
    assert headed([["Quantity", "Unit"]], names) == ()
