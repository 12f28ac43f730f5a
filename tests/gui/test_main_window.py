from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from carbonsv.document import Document, Edit
from carbonsv.errors import UnusableFileError
from carbonsv.gui import theme
from carbonsv.gui.widgets.bug_dialog import BugDialog, report_text

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow
    from carbonsv.gui.preferences import Appearance

PAGES = (
    *("organisation", "buildings", "travel", "waste", "procurement"),
    *("footprint", "social", "reports", "factors", "history"),
)
CONTROLS: tuple[type[QWidget], ...] = (QLineEdit, QComboBox, QDateEdit, QAbstractItemView)


def answer(qtbot: QtBot, window: MainWindow, button: QMessageBox.StandardButton) -> None:
    """Press a button of the question that is open."""
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    box = window.findChildren(QMessageBox)[-1]
    qtbot.waitUntil(box.isVisible)
    box.button(button).click()


def test_the_sidebar_lists_the_pages_in_the_order_of_the_work(window: MainWindow) -> None:
    pages = window.sidebar.pages
    titles = [pages.item(row).text() for row in range(pages.count())]
    assert titles[:2] == ["Start", "Organisation"]
    assert titles[2:6] == ["Buildings", "Travel", "Waste", "Procurement"]
    order = ["Footprint", "Social value", "Plan", "Reports", "Factors", "History"]
    assert titles[6:] == [title for title in order if title in titles]


def test_without_a_document_every_page_says_what_to_do_first(window: MainWindow) -> None:
    for page in PAGES:
        window.show_page(page)
        assert "Start page first" in window.stack.closed.text.text()
        assert window.stack.currentWidget() is window.stack.closed


def test_a_new_document_is_named_in_title_and_sidebar(acme: MainWindow) -> None:
    acme.describe()
    assert "Acme Ltd" in acme.windowTitle()
    assert "CarbonSV" in acme.windowTitle()
    assert acme.sidebar.document.text() == "Acme Ltd"


def test_the_strip_follows_an_edit(qtbot: QtBot, acme: MainWindow, session: Session) -> None:
    acme.show_page("buildings")
    session.set_cell("activity", "bill", "quantity", "2 MWh")
    value = acme.strip._values["scope2_location_kg"]
    qtbot.waitUntil(lambda: value.text() == "414 kg CO₂e")  # 2000 kWh * 0.20705
    assert value.accessibleName() == "Scope 2: 414 kg CO₂e"


def test_a_number_of_the_strip_explains_itself(qtbot: QtBot, acme: MainWindow) -> None:
    acme.show_page("buildings")
    value = acme.strip._values["scope2_location_kg"]
    qtbot.waitUntil(lambda: value.text() == "207 kg CO₂e")
    value.setFocus()
    with qtbot.waitSignal(acme.explanations.shown, timeout=10_000) as shown:
        QTest.keyClick(value, Qt.Key.Key_Space)
    assert "1,000 kWh × 0.20705 kg CO₂e per kWh" in shown.args[0].text.toPlainText()


def test_undo_and_redo_are_named_in_the_edit_menu(qtbot: QtBot, acme: MainWindow, session: Session) -> None:
    session.set_cell("activity", "bill", "quantity", "2 MWh")
    undo = acme.actions_by_id["undo"]
    qtbot.waitUntil(lambda: undo.text() == "&Undo Change quantity")
    undo.trigger()
    assert session.rows("activity")["quantity"].iloc[0] == 1000
    qtbot.waitUntil(lambda: acme.actions_by_id["redo"].text() == "&Redo Change quantity")


def test_an_import_is_taken_back_and_done_again_in_a_worker(
    qtbot: QtBot, acme: MainWindow, session: Session
) -> None:
    bill = session.rows("activity")
    session.insert_frame("Import", "activity", bill.assign(id="imported"))
    for step, rows in (("undo", 1), ("redo", 2)):
        with qtbot.waitSignal(acme._door.served, timeout=20_000):
            acme.actions_by_id[step].trigger()
        assert len(session.rows("activity")) == rows


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name_for_screen_readers(qtbot: QtBot, acme: MainWindow, page: str) -> None:
    acme.show_page(page)
    qtbot.waitUntil(lambda: not acme._surroundings.jobs.busy, timeout=20_000)
    shown: list[QWidget] = [
        each for each in acme.findChildren(QAbstractButton) if each.isVisible() and each.text()
    ]
    for kind in CONTROLS:
        shown += [each for each in acme.findChildren(kind) if each.isVisible()]
    own = [each for each in shown if not each.objectName().startswith("qt_")]
    assert [each for each in own if not each.accessibleName()] == []


