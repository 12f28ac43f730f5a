from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carbonsv.gui.pages.reports.pack_pane import PackPane, _size

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.gui.pages.reports.page import ReportsPage

PATIENCE_MS = 90_000


@pytest.fixture
def pane(qtbot: QtBot, page: ReportsPage) -> PackPane:
    page.choose("tender-pack")
    qtbot.waitUntil(lambda: "tender-pack" in page.panes)
    found = page.panes["tender-pack"]
    assert isinstance(found, PackPane)
    return found


def test_the_pack_is_made_and_its_files_are_listed(qtbot: QtBot, pane: PackPane, tmp_path: Path) -> None:
    pane.make(tmp_path)
    assert pane.progress.isVisible()
    qtbot.waitUntil(lambda: not pane.progress.isVisible(), timeout=PATIENCE_MS)
    names = [item.text(0) for item in pane.files.findItems("", Qt.MatchFlag.MatchContains)]
    assert {"carbon-reduction-plan.pdf", "evidence.xlsx", "manifest.json"} <= set(names)
    assert all((tmp_path / name).exists() for name in names)
    assert "DRAFT" in pane.status.text()
    assert pane.summary.text().startswith(f"{len(names)} files, ")


def test_cancel_stops_the_pack_and_leaves_nothing(qtbot: QtBot, pane: PackPane, tmp_path: Path) -> None:
    pane.make(tmp_path / "pack")
    QTest.mouseClick(pane.progress.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not pane.progress.isVisible(), timeout=PATIENCE_MS)
    assert not (tmp_path / "pack").exists()
    assert pane.status.text() == "The tender pack was stopped; no file was written."
    assert pane.make_button.isEnabled()


@pytest.mark.parametrize(
    ("size_bytes", "said"), [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (2_500_000, "2.5 MB")]
)
def test_a_size_is_said_in_the_unit_that_fits(size_bytes: int, said: str) -> None:
    assert _size(size_bytes) == said


def test_a_window_that_closes_stops_the_worker(pane: PackPane, tmp_path: Path) -> None:
    pane.make(tmp_path / "pack")
    pane._jobs.silence()
    assert pane.progress._stop.is_set()
    pane._jobs.stop()
    assert not (tmp_path / "pack").exists()
