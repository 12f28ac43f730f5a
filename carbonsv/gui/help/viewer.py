"""The manual beside the window: contents and search on the left, a chapter on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from carbonsv.app import manual
from carbonsv.gui import theme
from carbonsv.gui.help.typesetting import typeset
from carbonsv.gui.widgets.controls import button, muted
from carbonsv.gui.widgets.titled_list import TitledList

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QTextBlock

_SIZE_PX = (940, 660)
_SIDE_PX = 240
_LARGEST_SHARE = 0.92  # of the screen
_MARGIN_PX = 22


class HelpViewer(QDialog):
    """Shows chapters; links to other places are shown as text and never opened by themselves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the contents."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Manual"))
        self.setModal(False)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the manual"))
        self.search.setAccessibleName(self.tr("Search the manual"))
        self.search.setAccessibleDescription(self.tr("Lists the places where all words occur"))
        self.search.setClearButtonEnabled(True)
        self.list = TitledList(self.tr("Contents"))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(self.tr("Chapter"))
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(_MARGIN_PX)
        self.back_button = button(self.tr("Back"), self.tr("Back to where you were"), self.back)
        self.note = muted(wrap=True)
        self._seen: list[tuple[str, str]] = []
        self._shown = ""
        self._lay_out()
        self._connect()
        self._list_chapters()

    def _lay_out(self) -> None:
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(14, 14, 6, 14)
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        right = QWidget()
        page = QVBoxLayout(right)
        page.setContentsMargins(6, 14, 14, 14)
        page.setSpacing(8)
        page.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addWidget(self.note, 1)
        row.addWidget(button(self.tr("Close"), self.tr("Close the manual"), self.close))
        page.addLayout(row)
        split = QSplitter()
        split.addWidget(side)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([_SIDE_PX, _SIZE_PX[0] - _SIDE_PX])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        place = self.screen().availableGeometry()
        self.resize(
            min(_SIZE_PX[0], round(place.width() * _LARGEST_SHARE)),
            min(_SIZE_PX[1], round(place.height() * _LARGEST_SHARE)),
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.list.currentItemChanged.connect(self._choose)
        self.text.anchorClicked.connect(self.follow)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self, self.back)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)

    @property
    def chapter(self) -> str:
        """The id of the chapter that is shown."""
        return self._seen[-1][0] if self._seen else ""

    def open_chapter(self, name: str, anchor: str = "") -> None:
        """Show a chapter, from a heading on where one is named."""
        self._seen.append((name, anchor))
        self._show()

    def back(self) -> None:
        """Go back to where one was."""
        if len(self._seen) > 1:
            self._seen.pop()
            self._show()

    def _show(self) -> None:
        name, anchor = self._seen[-1]
        found = manual.chapter(name)
        if name != self._shown:
            self.text.setMarkdown(found.text)
            typeset(self.text.document())
            self.text.setAccessibleDescription(found.title)
            self._shown = name
        self.back_button.setEnabled(len(self._seen) > 1)
        self.note.clear()
        self._scroll_to(anchor)
        self._mark(name)

    def follow(self, url: QUrl) -> None:
        """Follow a link within the manual; say the address of any other."""
        name = url.path().removesuffix(manual.ENDING)
        if url.isRelative() and name in {one.id for one in manual.chapters()}:
            self.open_chapter(name, url.fragment())
            return
        address = url.toString()
        QGuiApplication.clipboard().setText(address)
        self.note.setText(
            self.tr(
                "{0} is outside the program, which opens nothing by itself. The address was copied."
            ).format(address)
        )

    def _list_chapters(self) -> None:
        self.list.clear()
        for one in manual.chapters():
            self.list.add(one.id, one.title)

    def _search(self, words: str) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        if words.strip():
            self.list.clear()
            for hit in manual.search(words):
                place = f"{hit.section.chapter}#{hit.section.anchor}"
                where = manual.chapter(hit.section.chapter).title
                sentence = hit.snippet if where == hit.section.heading else f"{where}: {hit.snippet}"
                self.list.add(place, hit.section.heading, sentence)
            self.note.setText("" if self.list.count() else self.tr("These words are not in the manual."))
        else:
            self._list_chapters()
            self._mark(self.chapter)
        self.list.blockSignals(False)  # noqa: FBT003

    def _choose(self) -> None:
        name, _, anchor = self.list.chosen.partition("#")
        if name:
            self.open_chapter(name, anchor)

    def _mark(self, name: str) -> None:
        """Show in the contents which chapter is open."""
        if self.search.text().strip():
            return
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.choose(name)
        self.list.blockSignals(False)  # noqa: FBT003

    def _scroll_to(self, anchor: str) -> None:
        block = self._heading(anchor) if anchor else self.text.document().begin()
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setTextCursor(QTextCursor(block))
        if not anchor:
            self.text.verticalScrollBar().setValue(0)

    def _heading(self, anchor: str) -> QTextBlock:
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and manual.anchor(block.text()) == anchor:
                return block
            block = block.next()
        return self.text.document().begin()

    def apply_look(self) -> None:
        """Draw the chapter again in the colours of the look."""
        self.setPalette(QGuiApplication.palette())
        colour = theme.current().surface
        self.text.setStyleSheet(f"QTextBrowser {{ background: {colour}; border-radius: 8px; }}")
        self._shown = ""
