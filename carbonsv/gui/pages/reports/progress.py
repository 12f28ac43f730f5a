"""A bar for work that says how far it is, with a button that stops it."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from carbonsv.activities.files.watch import Watch
from carbonsv.gui.widgets.controls import button, muted

_STEPS = 1000


class Progress(QWidget):
    """Shown while work runs; what the worker tells arrives by a queued signal."""

    stopped = Signal()
    _told = Signal(float)

    def __init__(self) -> None:
        """Begin hidden."""
        super().__init__()
        self._stop = Event()
        self.label = muted()
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(10)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel_button = button(self.tr("Cancel"), self.tr("Stop this work"), self._cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self.hide()

    def begin(self, words: str) -> Watch:
        """Show the bar; return whom the worker tells and asks."""
        self._stop = stop = Event()
        self.label.setText(words)
        self.bar.setValue(0)
        self.cancel_button.setEnabled(True)
        self.show()
        return Watch(self._told.emit, stop.is_set)

    def end(self) -> None:
        """Hide the bar."""
        self.hide()

    def stop(self) -> None:
        """Ask the worker to stop: nobody waits for it any more."""
        self._stop.set()

    def _cancel(self) -> None:
        self.stop()
        self.cancel_button.setEnabled(False)
        self.label.setText(self.tr("Stopping…"))
        self.stopped.emit()

    @Slot(float)
    def _show(self, share: float) -> None:
        self.bar.setValue(round(share * _STEPS))
