"""What is being worked on, when it takes long enough to notice, with a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from carbonsv.gui.widgets.controls import button, muted

if TYPE_CHECKING:
    from carbonsv.gui.jobs import Jobs

_NOTICEABLE_MS = 200


class JobNotice(QWidget):
    """Stands in the status bar; it shows one job at a time, the newest that has a label."""

    def __init__(self, jobs: Jobs) -> None:
        """Follow the jobs."""
        super().__init__()
        self._jobs = jobs
        self._labels: dict[str, str] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 8, 0)
        self.label = muted()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setFixedSize(120, 8)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Work in progress"))
        self.stop = button(self.tr("Cancel"), self.tr("Stop waiting for this"), self._cancel, style="link")
        for each in (self.label, self.bar, self.stop):
            self._row.addWidget(each)
        self.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_NOTICEABLE_MS)
        self._patience.timeout.connect(self._show_newest)
        jobs.started.connect(self._start)
        jobs.ended.connect(self._end)

    @Slot(str, str)
    def _start(self, key: str, label: str) -> None:
        if label:
            self._labels[key] = label
            self._patience.start()

    @Slot(str)
    def _end(self, key: str) -> None:
        self._labels.pop(key, None)
        self._show_newest() if self.isVisible() else None

    @Slot()
    def _show_newest(self) -> None:
        self.setVisible(bool(self._labels))
        if self._labels:
            key, label = list(self._labels.items())[-1]
            self.label.setText(f"{label}…")
            self.stop.setVisible(key not in {"session", "document"})

    def _cancel(self) -> None:
        for key in list(self._labels):
            if key not in {"session", "document"}:
                self._jobs.cancel(key)
