"""How the records of a page are brought: found in a worker, then shown, then their emissions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.app.year_rows import YearRows
    from carbonsv.gui.door import Door
    from carbonsv.gui.jobs import Jobs


class RecordLoading(QObject):
    """Finds the records of a topic; what an edit has made out of date meanwhile is never shown."""

    arrived = Signal(object)

    def __init__(self, door: Door, jobs: Jobs, topic: str) -> None:
        """Wait to be asked."""
        super().__init__()
        self._door = door
        self._jobs = jobs
        self._topic = topic
        self._rows: YearRows | None = None
        self._outdated = False
        door.changed.connect(self._outdate)

    @Slot()
    def _outdate(self) -> None:
        """Take note that what is on its way is of the document before; whoever shows it will ask again."""
        self._outdated = True

    def ask(self, year_id: str) -> bool:
        """Find the records of a reporting year, of all where it is blank; False when nothing is open."""
        snapshot = self._door.ask(lambda session: session.snapshot()) if self._door.has_document else None
        if snapshot is None:
            self._rows = None
            self._jobs.cancel(self._key)
            return False
        self._outdated = False
        work = partial(_found, snapshot, self._topic, year_id, self._rows)
        self._jobs.run(self._key, work, done=partial(self._take, snapshot))
        return True

    @property
    def _key(self) -> str:
        return f"records of {self._topic}"

    def _take(self, snapshot: Snapshot, rows: YearRows) -> None:
        if self._outdated:
            return
        self._rows = rows
        if rows.results is None:  # before anybody hears of the rows: they may ask for others at once
            work = partial(_worked_out, snapshot, rows)
            self._jobs.run(self._key, work, done=partial(self._take, snapshot))
        self.arrived.emit(rows)


def _found(snapshot: Snapshot, topic: str, year_id: str, before: YearRows | None) -> YearRows:
    """Find records; where others were shown before, their emissions stay in view until the new ones come.

    Of another million records one sees the quantities first.
    """
    from carbonsv.app.year_rows import year_rows  # noqa: PLC0415 - it loads pandas

    rows = year_rows(snapshot, topic, year_id, before.columns if before else None)
    is_known = before is not None and rows.columns.has_rows_of(before.columns)
    return _worked_out(snapshot, rows) if is_known else rows


def _worked_out(snapshot: Snapshot, rows: YearRows) -> YearRows:
    from carbonsv.app.year_rows import with_results  # noqa: PLC0415 - it loads pandas

    return with_results(snapshot, rows)
