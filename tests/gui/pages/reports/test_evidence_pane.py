from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.gui.pages.reports.evidence_pane import EvidencePane

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.gui.pages.reports.page import ReportsPage


def test_the_evidence_is_saved_as_a_workbook(qtbot: QtBot, page: ReportsPage, tmp_path: Path) -> None:
    page.choose("evidence")
    qtbot.waitUntil(lambda: "evidence" in page.panes)
    pane = page.panes["evidence"]
    assert isinstance(pane, EvidencePane)
    pane.write(tmp_path / "evidence.xlsx")
    qtbot.waitUntil(pane.line.isVisible, timeout=60_000)
    assert (tmp_path / "evidence.xlsx").read_bytes().startswith(b"PK")
