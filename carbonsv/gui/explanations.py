"""Asking for an explanation of a number, and showing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from carbonsv.gui.widgets.explain_dialog import ExplainDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from carbonsv.gui.door import Door
    from carbonsv.gui.jobs import Jobs


class Explanations(QObject):
    """Works an explanation out in a worker and opens the dialog over a page."""

    shown = Signal(object)

    def __init__(self, page: QWidget, door: Door, jobs: Jobs) -> None:
        """Remember the page that the dialog stands over."""
        super().__init__(page)
        self._page = page
        self._door = door
        self._jobs = jobs

    def of_record(self, record_id: str, title: str) -> None:
        """Explain the emissions of a record."""
        snapshot = self._door.ask(lambda session: session.snapshot())
        if snapshot is None:
            return

        def show(text: str) -> None:
            dialog = ExplainDialog(title, text, self._page)
            dialog.open()
            self.shown.emit(dialog)

        label = self.tr("Explaining")
        self._jobs.run("explain", lambda: snapshot.explain(record_id), done=show, label=label)
