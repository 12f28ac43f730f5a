from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace

import pikepdf
import pytest

from carbonsv.reports.carbon_reduction_plan import carbon_reduction_plan
from carbonsv.reports.content import Block, Document, Heading, Note, Paragraph, Table
from carbonsv.reports.pdf import UnsettableError, pdf_bytes
from carbonsv.reports.reduction_plan import reduction_plan
from tests.reports.made import DAY, sample

HOSTILE = ("=cmd()|' /C calc'!A0", "<b>bold</b>", '#import "@preview/x:0.1.0": *', "{{x}}", "$x$ @y *z* `q`")


def document(*texts: str) -> Document:
    blocks = [Heading(text) for text in texts] + [Paragraph(text) for text in texts]
    table = Table("Numbers", ("Name", "t CO₂e"), tuple((text, "1.00") for text in texts))
    return Document(
        "Report", texts[0], "What it says.", DAY, (*blocks, Note(texts[0]), table), "Carbon SV", draft=True
    )


def kinds(content: bytes) -> list[str]:
    """The kinds of the structure elements in the order they are read."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found: list[str] = []
        waiting = [pdf.Root.StructTreeRoot.K]
        while waiting:
            one = waiting.pop()
            if isinstance(one, pikepdf.Array):
                waiting += reversed(list(one))
            elif isinstance(one, pikepdf.Dictionary):
                found += [str(one.S)[1:]] if "/S" in one else []
                waiting += [one.K] if "/K" in one else []
        return found


@pytest.fixture(scope="module")
def plan() -> bytes:
    return pdf_bytes(carbon_reduction_plan(reduction_plan(sample()), draft=True))


def test_a_pdf_claims_both_standards_and_is_tagged_in_british_english(plan: bytes) -> None:
    with pikepdf.open(io.BytesIO(plan)) as pdf:
        words = bytes(pdf.Root.Metadata.read_bytes()).decode()
        assert re.search(r"pdfuaid:part>1<", words)
        assert re.search(r"pdfaid:part>3<", words)
        assert re.search(r"pdfaid:conformance>A<", words)
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_headings_are_in_order_and_tables_have_header_cells(plan: bytes) -> None:
    found = kinds(plan)
    levels = [int(one[1]) for one in found if re.fullmatch(r"H\d", one)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert found.count("TH") >= 2 * found.count("Table")


def test_every_figure_says_what_it_shows(plan: bytes) -> None:
    with pikepdf.open(io.BytesIO(plan)) as pdf:
        figures = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert len(figures) == 1
        assert str(figures[0].Alt).startswith("Emissions counted in this plan. 2023/24, baseline: ")


def test_every_font_is_embedded(plan: bytes) -> None:
    with pikepdf.open(io.BytesIO(plan)) as pdf:
        described = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        assert described
        assert all("/FontFile2" in one or "/FontFile3" in one for one in described)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf_bytes(document("Same")) == pdf_bytes(document("Same"))


@pytest.mark.parametrize(
    "text", [*HOSTILE, "שלום", "مرحبا", "\u202egnp.exe", "🏭漢字", "x" * 5000, "a\tb\nc"]
)
def test_hostile_text_is_set_as_text(text: str) -> None:
    assert pdf_bytes(document(text)).startswith(b"%PDF-")


def test_a_document_that_cannot_be_set_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carbonsv.reports.pdf.LIMIT_SECONDS", 0.001)
    with pytest.raises(
        UnsettableError, match="Report could not be made into a PDF: setting it takes too long"
    ):
        pdf_bytes(document("Late"))


def test_a_short_table_is_not_divided_by_the_end_of_a_page() -> None:
    table = Table("", ("Name", "t CO₂e"), tuple((f"row {one}", "1.00") for one in range(5)))
    rules = [rules_by_page(Note("\n".join(["line"] * count)), table) for count in range(42, 54, 2)]
    assert len(rules[0]) == 1
    assert len({tuple(one) for one in rules if len(one) > 1}) == 1  # moved as a whole, not row by row


def rules_by_page(*blocks: Block) -> list[int]:
    """How many lines and other ornaments are drawn on each page."""
    with pikepdf.open(io.BytesIO(pdf_bytes(replace(document("x"), blocks=blocks)))) as pdf:
        return [page.Contents.read_bytes().count(b"/Artifact") for page in pdf.pages]
