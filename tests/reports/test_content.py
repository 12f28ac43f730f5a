from __future__ import annotations

import pytest

from carbonsv.reports.content import Block, Heading, Note, Paragraph, Table, introduces, worded

TABLE = Table("", ("What", "t CO₂e"), (("Scope 1", "1.00"),))


def rows(count: int, words: str) -> Table:
    return Table("", ("What",), ((words,),) * count, numbers=0)


def test_a_paragraph_between_a_heading_and_a_table_introduces_it() -> None:
    blocks = (Heading("Energy"), Paragraph("By source."), TABLE, Paragraph("More."), Paragraph("So:"), TABLE)
    assert [introduces(blocks, place) for place in range(6)] == [False, True, False, False, True, False]


@pytest.mark.parametrize("after", [Note("n"), Paragraph("p")])
def test_running_text_and_long_text_introduce_nothing(after: Note | Paragraph) -> None:
    assert not introduces((Heading("Energy"), Paragraph("By source."), after), 1)
    assert not introduces((Heading("Energy"), Paragraph("long " * 200), TABLE), 1)


def test_only_a_table_of_few_rows_and_words_is_kept_on_one_page() -> None:
    assert TABLE.is_short
    assert not rows(13, "x").is_short
    assert not rows(2, "x" * 600).is_short


def test_six_columns_of_words_are_crowded_and_five_are_not() -> None:
    header = tuple("abcdefg")
    assert Table("", header, ()).is_crowded
    assert not Table("", header, (), numbers=2).is_crowded


def test_a_table_without_rows_becomes_words_and_a_note_without_words_nothing() -> None:
    blocks: list[Block] = [Table("Emissions by gas", ("Gas", "t CO₂e"), ()), Note(""), TABLE, Note("n")]
    assert worded(blocks) == (Paragraph("Emissions by gas: none."), TABLE, Note("n"))
