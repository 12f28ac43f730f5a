from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.gui.pages.reports.document_pane import DocumentPane

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.pages.reports.page import ReportsPage

PATIENCE_MS = 60_000


def pane(qtbot: QtBot, page: ReportsPage, kind: str) -> DocumentPane:
    """Choose a document, turn to its pages and wait for them."""
    page.choose(kind)
    qtbot.waitUntil(lambda: kind in page.panes, timeout=PATIENCE_MS)
    found = page.panes[kind]
    assert isinstance(found, DocumentPane)
    found.tabs.setCurrentWidget(found.pages)
    qtbot.waitUntil(lambda: bool(found.pages.pages), timeout=PATIENCE_MS)
    return found


def test_the_pages_are_shown_as_pictures_with_their_numbers(qtbot: QtBot, page: ReportsPage) -> None:
    pages = pane(qtbot, page, "secr").pages.pages
    assert pages[0].accessibleName() == f"Page 1 of {len(pages)} of Energy and carbon statement"
    assert pages[0].height() > pages[0].width()  # A4 upright


def test_pages_of_before_stand_back_until_the_new_ones_come(
    qtbot: QtBot, page: ReportsPage, session: Session
) -> None:
    pages = pane(qtbot, page, "secr").pages.pages
    row = session.rows("activity")["id"].iloc[0]
    session.set_cell("activity", row, "quantity", "12345")
    qtbot.waitUntil(lambda: pages[0].is_old, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not pages[0].is_old, timeout=PATIENCE_MS)


def test_a_document_is_saved_and_it_is_said_where(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    found = pane(qtbot, page, "inventory")
    path = tmp_path / "inventory.docx"
    with qtbot.waitSignal(found.written, timeout=PATIENCE_MS):
        found._write(path)
    assert path.read_bytes().startswith(b"PK")
    assert found.line.label.text() == f"inventory.docx was saved in {tmp_path}."
    assert found.line.open_button.isVisible()


def test_a_draft_is_saved_and_called_one(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    found = pane(qtbot, page, "carbon-reduction-plan")
    with qtbot.waitSignal(found.written, timeout=PATIENCE_MS):
        found._write(tmp_path / "plan.pdf")
    assert "plan.pdf was saved as DRAFT in " in found.line.label.text()
