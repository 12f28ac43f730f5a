from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from carbonsv.gui.pages.reports.branding_pane import BrandingPane

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow
    from carbonsv.gui.pages.reports.page import ReportsPage


@pytest.fixture
def pane(qtbot: QtBot, page: ReportsPage) -> BrandingPane:
    page.choose("branding")
    qtbot.waitUntil(lambda: "branding" in page.panes)
    found = page.panes["branding"]
    assert isinstance(found, BrandingPane)
    return found


def type_colour(pane: BrandingPane, text: str) -> None:
    """Type a colour and leave the field."""
    pane.colour.setText(text)
    QTest.keyClick(pane.colour, Qt.Key.Key_Return)


def test_a_dark_colour_is_used_and_its_contrast_said(pane: BrandingPane, session: Session) -> None:
    type_colour(pane, "#000000")
    assert session.rows("brand")["colour"].iloc[0] == "#000000"
    assert pane.contrast.text() == (
        "Headings in #000000 have a contrast of 21.0 to 1 on white; 4.5 to 1 is needed."
    )


def test_a_light_colour_is_darkened_and_it_is_said_why(pane: BrandingPane) -> None:
    pane.choose_colour(QColor("#7ac143"))
    assert "It was darkened to " in pane.contrast.text()


def test_what_is_no_colour_is_refused(qtbot: QtBot, acme: MainWindow, pane: BrandingPane) -> None:
    type_colour(pane, "greenish")
    qtbot.waitUntil(lambda: bool(acme.findChildren(QMessageBox)))
    assert "is not a colour" in acme.findChildren(QMessageBox)[0].text()


def test_a_logo_is_shown_and_can_be_removed(qtbot: QtBot, pane: BrandingPane, tmp_path: Path) -> None:
    picture = QImage(80, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("#0b6e4f"))
    picture.save(str(tmp_path / "logo.png"))
    pane.take_logo(tmp_path / "logo.png")
    qtbot.waitUntil(lambda: not pane.logo.pixmap().isNull(), timeout=30_000)
    QTest.mouseClick(pane.remove_button, Qt.MouseButton.LeftButton)
    assert pane.logo.text() == "There is no logo."
