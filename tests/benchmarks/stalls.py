"""The longest that the window's own thread is blocked, in everything that a user does first.

Usage: python -m tests.benchmarks.stalls [RECORDS [causes]]

A block is one turn of the event loop: nothing is painted and no key is heard meanwhile. Its processor time is
the thread's own; its time by the clock also counts waiting for Python's lock, and what else the machine does,
so the limit is for the former. With `causes`, each block over the limit is followed by what took its time.
"""

from __future__ import annotations

import cProfile
import datetime as dt
import os
import pstats
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow
    from carbonsv.gui.preferences import Appearance

RECORDS = 1_000_000
LIMIT_MS = 100
_CALM_TURNS = 60  # longer than charts and findings wait before they begin
_TICK_S = 0.005
_PATIENCE_S = 240
_CAUSES = 30
_LOOKS: tuple[Appearance, ...] = ("dark", "contrast", "light")


@dataclass
class StallWatch:
    """Turns the event loop, and notes the longest turn of each step: its processor time and its time [ms]."""

    causes: bool = False
    blocks: dict[str, tuple[float, float]] = field(default_factory=dict)

    def step(self, name: str, action: Callable[[], object], is_done: Callable[[], bool]) -> None:
        """Do something and turn the event loop until it is done and all is calm; print the longest blocks."""
        turns = [self._turn(name, action), *self.settle(is_done, name)]
        worst = max(worked for worked, _ in turns), max(took for _, took in turns)
        self.blocks[name] = worst
        verdict = "kept" if worst[0] <= LIMIT_MS else "NOT KEPT"
        print(f"{name:44} {worst[0]:7.0f} ms {worst[1]:7.0f} ms  {verdict}", flush=True)

    def settle(self, is_done: Callable[[], bool], name: str = "") -> list[tuple[float, float]]:
        """Turn the event loop until something is so and all is calm; return the two times of each turn."""
        turns: list[tuple[float, float]] = []
        calm, until = 0, time.perf_counter() + _PATIENCE_S
        while calm < _CALM_TURNS:
            turns.append(self._turn(name))
            calm = calm + 1 if is_done() else 0
            time.sleep(_TICK_S)
            if time.perf_counter() > until:
                raise TimeoutError(f"{name}: not done after {_PATIENCE_S} s")
        return turns

    def _turn(self, name: str, action: Callable[[], object] | None = None) -> tuple[float, float]:
        """Take one turn, with an action of the user or without; return its two times [ms]."""
        from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415 - after the screen is chosen

        profile = cProfile.Profile() if self.causes else None
        begun, worked = time.perf_counter(), time.thread_time()
        with profile or nullcontext():
            if action is not None:
                action()
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        worked_ms, took_ms = 1000 * (time.thread_time() - worked), 1000 * (time.perf_counter() - begun)
        if profile is not None and worked_ms > LIMIT_MS:
            print(f"--- {name}: a block of {worked_ms:.0f} ms, {took_ms:.0f} ms by the clock")
            pstats.Stats(profile).sort_stats("cumulative").print_stats(_CAUSES)
        return worked_ms, took_ms


def main(records: int, *, causes: bool = False) -> int:
    """Print the longest block of each step; the exit code says whether all keep the limit."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - after the screen is chosen

    watch = StallWatch(causes)
    print(f"{'longest block of the window':44} {'processor':>10} {'clock':>10}  limit {LIMIT_MS} ms")
    with tempfile.TemporaryDirectory() as home:
        os.environ["CARBONSV_HOME"] = home
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, home)
        first = _start(watch)
        _look_round(watch, first, "sample")
        for look in _LOOKS:
            watch.step(f"look: {look}", partial(first._choose_appearance, look), _rest(first))
        first.close()
        first.stop()
        first.deleteLater()
        _large(watch, Path(home), records)
    missed = [name for name, (worked, _) in watch.blocks.items() if worked > LIMIT_MS]
    print("limits missed: " + (", ".join(missed) or "none"))
    return 1 if missed else 0


def _start(watch: StallWatch) -> MainWindow:
    """Start the program as a user does, and open the sample."""
    from carbonsv.gui import application  # noqa: PLC0415 - after the screen is chosen
    from carbonsv.gui.loading_ahead import PARTS  # noqa: PLC0415 - it has classes of Qt

    made: dict[str, Any] = {}
    parts: list[str] = []

    def show() -> None:
        made["application"], made["window"] = application.start()
        made["window"].show()

    watch.step("start: until the first paint", show, lambda: True)
    window: MainWindow = made["window"]
    window.application = made["application"]  # type: ignore[attr-defined]  # kept as long as its window
    window.loading_ahead.loaded.connect(parts.append)
    watch.step("start: all is loaded", lambda: None, lambda: len(parts) == len(PARTS))
    watch.step("sample: opened", window.documents.open_sample, _rest(window))
    return window


def _look_round(watch: StallWatch, window: MainWindow, name: str) -> None:
    """Show every page and every tab of Footprint for the first time."""
    for page, title, _ in window.stack.titles:
        watch.step(f"{name}: {title}", partial(window.show_page, page), _rest(window))
        tabs: Any = getattr(window.stack.currentWidget(), "tabs", None)
        for at in range(1, tabs.count() if tabs is not None else 0):
            tab = tabs.tabText(at).partition(" (")[0]
            watch.step(f"{name}: {title}, {tab}", partial(tabs.setCurrentIndex, at), _rest(window))


def _rest(window: MainWindow) -> Callable[[], bool]:
    """Return a question whether no job is waited for."""
    return lambda: not window._surroundings.jobs.busy


def _large(watch: StallWatch, home: Path, records: int) -> None:
    """Import very many records, look at them, and take the import back."""
    from tests.activities.made_files import bills_csv  # noqa: PLC0415
    from tests.benchmarks.totals_strip import open_window  # noqa: PLC0415

    path = bills_csv(home / "bills.csv", records)
    session = _empty_document(home)
    window = open_window(session)
    watch.settle(_rest(window))
    watch.step("an empty document", lambda: window.show_page("buildings"), _rest(window))
    watch.step(f"{records:,}: wizard opened", lambda: window.importing.begin([path]), _rest(window))
    wizard = window.importing.wizard
    assert wizard is not None
    watch.step(f"{records:,}: on to the check", wizard._go_on, _rest(window))
    watch.step(
        f"{records:,}: imported", wizard._go_on, lambda: window.importing.wizard is None and _rest(window)()
    )
    _look_round(watch, window, f"{records:,}")
    window.show_page("buildings")
    watch.step(f"{records:,}: undone", window.actions_by_id["undo"].trigger, _rest(window))
    watch.step(f"{records:,}: done again", window.actions_by_id["redo"].trigger, _rest(window))
    window.stop()
    session.close(discard=True)


def _empty_document(home: Path) -> Session:
    from carbonsv.app.session import Session  # noqa: PLC0415

    session = Session(home=home)
    session.new("A large organisation", dt.date(2024, 4, 1), dt.date(2025, 3, 31))
    return session


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS, causes="causes" in sys.argv[2:]))
