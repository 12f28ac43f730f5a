from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from carbonsv.reports.carbon_reduction_plan import carbon_reduction_plan
from carbonsv.reports.content import Heading, Paragraph, Table
from carbonsv.reports.docx import docx_bytes
from carbonsv.reports.reduction_plan import reduction_plan
from tests.reports.made import sample
from tests.reports.test_pdf import HOSTILE, document


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def plan() -> Any:
    return opened(docx_bytes(carbon_reduction_plan(reduction_plan(sample()), draft=True)))


def test_a_word_file_is_in_british_english_throughout(plan: Any) -> None:
    languages = {one.get(qn("w:val")) for one in plan.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert plan.core_properties.language == "en-GB"
    assert plan.core_properties.title == "Carbon Reduction Plan – Brindlecourt Facilities (fictitious sample)"


def test_headings_are_styles(plan: Any) -> None:
    headings = [one.text for one in plan.paragraphs if one.style.name == "Heading 1"]
    assert headings[:3] == ["Supplier", "Commitment to achieving net zero", "Baseline emissions footprint"]


def test_the_first_row_of_every_table_is_its_header(plan: Any) -> None:
    assert plan.tables
    assert all(one.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for one in plan.tables)


def test_every_picture_says_what_it_shows(plan: Any) -> None:
    described = [one._inline.docPr.get("descr") for one in plan.inline_shapes]
    assert len(described) == 1
    assert "2023/24, baseline: " in described[0]


def test_draft_stands_in_the_header_of_every_page(plan: Any) -> None:
    assert plan.sections[0].header.paragraphs[0].text == "DRAFT DRAFT DRAFT"


def test_both_formats_have_the_same_words_in_the_same_cells() -> None:
    made = carbon_reduction_plan(reduction_plan(sample()), draft=False)
    tables = [one for one in made.blocks if isinstance(one, Table)]
    found = opened(docx_bytes(made)).tables
    assert [[cell.text for cell in row.cells] for row in found[1].rows[1:]] == [
        list(row) for row in tables[1].rows
    ]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert docx_bytes(document("Same")) == docx_bytes(document("Same"))


@pytest.mark.parametrize("text", [*HOSTILE, "שלום", "🏭漢字", "x" * 5000, "a\x00b\x1bc\ufffe"])
def test_hostile_text_is_written_as_text(text: str) -> None:
    written = opened(docx_bytes(document(text)))
    shown = text.replace("\x00", "[U+0000]").replace("\x1b", "[U+001B]").replace("\ufffe", "[U+FFFE]")
    assert shown in [one.text for one in written.paragraphs]
    assert written.tables[0].rows[1].cells[0].text == shown


def test_table_properties_stand_in_the_order_that_word_insists_on(plan: Any) -> None:
    for table in plan.tables:
        names = [one.tag.partition("}")[2] for one in table._tbl.tblPr]
        assert names.index("tblBorders") < names.index("tblLayout")
        assert names.index("tblStyle") < names.index("tblBorders")


def test_columns_fill_the_page_and_none_is_lost() -> None:
    wide = Table("", ("Name", *(f"Number {one}" for one in range(6))), (("a" * 50, *("123,456.00",) * 6),), 6)
    made = opened(docx_bytes(replace(document("x"), blocks=(wide,)))).tables[0]
    widths_mm = [cell.width.mm for cell in made.rows[1].cells]
    assert sum(widths_mm) == pytest.approx(160, abs=1)
    assert min(widths_mm) > 12


def test_a_short_table_and_what_introduces_it_stay_on_one_page() -> None:
    table = Table("", ("Name", "t CO₂e"), (("a", "1.00"), ("b", "2.00"), ("c", "3.00")))
    blocks = (Heading("Energy"), Paragraph("By source."), table, Paragraph("More."))
    made = opened(docx_bytes(replace(document("x"), blocks=blocks)))
    kept = {one.text: one.paragraph_format.keep_with_next for one in made.paragraphs}
    assert kept["By source."]
    assert not kept["More."]
    rows = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in made.tables[0].rows]
    assert rows == [True, True, True, None]
