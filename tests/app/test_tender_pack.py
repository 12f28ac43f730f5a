from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from carbonsv.app.session import Session
from carbonsv.app.tender_pack import make_tender_pack
from carbonsv.model.text import tonnes

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
