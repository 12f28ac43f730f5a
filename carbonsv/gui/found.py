"""The findings that every part of the window shows: looked for again after each change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.gui.door import Door
    from carbonsv.gui.jobs import Jobs
    from carbonsv.gui.totals import Totals
    from carbonsv.inventory.findings.finding import Finding

_PAUSE_MS = 250


class Found(QObject):
    """Looks for findings once the totals of the chosen year have arrived and the typing pauses."""

    arrived = Signal()

    def __init__(self, door: Door, jobs: Jobs, totals: Totals) -> None:
        """Follow the totals."""
        super().__init__()
        self.by_key: Mapping[str, Finding] = {}
        self._door = door
        self._jobs = jobs
        self._totals = totals
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        totals.arrived.connect(self._pause.start)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, the gravest first."""
        return tuple(self.by_key.values())

    @property
    def needing_attention(self) -> int:
        """How many errors and warnings there are; notices only inform."""
        return sum(finding.needs_attention for finding in self.by_key.values())

    @Slot()
    def _look(self) -> None:
        snapshot = self._door.ask(lambda session: session.snapshot()) if self._door.has_document else None
        if snapshot is None:
            self._show({})
            return
        look = partial(_findings, snapshot, self._totals.year_id)
        self._jobs.run("findings", look, done=self._show, failed=lambda _: self._show({}), behind=True)

    def _show(self, by_key: Mapping[str, Finding]) -> None:
        self.by_key = by_key
        self.arrived.emit()


def _findings(snapshot: Snapshot, year_id: str | None) -> dict[str, Finding]:
    """Look for findings, each with a key by which it is known again: large organisations have very many."""
    from carbonsv.app.results.findings import findings  # noqa: PLC0415 - it loads pandas

    return {"|".join([one.code, *one.records, one.sentence]): one for one in findings(snapshot, year_id)}
