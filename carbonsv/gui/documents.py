"""Opening, saving and closing documents, with the questions that need asking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from carbonsv.app.quick_estimate import Answers
    from carbonsv.app.session import Session
    from carbonsv.document.store import Recoverable
    from carbonsv.gui.door import Door
    from carbonsv.gui.preferences import Preferences
    from carbonsv.model.issue import Issue

_SUFFIX = ".carbonsv"
_FILTER = "CarbonSV (*.carbonsv)"


class Documents(QObject):
    """What the File menu and the Start page ask for."""

    opened = Signal()
    closed = Signal()
    saved = Signal(object)

    def __init__(self, window: QWidget, door: Door, preferences: Preferences) -> None:
        """Remember whose dialogs these are."""
        super().__init__(window)
        self._window = window
        self._door = door
        self._preferences = preferences

    @Slot(str, object)
    def new(self, name: str, start: date) -> None:
        """Make a document for an organisation and the year that begins on a day."""
        end = _year_end(start)
        self._replace(self.tr("Making the document"), lambda session: session.new(name, start, end))

    def estimate(
        self, name: str, start: date, answers: Answers, done: Callable[[], object] = lambda: None
    ) -> None:
        """Make a document with a quick estimate of the year that begins on a day."""

        def opened() -> None:
            self.opened.emit()
            done()

        self._replace(
            self.tr("Making the estimate"),
            lambda session: _estimate(session, name, start, answers),
            opened,
        )

    @Slot()
    def open(self) -> None:
        """Ask which document to open."""
        folder = str(self._preferences.recent[0].parent) if self._preferences.recent else ""
        dialog = QFileDialog(self._window, self.tr("Open a document"), folder, _FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.open_path(Path(chosen)))
        _show(dialog)

    @Slot(object)
    def open_path(self, path: Path) -> None:
        """Open a document."""

        def remember() -> None:
            self._preferences.remember(path)
            self.opened.emit()
            self._tell(_opening_news)

        self._replace(self.tr("Opening the document"), lambda session: session.open(path), remember)

    @Slot()
    def open_sample(self) -> None:
        """Open the sample organisation."""
        self._replace(self.tr("Opening the sample"), lambda session: session.open_sample())

    @Slot(object)
    def recover(self, item: Recoverable) -> None:
        """Take up unsaved work that was left behind."""
        self._replace(self.tr("Recovering"), lambda session: session.recover(item))

    @Slot()
    def save(self) -> None:
        """Save the document, asking where the first time."""
        session = self._door.session
        if session is None or not self._door.has_document:
            return
        if session.path is None:
            self.save_as()
        else:
            self._save(None)

    @Slot()
    def save_as(self) -> None:
        """Ask where to save the document, and save it there."""
        if self._door.has_document:
            self._save_elsewhere(lambda: None)

    @Slot()
    def close(self) -> None:
        """Close the document, once nothing would be lost."""
        if self._door.has_document:
            self.when_safe(self._close_now)

    def _close_now(self) -> None:
        self._door.do(self.tr("Closing"), _close, lambda _: self.closed.emit())

    @property
    def unsaved(self) -> bool:
        """Whether closing now would leave changes out of the user's file."""
        session = self._door.session
        return session is not None and self._door.has_document and not session.saved

    def when_safe(self, go_on: Callable[[], object]) -> None:
        """Go on once unsaved work is saved or given up; otherwise stay."""
        session = self._door.session
        if session is None or not self.unsaved:
            go_on()
            return
        self._ask_to_save(session.document_name, go_on)

    def _answer(self, answer: int, go_on: Callable[[], object]) -> None:
        session = self._door.session
        if answer == QMessageBox.StandardButton.Discard:
            self._door.do(self.tr("Closing"), _discard, lambda _: go_on())
        elif answer == QMessageBox.StandardButton.Save and session is not None:
            if session.path is None:
                self._save_elsewhere(go_on)
            else:
                self._save(None, go_on)

    def _replace(
        self, label: str, action: Callable[[Session], object], done: Callable[[], object] | None = None
    ) -> None:
        finished = done or self.opened.emit

        def go_on() -> None:
            self._door.do(label, action, lambda _: finished())

        self.when_safe(go_on)

    def _save(self, path: Path | None, go_on: Callable[[], object] = lambda: None) -> None:
        def done(saved_to: Path) -> None:
            self._preferences.remember(saved_to)
            self.saved.emit(saved_to)
            self._tell(_saving_news)
            go_on()

        self._door.do(self.tr("Saving"), lambda session: session.save(path), done)

    def _tell(self, news: Callable[[Session], Sequence[Issue]]) -> None:
        from carbonsv.gui import messages  # noqa: PLC0415 - after the first paint

        messages.news(self._window, self._door.ask(news) or ())

    def _save_elsewhere(self, go_on: Callable[[], object]) -> None:
        session = self._door.session
        name = "" if session is None else session.document_name
        dialog = QFileDialog(self._window, self.tr("Save the document"), "", _FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_SUFFIX.removeprefix("."))
        dialog.selectFile(_file_name(name))
        dialog.fileSelected.connect(lambda chosen: self._save(Path(chosen), go_on))
        _show(dialog)

    def _ask_to_save(self, name: str, go_on: Callable[[], object]) -> None:
        choice = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Unsaved changes"))
        box.setText(self.tr("Save the changes to {0} first?").format(name))
        box.setInformativeText(self.tr("Without saving, the changes since the last save are given up."))
        box.setStandardButtons(choice.Save | choice.Discard | choice.Cancel)
        box.setDefaultButton(choice.Save)
        box.finished.connect(lambda answer: self._answer(answer, go_on))
        _show(box)


def _show(dialog: QDialog) -> None:
    """Open a dialog over its window without stopping the program; it is gone once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _estimate(session: Session, name: str, start: date, answers: Answers) -> None:
    from carbonsv.app.first_estimate import begin_with_estimate  # noqa: PLC0415 - it loads pandas

    begin_with_estimate(session, name, start, _year_end(start), answers)


def _opening_news(session: Session) -> Sequence[Issue]:
    from carbonsv.app.file_news import opening_news  # noqa: PLC0415 - after the first paint

    return opening_news(session)


def _saving_news(session: Session) -> Sequence[Issue]:
    from carbonsv.app.file_news import saving_news  # noqa: PLC0415 - after the first paint

    return saving_news(session)


def _close(session: Session) -> None:
    session.close()


def _discard(session: Session) -> None:
    session.close(discard=True)


def _file_name(name: str) -> str:
    safe = "".join(letter if letter.isalnum() or letter in " -_()" else "-" for letter in name).strip()
    return (safe or "document") + _SUFFIX


def _year_end(start: date) -> date:
    """Return the last day of the twelve months that begin on a day."""
    from datetime import timedelta  # noqa: PLC0415

    last_of_february = start.month == 2 and start.day == 29  # noqa: PLR2004 - a leap day has no next year
    following = (
        start.replace(year=start.year + 1, month=3, day=1)
        if last_of_february
        else start.replace(year=start.year + 1)
    )
    return following - timedelta(days=1)
