from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import pptx
import pytest
from python_calamine import CalamineWorkbook

from carbonsv.app.reporting.slide_deck import slide_deck
from carbonsv.model.text import number, tonnes
from carbonsv.reports.plain import without_turning
from carbonsv.reports.pptx import pptx_bytes
from tests.reports.made import YEARS, sample, small
from tests.reports.made_social import LAMPS, TABLES
from tests.reports.test_pdf import HOSTILE

if TYPE_CHECKING:
    from carbonsv.reports.basis import Basis
    from tests.reports.made import Row


def basis() -> Basis:
    """The small document with claims and a target."""
    target = {"id": "t", "label": "Net zero", "kind": "net-zero", "scopes": "1+2+3", "method": "location"}
    more = {"base_year": "2023", "target_year": 2040, "reduction_share": 0.9, "per": "total"}
    return small(None, {**TABLES, "target": [target | more]})


@cache
def made() -> bytes:
    return pptx_bytes(slide_deck(basis()))


def slides(content: bytes) -> list[Any]:
    return list(pptx.Presentation(io.BytesIO(content)).slides)


def charts(content: bytes) -> list[Any]:
    return [shape for slide in slides(content) for shape in slide.shapes if shape.has_chart]


def books(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]


def test_every_slide_has_a_title_and_notes_with_the_source() -> None:
    titles = [slide.shapes.title.text_frame.text for slide in slides(made())]
    assert titles[1:5] == [
        "Emissions by scope, 2024",
        "Emissions by category, 2024",
        "Emissions by month, 2024",
        "Emissions with the plan, 2024 to 2040",
    ]
    assert [title.partition(".")[0] for title in titles[5:]] == [
        "Social value",
        "Social value",
        "Commitments",
    ]
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides(made())[1:]]
    assert all("Source: Carbon SV" in one for one in notes)


def test_charts_are_native_with_alt_text_and_numbers_that_can_be_edited() -> None:
    found = charts(made())
    assert len(found) == 7
    described = [shape._element.nvGraphicFramePr.cNvPr for shape in found]
    assert all(one.get("descr") and one.get("title") for one in described)
    scopes = found[0].chart
    inventory = basis().inventory("2024")
    assert scopes.plots[0].series[0].values[0] == inventory.scope1_kg / 1000
    rows = CalamineWorkbook.from_filelike(io.BytesIO(books(made())[0])).get_sheet_by_index(0).to_python()
    assert rows[1] == ["Scope 1", inventory.scope1_kg / 1000]


def test_numbers_are_shown_as_everywhere() -> None:
    found = charts(made())
    assert found[0].chart.plots[0].data_labels.number_format == "#,##0.00"
    said = slides(made())[1].notes_slide.notes_text_frame.text
    assert tonnes(basis().inventory("2024").scope1_kg) in said or "kg CO₂e" in said
    ledger = found[4].chart.plots[0]
    assert ledger.data_labels.number_format == "[<10]0.00;[<100]0.0;#,##0"
    assert number(ledger.series[0].values[1]) in slides(made())[5].notes_slide.notes_text_frame.text


def test_a_target_ends_in_its_year() -> None:
    plot = charts(pptx_bytes(slide_deck(sample())))[3].chart.plots[0]
    years = [int(year) for year in plot.categories]
    ends = {one.name: max(y for y, v in zip(years, one.values, strict=True) if v) for one in plot.series}
    assert (ends["Near-term target (fictitious)"], ends["With the plan"]) == (2030, 2045)


def test_one_promise_is_late_and_two_are() -> None:
    found = slides(pptx_bytes(slide_deck(sample())))[-1].notes_slide.notes_text_frame.text
    assert "1 of 3 promises is met" in found


def test_the_ledgers_are_on_slides_of_their_own() -> None:
    ledgers = charts(made())[4:6]
    assert [len(shape.chart.plots[0].series) for shape in ledgers] == [1, 1]


def test_the_same_document_gives_the_same_bytes_without_the_librarys_own_picture() -> None:
    assert pptx_bytes(slide_deck(basis())) == made()
    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2025-06-16T12:00:00Z" in archive.read("docProps/core.xml")


def test_a_document_without_plans_or_claims_has_fewer_slides() -> None:
    assert len(slides(pptx_bytes(slide_deck(small())))) == 4


def test_a_year_without_records_says_so() -> None:
    found = slides(pptx_bytes(slide_deck(small(None, {"activity": []}))))
    assert "No emissions yet" in found[1].notes_slide.notes_text_frame.text


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "\u202egnp.exe", "x" * 3000, "a\x07b", "]]>&amp;"])
def test_hostile_words_are_text_and_no_formula(text: str) -> None:
    promise: Row = {"id": "p", "title": text, "unit": text, "quantity": 2.0, "due": "2025-01-01"}
    named: dict[str, list[Row]] = {
        "measure_claim": [LAMPS | {"title": text}],
        "commitment": [promise],
        "organisation": [{"name": text}],
        "reporting_year": [YEARS[0], YEARS[1] | {"label": text[:200]}],
    }
    content = pptx_bytes(slide_deck(small(None, {**TABLES, "delivery": [], **named})))
    shown = slides(content)[0].shapes
    assert any(without_turning(text) in one.text_frame.text for one in shown if one.has_text_frame)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    assert not [part for part in parts if re.search(r"<f[ >]", part)]
    for book in books(content):
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            assert "<f" not in archive.read("xl/worksheets/sheet1.xml").decode().replace("<fo", "")


def test_the_samples_slides_show_its_totals() -> None:
    content = pptx_bytes(slide_deck(sample()))
    shown = tonnes(sample().inventory("2024-25").total_location_kg)
    assert shown in slides(content)[1].notes_slide.notes_text_frame.text
