from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from carbonsv.app.evidence import attach
from carbonsv.gui.pages.reports.files_pane import FilesPane

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.pages.reports.page import ReportsPage


def test_the_evidence_is_saved_as_a_workbook(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    page.choose("evidence")
    qtbot.waitUntil(lambda: "evidence" in page.panes)
    pane = page.panes["evidence"]
    assert isinstance(pane, FilesPane)
    pane.write(tmp_path / "evidence.xlsx")
    qtbot.waitUntil(pane.line.isVisible, timeout=60_000)
    assert (tmp_path / "evidence.xlsx").read_bytes().startswith(b"PK")


def test_attached_files_are_in_the_evidence(
    qtbot: QtBot, page: ReportsPage, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "bill.pdf").write_bytes(b"%PDF a bill")
    attach(session, tmp_path / "bill.pdf", "bill")
    page.choose("evidence")
    qtbot.waitUntil(lambda: "evidence" in page.panes)
    pane = page.panes["evidence"]
    assert isinstance(pane, FilesPane)
    pane.write(tmp_path / "evidence.json")
    qtbot.waitUntil(pane.line.isVisible, timeout=60_000)
    held = b64encode(b"%PDF a bill").decode()
    assert held in (tmp_path / "evidence.json").read_text("utf-8")


def test_the_slides_are_saved(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    page.choose("slides")
    qtbot.waitUntil(lambda: "slides" in page.panes)
    pane = page.panes["slides"]
    assert isinstance(pane, FilesPane)
    pane.write(tmp_path / "slides.pptx")
    qtbot.waitUntil(pane.line.isVisible, timeout=60_000)
    assert (tmp_path / "slides.pptx").read_bytes().startswith(b"PK")
