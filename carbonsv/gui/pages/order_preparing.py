"""How the first sorting and the first search become as quick as the others: column by column, in calm.

Workers and the window take turns in Python, so a long stretch of such work would make scrolling stutter.
It is done one column at a time, while the page is in view and nobody scrolls.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QTableView

    from carbonsv.gui.jobs import Jobs
    from carbonsv.gui.models.records import Records

_CALM_MS = 200  # after a scroll


class OrderPreparing(QObject):
    """Works out what sorting and searching a table's records need, before anybody asks."""

    def __init__(self, table: QTableView, jobs: Jobs, topic: str) -> None:
        """Wait for records."""
        super().__init__(table)
        self._table = table
        self._jobs = jobs
        self._key = f"order of {topic}"
        self._left: list[str] = []
        self._records: Records | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self._go_on)
        table.verticalScrollBar().valueChanged.connect(self._wait)

    def begin(self, records: Records, names: Sequence[str]) -> None:
        """Prepare columns of records; those of records before are left as they are."""
        self._records, self._left = records, list(names)
        self._calm.start(0)

    @Slot()
    def _wait(self) -> None:
        if self._left:
            self._calm.start(_CALM_MS)

    @Slot()
    def _go_on(self) -> None:
        """Prepare the next column; out of view, look again later."""
        if not self._left or self._records is None:
            self._records = None
        elif self._table.isVisible():
            work = partial(self._records.prepare, [self._left.pop(0)])
            self._jobs.run(self._key, work, done=self._follow)
        else:
            self._calm.start(_CALM_MS)

    def _follow(self, _nothing: object) -> None:
        if not self._calm.isActive():
            self._calm.start(0)
