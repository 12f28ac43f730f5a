"""How the window stays steady while workers work and memory fills.

Two habits of Python make a window stutter. A worker hands Python's lock on only every 5 ms, and a page is
painted in some hundred small steps that each may wait for it. And the search for cyclic garbage goes through
everything that was ever imported: more than 0.1 s at a time, and all threads wait. It also begins in
whichever thread fills the memory: a worker that takes away what is left of a dialog ends the program.
"""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, QTimer, Slot

TURN_S = 0.001  # a page beside a busy worker: 64 -> 21 ms (p95); a worker loses some hundredths
_PAUSE_MS = 500


def take_short_turns() -> None:
    """Let a worker hand Python's lock on after a millisecond."""
    sys.setswitchinterval(TURN_S)


def keep_what_is_loaded() -> None:
    """Let the search for garbage leave out what is there: modules, classes and factors are never garbage."""
    gc.freeze()


class GarbageCollection(QObject):
    """Takes cyclic garbage away in the window's own thread, as often as Python would."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Take the work over from Python."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Take garbage away where Python's own measure says that there is enough of it."""
        due = [age for age, limit in enumerate(gc.get_threshold()) if gc.get_count()[age] > limit]
        if due:
            gc.collect(max(due))
