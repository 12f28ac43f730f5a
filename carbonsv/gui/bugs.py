"""Bugs of the program: every exception that nobody expected ends in a dialog, and the user goes on."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from carbonsv.gui.widgets.bug_dialog import BugDialog, report_text

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

_LOG = logging.getLogger("carbonsv")


class BugReporter(QObject):
    """Takes over the exception hooks; it may be called from any thread."""

    _found = Signal(str)

    def __init__(self, window: QWidget) -> None:
        """Remember the window that the dialog stands over."""
        super().__init__(window)
        self._window = window
        self._shown: BugDialog | None = None
        self._found.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the hooks of the main thread and of all others."""
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None
    ) -> None:
        """Log an exception and show it; an interrupt from the keyboard still ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = report_text(kind, error, trace)
        _LOG.error(text)
        self._found.emit(text)

    def _report_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self.report(found.exc_type, found.exc_value, found.exc_traceback)

    @Slot(str)
    def _show(self, report: str) -> None:
        """Show the first bug; those that follow from it are only logged while it is open."""
        if self._shown is None:
            self._shown = BugDialog(report, self._window)
            self._shown.finished.connect(self._forget)
            self._shown.open()

    @Slot(int)
    def _forget(self, _result: int) -> None:
        self._shown = None
