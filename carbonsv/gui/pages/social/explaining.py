"""Opening an explanation of a pound or a tonne over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from carbonsv.gui.widgets.explain_dialog import ExplainDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from carbonsv.gui.jobs import Jobs

_JOB = "social-explain"


class Explaining(QObject):
    """Has an explanation written in a worker and opens the dialog with it."""

    shown = Signal(object)

    def __init__(self, page: QWidget, jobs: Jobs) -> None:
        """Remember the page that the dialog stands over."""
        super().__init__(page)
        self._page = page
        self._jobs = jobs

    def open(self, title: str, write: Callable[[], str]) -> None:
        """Open the dialog with what is written."""

        def show(text: str) -> None:
            dialog = ExplainDialog(title, text, self._page)
            dialog.open()
            self.shown.emit(dialog)

        self._jobs.run(_JOB, write, done=show, label=self.tr("Explaining"))
