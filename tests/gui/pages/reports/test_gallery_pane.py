from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from carbonsv.gui.pages.reports.gallery_pane import GalleryPane

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.gui.pages.reports.page import ReportsPage

PATIENCE_MS = 60_000


@pytest.fixture
def gallery(qtbot: QtBot, page: ReportsPage) -> GalleryPane:
    page.choose("charts")
    qtbot.waitUntil(lambda: "charts" in page.panes)
    found = page.panes["charts"]
    assert isinstance(found, GalleryPane)
    qtbot.waitUntil(lambda: not page._surroundings.jobs.busy, timeout=PATIENCE_MS)
    return found


def choose(gallery: GalleryPane, name: str) -> None:
    """Choose a chart by its name."""
    names = [gallery.strip.item(at).data(Qt.ItemDataRole.UserRole) for at in range(gallery.strip.count())]
    gallery.strip.setCurrentRow(names.index(name))


def test_the_first_chart_says_what_it_is_for_and_what_it_shows(qtbot: QtBot, gallery: GalleryPane) -> None:
    assert gallery.chosen == "scopes"
    assert "scope" in gallery.purpose.text()
    qtbot.waitUntil(lambda: "Scope 2" in gallery.chart.accessibleName(), timeout=PATIENCE_MS)


def test_a_chart_without_data_says_what_it_needs(gallery: GalleryPane) -> None:
    choose(gallery, "waterfall")
    assert not gallery.chart.isVisible()
    assert not gallery.save_button.isEnabled()
    assert gallery.purpose.text().endswith(gallery._charts["waterfall"].needs)


def test_copy_puts_picture_drawing_and_numbers_on_the_clipboard(qtbot: QtBot, gallery: GalleryPane) -> None:
    QTest.mouseClick(gallery.copy_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: gallery.status.text().startswith("Copied"), timeout=PATIENCE_MS)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert bytes(data.data("image/svg+xml").data()).lstrip().startswith(b"<?xml")
    assert "\t" in data.text().splitlines()[0]
    QGuiApplication.clipboard().clear()


def test_a_chart_is_saved_in_the_format_of_its_name(
    qtbot: QtBot, gallery: GalleryPane, tmp_path: Path
) -> None:
    path = tmp_path / "scopes.xlsx"
    gallery.save(path)
    qtbot.waitUntil(gallery.line.isVisible, timeout=PATIENCE_MS)
    assert path.stat().st_size > 0
    assert gallery.line.label.text() == f"scopes.xlsx was saved in {tmp_path}."
