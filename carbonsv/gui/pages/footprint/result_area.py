"""A place for what a job works out: it says so while its numbers are older than the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.widgets.controls import muted

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.errors import CarbonsvError
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.widgets.empty_state import EmptyState

T = TypeVar("T")
_NOTICEABLE_MS = 120


class ResultArea(QWidget):
    """Shows a result of the snapshot that the totals are of, or what to do while there is none.

    From a change of the document to the next result `current` is false, and soon the numbers are greyed.
    """

    def __init__(self, surroundings: Surroundings, key: str, content: QWidget, empty: EmptyState) -> None:
        """Take the content that shows results, and what stands in its place while there is nothing."""
        super().__init__()
        self._totals, self._jobs = surroundings.totals, surroundings.jobs
        self._key = f"footprint:{key}"
        self._content, self._empty = content, empty
        self._empty_text = empty.text.text()
        self.current = False
        self._changes = 0
        self._focused: QWidget | None = None
        self.notice = muted(self.tr("Being worked out again: these numbers are from before the last change."))
        self.notice.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_NOTICEABLE_MS)
        self._patience.timeout.connect(self._grey)
        surroundings.door.changed.connect(self.outdate)

    @property
    def shows_result(self) -> bool:
        """Whether a result is in front, and not what to do first."""
        return self._stack.currentWidget() is self._content

    def ask(self, work: Callable[[Snapshot], T], show: Callable[[T], object]) -> None:
        """Work something out of the snapshot in a job, and show it unless the document has changed since."""
        snapshot = self._totals.snapshot
        if snapshot is None:
            self.show_empty(self._totals.refusal)
            return
        self.outdate()
        asked = self._changes

        def done(result: T) -> None:
            if asked == self._changes:
                self._show(show, result)

        self._jobs.run(self._key, lambda: work(snapshot), done=done, failed=self._refuse)

    def show_empty(self, text: str = "") -> None:
        """Say what to do first, or why there is no result."""
        self._empty.text.setText(text or self._empty_text)
        self._stack.setCurrentWidget(self._empty)
        self._arrive()

    @Slot()
    def outdate(self) -> None:
        """Take note that what is shown is no longer so."""
        self._changes += 1
        self.current = False
        self._patience.start()

    def _show(self, show: Callable[[Any], object], result: object) -> None:
        self._stack.setCurrentWidget(self._content)
        self._arrive()
        show(result)

    def _refuse(self, error: CarbonsvError) -> None:
        self.show_empty(f"{error} {error.hint}".strip())

    def _arrive(self) -> None:
        self.current = True
        self._patience.stop()
        self.notice.hide()
        self._content.setEnabled(True)
        focused, self._focused = self._focused, None
        if focused is not None and shiboken6.isValid(focused):
            focused.setFocus()

    @Slot()
    def _grey(self) -> None:
        if self.shows_result and self._content.isEnabled():
            focused = QApplication.focusWidget()
            inside = focused is not None and self._content.isAncestorOf(focused)
            self._focused = focused if inside else None  # a disabled widget loses the keys
            self.notice.show()
            self._content.setEnabled(False)
