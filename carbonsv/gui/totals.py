"""The inventory that every part of the window shows: worked out once after each change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.errors import CarbonsvError
    from carbonsv.gui.door import Door
    from carbonsv.gui.jobs import Jobs
    from carbonsv.inventory.inventory import Inventory

_DEBOUNCE_MS = 5


class Totals(QObject):
    """Asks for the inventory of the chosen year a moment after the last change."""

    arrived = Signal()

    def __init__(self, door: Door, jobs: Jobs) -> None:
        """Follow the document."""
        super().__init__()
        self.inventory: Inventory | None = None
        self.snapshot: Snapshot | None = None
        self.refusal = ""
        self.year_id: str | None = None
        self._door = door
        self._jobs = jobs
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_DEBOUNCE_MS)
        self._pause.timeout.connect(self._work_out)
        door.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Work the totals out again, once the changes pause."""
        self._pause.start()

    def choose_year(self, year_id: str | None) -> None:
        """Show another reporting year."""
        if year_id != self.year_id:
            self.year_id = year_id
            self.refresh()

    @Slot()
    def _work_out(self) -> None:
        if not self._door.has_document:
            self.year_id = None
            self._show(None)
            return
        snapshot = self._door.ask(lambda session: session.snapshot())
        if snapshot is not None:
            inventory = partial(_worked_out, snapshot, self.year_id)
            done = partial(self._show, snapshot=snapshot)
            self._jobs.run("totals", inventory, done=done, failed=self._explain)

    def _show(self, inventory: Inventory | None, snapshot: Snapshot | None = None) -> None:
        """Keep the totals with the snapshot they are of: what else is worked out of it agrees with them."""
        self.inventory, self.snapshot = inventory, snapshot
        self.refusal = ""
        self.arrived.emit()

    def _explain(self, error: CarbonsvError) -> None:
        self.inventory = self.snapshot = None
        self.refusal = f"{error} {error.hint}".strip()
        self.arrived.emit()


def _worked_out(snapshot: Snapshot, year_id: str | None) -> Inventory:
    """Make an inventory with its totals, so that the window has nothing left to add up."""
    inventory = snapshot.inventory(year_id)
    inventory.by_scope()
    return inventory
