"""Files attached on the social value page: to claims, promises, deliveries and requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from carbonsv.app.evidence import attach, attach_to, evidence_counts
from carbonsv.gui.widgets.evidence_dialog import EvidenceDialog
from tests.gui.pages.social.test_page import part

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow
    from carbonsv.gui.pages.social.page import SocialPage
    from carbonsv.gui.pages.social.requirements import Requirements
    from carbonsv.gui.pages.social.section import Section


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    path = tmp_path / "bill.pdf"
    path.write_bytes(b"May")
    return path


def drop(target: QWidget, place: QPoint, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, left, none)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, left, none))


def dialog_of(window: MainWindow) -> EvidenceDialog:
    window.actions_by_id["evidence"].trigger()
    return window.findChildren(EvidenceDialog)[-1]


def test_a_file_dropped_on_a_claim_is_attached_counted_and_listed(
    qtbot: QtBot, sample_page: SocialPage, window: MainWindow, session: Session, bill: Path
) -> None:
    sample_page.tabs.setCurrentWidget(sample_page.claims)
    table = sample_page.claims.results
    place = table.visualRect(table.records.index(table.records.row_of("claim-lamps"), 0)).center()
    drop(table.viewport(), place, bill)
    qtbot.waitUntil(lambda: evidence_counts(session.document, "measure_claim") == {"claim-lamps": 1})
    qtbot.waitUntil(lambda: table.records.value(table.records.row_of("claim-lamps"), "files") == 1)
    table.select("claim-lamps")
    dialog = dialog_of(window)
    assert dialog.title.text().startswith("Evidence for LED lighting")
    assert not dialog.quality.isVisibleTo(dialog)
    assert dialog.files.rows.rows[0].cells[0] == "bill.pdf"


def test_a_table_dropped_on_a_claim_is_evidence_without_a_question(
    qtbot: QtBot, sample_page: SocialPage, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "ledger.csv").write_text("a,b\n1,2\n")
    sample_page.tabs.setCurrentWidget(sample_page.claims)
    table = sample_page.claims.results
    place = table.visualRect(table.records.index(table.records.row_of("claim-lamps"), 0)).center()
    drop(table.viewport(), place, tmp_path / "ledger.csv")
    qtbot.waitUntil(lambda: evidence_counts(session.document, "measure_claim") == {"claim-lamps": 1})


def test_a_claim_of_pledges_at_home_takes_no_file(sample_page: SocialPage) -> None:
    claims = sample_page.claims
    sample_page.tabs.setCurrentWidget(claims)
    records = claims.results.records
    pledged = next(one for one in records.records.ids if not claims.results.is_typed(one))
    claims.results.select(pledged)
    claims.evidence_button.click()
    assert "pledges at home" in claims.card.remark.text()
    assert not claims.findChildren(EvidenceDialog)


@pytest.mark.parametrize("name", ["commitment", "delivery"])
def test_promises_and_deliveries_show_their_files(
    qtbot: QtBot, sample_page: SocialPage, window: MainWindow, session: Session, bill: Path, name: str
) -> None:
    section = cast("Section", part(sample_page, "Commitments", name))
    assert section.table is not None
    table = section.table
    record = table.records.records.ids[0]
    attach(session, bill, record, table=name)
    qtbot.waitUntil(lambda: table.records.value(table.records.row_of(record), "files") == 1)
    table.select(record)
    dialog = dialog_of(window)
    assert dialog.title.text() != f"Evidence for {record}"
    dialog.files.selectRow(0)
    dialog.remove()
    qtbot.waitUntil(lambda: evidence_counts(session.document, name) == {})


def test_a_requirement_asks_for_its_first_file_and_then_lists_them(
    qtbot: QtBot, page: SocialPage, session: Session, bill: Path
) -> None:
    listed = cast("Requirements", part(page, "Requirements", "minimum"))
    button = listed.cards["MR1"].files
    assert button is not None
    assert button.text() == "Attach…"
    button.click()
    chooser = listed.findChildren(QFileDialog)[0]
    chooser.filesSelected.emit([str(bill)])
    chooser.reject()
    qtbot.waitUntil(lambda: button.text() == "1 file")
    assert session.document.frame("requirement")["requirement"].tolist() == ["MR1"]
    button.click()
    assert "Living Wage" in listed.findChildren(EvidenceDialog)[0].title.text()


def test_a_certificate_dropped_on_a_requirement_shows_it(
    qtbot: QtBot, page: SocialPage, session: Session, bill: Path
) -> None:
    listed = cast("Requirements", part(page, "Requirements", "minimum"))
    session.add_row("requirement", {"requirement": "MR2", "met": "yes"})
    drop(listed.cards["MR2"], QPoint(5, 5), bill)
    qtbot.waitUntil(lambda: listed.cards["MR2"].state.text() == "met")
    attach_to(session, [bill], "MR3")
    assert sum(evidence_counts(session.document, "requirement").values()) == 2


def test_where_there_are_no_rows_the_menu_says_so(sample_page: SocialPage, window: MainWindow) -> None:
    sample_page.tabs.setCurrentWidget(sample_page.overview)
    window.actions_by_id["evidence"].trigger()
    assert window.statusBar().currentMessage().startswith("Files are attached to rows")
