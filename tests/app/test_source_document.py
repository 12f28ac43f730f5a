"""What the source document asked of windows and documents: S22, S25, S28; the others are in tests/value."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest

from carbonsv.app.gallery.gallery import draw
from carbonsv.app.quick_estimate import Answers, estimate
from carbonsv.app.reporting.making import write_report
from carbonsv.app.social.value import SocialValue
from carbonsv.app.social.words import questions
from carbonsv.charts.export import save

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session

A_MINUTE_S = 60


@pytest.fixture
def sample(session: Session) -> Session:
    """The sample organisation."""
    session.open_sample()
    return session


def test_s22_five_answers_give_a_first_chart_within_a_minute(session: Session) -> None:
    began = time.monotonic()
    answers = Answers(people="4", floor_area="90", electricity="9000 kWh", gas="12000 kWh", miles="1200")
    estimate(session, answers)
    chart = draw(session.snapshot(), "scopes")
    assert chart.data["co2e_kg"].sum() > 0
    assert time.monotonic() - began < A_MINUTE_S


def test_s22_the_advanced_questions_of_a_claim_are_hidden_at_first() -> None:
    simple = [one.field for one in questions().values() if not one.advanced]
    assert {"measure", "baseline_quantity", "current_quantity", "start", "deadweight"} <= set(simple)
    assert len(questions()) - len(simple) > len(questions()) / 3


def test_s25_word_has_a_section_social_value_for_each_borough(sample: Session, tmp_path: Path) -> None:
    path = tmp_path / "statement.docx"
    write_report(sample, "social-value", path)
    paragraphs = docx.Document(str(path)).paragraphs
    headings = [one.text for one in paragraphs if one.style and one.style.name.startswith("Heading")]
    assert "Social Value" in headings
    assert {"Social Value: Salford", "Social Value: Bolton", "Social Value: Manchester"} <= set(headings)


def test_s25_the_pdf_has_the_same_sections(sample: Session, tmp_path: Path) -> None:
    path = tmp_path / "statement.pdf"
    write_report(sample, "social-value", path)
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        (section,) = [one for one in outline.root[0].children if one.title == "Social Value"]
        titles = [one.title for one in section.children]
    assert titles == ["Social Value: Salford", "Social Value: Manchester", "Social Value: Bolton"]


def test_s28_the_chart_has_the_numbers_of_the_table_and_of_the_engine(sample: Session) -> None:
    snapshot = sample.snapshot()
    inventory = snapshot.inventory()
    drawn = draw(snapshot, "categories").data["co2e_kg"].sum()
    table = inventory.by(("scope", "category"))["co2e_kg"].sum()
    lines = inventory.lines
    engine = lines[lines["method"] != "market"]["co2e_kg"].sum()
    assert drawn == pytest.approx(table)
    assert table == pytest.approx(inventory.total_location_kg)
    assert engine == pytest.approx(inventory.total_location_kg)


def test_s28_the_chart_of_the_ledgers_has_the_pounds_of_the_ledgers(sample: Session) -> None:
    found = SocialValue.of(sample.snapshot()).ledgers
    drawn = draw(sample.snapshot(), "ledgers").data.set_index("ledger")["central_gbp"]
    assert drawn["in boundary"] == found.in_boundary.value_gbp.central
    assert drawn["influenced"] == found.influenced.value_gbp.central
    assert drawn["private cash"] == found.cash_gbp


def test_s28_charts_leave_as_png_and_as_svg(sample: Session, tmp_path: Path) -> None:
    chart = draw(sample.snapshot(), "ledgers")
    for name, begins in (("chart.png", b"\x89PNG"), ("chart.svg", b"<?xml")):
        save(chart, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)