def test_leaving_unsaved_work_is_asked_about(qtbot: QtBot, acme: MainWindow) -> None:
    acme.close()
    qtbot.waitUntil(lambda: bool(acme.findChildren(QMessageBox)))
    answer(qtbot, acme, QMessageBox.StandardButton.Cancel)
    assert acme.isVisible()


def test_work_can_be_given_up_on_leaving(qtbot: QtBot, acme: MainWindow, session: Session) -> None:
    acme.close()
    answer(qtbot, acme, QMessageBox.StandardButton.Discard)
    qtbot.waitUntil(lambda: not acme.isVisible())
    assert not session.is_open
    assert session.recoverable() == []


def test_saving_tells_where(qtbot: QtBot, acme: MainWindow, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "acme.carbonsv"
    with qtbot.waitSignal(acme.documents.saved, timeout=20_000):
        acme.documents._save(path)
    assert path.exists()
    assert session.saved
    assert "Saved as" in acme.statusBar().currentMessage()
    assert [each.toolTip() for each in acme.start.recent] == [str(path)]


def test_a_file_that_cannot_be_opened_is_explained(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "broken.carbonsv"
    path.write_text("not a document")
    window.documents.open_path(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=10_000)
    assert "broken.carbonsv cannot be used" in window.findChildren(QMessageBox)[0].text()


def test_a_refusal_is_said_in_its_own_words_with_the_hint(window: MainWindow) -> None:
    window.explain(UnusableFileError("bills.xlsx", "it is empty", "Choose another file."))
    box = window.findChildren(QMessageBox)[0]
    assert box.text() == "bills.xlsx cannot be used: it is empty."
    assert box.informativeText() == "Choose another file."


@pytest.mark.parametrize(("look", "tokens"), [("light", theme.LIGHT), ("dark", theme.DARK)])
def test_the_look_is_changed_at_once(window: MainWindow, look: Appearance, tokens: theme.Tokens) -> None:
    window._choose_appearance(look)
    assert theme.current() is tokens
    assert window.palette().window().color().name() == tokens.window


def test_dialogs_have_the_look_of_their_window(window: MainWindow) -> None:
    window._choose_appearance("dark")
    window.explain(UnusableFileError("bills.xlsx", "it is empty", "Choose another file."))
    button = window.findChildren(QMessageBox)[0].buttons()[0]
    border = button.grab().toImage().pixelColor(0, button.height() // 2)
    assert border.name() == theme.DARK.line


def test_the_window_fits_a_small_laptop(acme: MainWindow) -> None:
    for page in PAGES:
        acme.show_page(page)
    assert acme.minimumSizeHint().width() <= 1366
    assert acme.minimumSizeHint().height() <= 700


def test_a_bug_is_shown_and_can_be_copied(qtbot: QtBot, window: MainWindow) -> None:
    fault = ValueError("a bug")
    dialog = BugDialog(report_text(ValueError, fault, None), window)
    qtbot.addWidget(dialog)
    assert "ValueError: a bug" in dialog.report.toPlainText()
    assert dialog.report.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_saving_over_somebody_elses_version_says_where_theirs_is_kept(
    qtbot: QtBot, acme: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "acme.carbonsv"
    with qtbot.waitSignal(acme.documents.saved, timeout=20_000):
        acme.documents._save(path)
    other = Document.open(path, home=tmp_path / "elsewhere")
    other.apply("Add a site", [Edit("site", "theirs", None, {"name": "Theirs"})])
    other.save()
    with qtbot.waitSignal(acme.documents.saved, timeout=20_000):
        acme.documents._save(path)
    qtbot.waitUntil(lambda: bool(acme.findChildren(QMessageBox)))
    assert "changed by somebody else" in acme.findChildren(QMessageBox)[-1].text()
