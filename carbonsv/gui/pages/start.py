"""Start: a new document, an existing one, or the sample organisation."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carbonsv.gui import icons, theme
from carbonsv.gui.guard import guarded, nothing
from carbonsv.gui.pages.estimate_card import estimate_card
from carbonsv.gui.widgets.cards import CardGrid
from carbonsv.gui.widgets.choosers import DateEdit
from carbonsv.gui.widgets.controls import PageHeader, button, card, heading, muted
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from carbonsv.document.store import Recoverable
    from carbonsv.gui.preferences import Preferences

_APRIL = 4


class StartPage(QWidget):
    """Offers the ways in. It works before the session is loaded: what is asked for then waits for it."""

    new_asked = Signal(str, object)
    open_asked = Signal()
    sample_asked = Signal()
    path_asked = Signal(object)
    recover_asked = Signal(object)
    estimate_asked = Signal(str, object)

    def __init__(self, preferences: Preferences) -> None:
        """Lay the page out."""
        super().__init__()
        self._preferences = preferences
        self.recovered: list[QPushButton] = []
        self.setAcceptDrops(True)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        margin = theme.PAGE_MARGIN_PX
        layout.setContentsMargins(margin, 24, margin, margin)
        layout.setSpacing(theme.GAP_PX + 4)
        layout.addWidget(
            PageHeader(
                self.tr("Work out your carbon footprint"),
                self.tr("Everything stays on this computer: nothing is ever sent anywhere."),
            )
        )
        layout.addWidget(CardGrid(((self._new_card(), 1), (self._open_card(), 1), (self._sample_card(), 1))))
        layout.addWidget(self._recovery_card())
        layout.addWidget(estimate_card(self._estimate_button()))
        layout.addWidget(self._recent_card(), 1)
        self._scroll(inside)

    def _scroll(self, inside: QWidget) -> None:
        area = scrolling(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)

    def _new_card(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(heading(self.tr("New document"), 1.15))
        layout.addWidget(muted(self.tr("One document holds one organisation with all its years."), wrap=True))
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Acme Facilities Ltd"))
        self.name.returnPressed.connect(self._new)
        self.start = DateEdit()
        self.start.setDate(_last_financial_year(date.today()))  # noqa: DTZ011 - the user's own calendar
        self.start.setDisplayFormat("d MMMM yyyy")
        for caption, field in (
            (self.tr("Name of the &organisation"), self.name),
            (self.tr("First day of the reporting &year"), self.start),
        ):
            label = QLabel(caption)
            label.setBuddy(field)
            label.setWordWrap(True)
            field.setAccessibleName(caption.replace("&", ""))
            layout.addWidget(label)
            layout.addWidget(field)
        self.refusal = QLabel()
        self.refusal.setProperty("refusal", True)  # noqa: FBT003
        self.refusal.hide()
        layout.addWidget(self.refusal)
        layout.addStretch(1)
        self.create_button = button(
            self.tr("Create"),
            self.tr("Make a new document for this organisation"),
            self._new,
            style="primary",
        )
        layout.addWidget(self.create_button)
        return frame

    def _estimate_button(self) -> QPushButton:
        self.estimate_button = button(
            self.tr("Answer five questions…"),
            self.tr("Make a first estimate of the year from what you know"),
            self._estimate,
        )
        return self.estimate_button

    def _estimate(self) -> None:
        self.estimate_asked.emit(self.name.text().strip(), self.start.date().toPython())

    def _open_card(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(heading(self.tr("Open a document"), 1.15))
        layout.addWidget(
            muted(
                self.tr("A .carbonsv file that was saved before. You can also drop it on this page."),
                wrap=True,
            )
        )
        layout.addStretch(1)
        self.open_button = button(
            self.tr("Open…"), self.tr("Choose a document on this computer"), self.open_asked.emit
        )
        layout.addWidget(self.open_button)
        return frame

    def _sample_card(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(heading(self.tr("Look around first"), 1.15))
        layout.addWidget(
            muted(
                self.tr(
                    "A made-up facilities company with three sites and a full year of bills, journeys, waste "
                    "and purchases. Change anything you like: it is your own copy."
                ),
                wrap=True,
            )
        )
        layout.addStretch(1)
        self.sample_button = button(
            self.tr("Explore the sample organisation"),
            self.tr("Open a fictitious organisation to see how everything works"),
            self.sample_asked.emit,
        )
        layout.addWidget(self.sample_button)
        return frame

    def _recent_card(self) -> QFrame:
        frame, layout = card()
        layout.addWidget(heading(self.tr("Recent documents"), 1.15))
        self.no_recent = muted(self.tr("The documents you open or save will be listed here."), wrap=True)
        layout.addWidget(self.no_recent)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        layout.addLayout(self._recent)
        layout.addStretch(1)
        self.recent: list[QPushButton] = []
        self.list_recent()
        return frame

    def _recovery_card(self) -> QFrame:
        self.recovery, layout = card()
        layout.addWidget(heading(self.tr("Unsaved work was found"), 1.15))
        said = self.tr("The program ended before these documents were saved. Nothing of them is lost.")
        layout.addWidget(muted(said, wrap=True))
        self._recoverable = QVBoxLayout()
        layout.addLayout(self._recoverable)
        self.recovery.hide()
        return self.recovery

    def offer_recovery(self, items: Sequence[Recoverable]) -> None:
        """Offer unsaved work that was left behind."""
        for old in self.recovered:
            self._recoverable.removeWidget(old)
            old.deleteLater()
        self.recovered = [self._recovery_button(item) for item in items]
        self.recovery.setVisible(bool(items))

    def _recovery_button(self, item: Recoverable) -> QPushButton:
        when = datetime.fromtimestamp(item.changed)  # noqa: DTZ006 - the user's own clock
        text = self.tr("Recover {0}, last changed {1}").format(item.title, f"{when:%d %B %Y, %H:%M}")
        result = button(text, text, partial(self.recover_asked.emit, item), style="link")
        self._recoverable.addWidget(result, 0, Qt.AlignmentFlag.AlignLeft)
        return result

    def list_recent(self) -> None:
        """List the documents opened or saved last."""
        for old in self.recent:
            self._recent.removeWidget(old)
            old.deleteLater()
        self.recent = [self._recent_button(path) for path in self._preferences.recent]
        self.no_recent.setVisible(not self.recent)

    def _recent_button(self, path: Path) -> QPushButton:
        text = self.tr("{0}   in {1}").format(path.stem, path.parent).replace("&", "&&")
        result = button(text, str(path), lambda: self.path_asked.emit(path), style="link")
        self._recent.addWidget(result, 0, Qt.AlignmentFlag.AlignLeft)
        return result

    def show_icons(self) -> None:
        """Give the buttons their icons."""
        accent = theme.current().on_accent
        self.create_button.setIcon(icons.icon("new", accent))
        self.open_button.setIcon(icons.icon("open"))
        self.sample_button.setIcon(icons.icon("sample"))
        self.estimate_button.setIcon(icons.icon("estimate"))

    def _new(self) -> None:
        name = self.name.text().strip()
        self.refusal.setText("" if name else self.tr("Type the name of the organisation first."))
        self.refusal.setVisible(not name)
        if not name:
            self.name.setFocus()
            return
        self.new_asked.emit(name, self.start.date().toPython())

    @guarded(nothing)
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Accept a document."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    @guarded(nothing)
    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open the document that was dropped."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.path_asked.emit(path)


def _dropped(event: QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix == ".carbonsv" else None


def _last_financial_year(today: date) -> QDate:
    """Return the first day of the last April-to-March year that is over."""
    over = today.year - 1 if today.month >= _APRIL else today.year - 2
    return QDate(over, _APRIL, 1)
