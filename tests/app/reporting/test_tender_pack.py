from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import docx
import pytest

from carbonsv.app.reporting.tender_pack import make_tender_pack
from carbonsv.app.session import Session
from carbonsv.model.text import tonnes
from carbonsv.reports.plain import without_turning

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.library.factor_library import FactorLibrary

DAY = date(2025, 8, 1)
WANTED = {
    "carbon-reduction-plan.docx",
    "carbon-reduction-plan.pdf",
    "evidence.json",
    "evidence.xlsx",
    "inventory-report.pdf",
    "manifest.json",
    "secr-statement.pdf",
    "slides.pptx",
    "social-value-statement.docx",
    "social-value-statement.pdf",
}


def files(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def test_the_samples_pack_is_whole_and_the_same_each_time(library: FactorLibrary, tmp_path: Path) -> None:
    session = Session(library, home=tmp_path / "home")
    session.open_sample()
    made = make_tender_pack(session, tmp_path / "one", DAY)
    make_tender_pack(session, tmp_path / "two", DAY)
    assert not made.draft
    found = files(tmp_path / "one")
    assert set(found) >= WANTED
    assert found == files(tmp_path / "two")
    shown = tonnes(session.snapshot().inventory().total_location_kg)
    assert shown in found["evidence.json"].decode()
    assert shown in found["charts/scopes.txt"].decode()


def test_a_document_without_plans_leaves_out_their_charts(
    session: Session, record: str, tmp_path: Path
) -> None:
    assert record
    made = make_tender_pack(session, tmp_path / "pack", DAY)
    assert made.draft
    names = {one.name for one in made.files}
    assert "scopes.png" in names
    assert "waterfall.png" not in names


@pytest.mark.parametrize(
    "name", ["=cmd|'/C calc'!A0", '<b>#import "x": *</b>', "{{x}} \u202egnp.exe שלום 🏭漢", "x" * 5000]
)
def test_a_hostile_name_is_text_in_every_document(
    session: Session, record: str, name: str, tmp_path: Path
) -> None:
    assert not session.set_cell("organisation", "organisation", "name", name)
    if name.isascii() and len(name) < 100:  # charts draw letters their font lacks as boxes, and say so
        assert not session.set_cell("reporting_year", "2024-04", "label", name)
    assert not session.set_cell("activity", record, "note", name)
    found = {one.relative_to(tmp_path).as_posix() for one in make_tender_pack(session, tmp_path, DAY).files}
    assert found >= WANTED
    word = docx.Document(str(tmp_path / "carbon-reduction-plan.docx"))
    assert without_turning(name) in [one.text for one in word.paragraphs]
