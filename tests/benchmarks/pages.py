"""Time from asking a page for its contents to seeing them, for every page and every tab of Footprint.

A redraw is what follows a change of the document: the totals have arrived, and the page in front asks for its
results, waits and shows them. The window's own thread is watched meanwhile: how long it could not answer.
Findings, which are looked for a quarter of a second after every change, are left out.

Usage: python -m tests.benchmarks.pages [RECORDS] [ROUNDS]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QTabWidget

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow

RECORDS = 10_000
ROUNDS = 3
SMALL, SMALL_LIMIT_MS, LARGE_LIMIT_MS = 10_000, 100, 1000
_TICK_MS = 2
_CALM_TICKS = 50  # longer than charts wait before they are drawn
_PATIENCE_S = 120
_CHART = "chart:"  # how the keys of jobs begin that draw


@dataclass(frozen=True, slots=True)
class Redraw:
    """How long a redraw took: until the numbers, until the charts as well, and the longest stall [ms]."""

    numbers_ms: float
    charts_ms: float
    processor_ms: float
    stall_ms: float


def main(records: int, rounds: int) -> int:
    """Print the times; the exit code says whether the numbers of every page keep the limit."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    limit_ms = SMALL_LIMIT_MS if records <= SMALL else LARGE_LIMIT_MS
    with tempfile.TemporaryDirectory() as home:
        times = redraws(Path(home), records, rounds)
    print(f"{records:,} records, median of {rounds} redraws; limit {limit_ms} ms for the numbers")
    print(f"{'':26} {'numbers':>9} {'charts':>9} {'processor':>10} {'longest stall':>14}")
    late = {name for name, one in times.items() if one.numbers_ms > limit_ms}
    for name, one in times.items():
        verdict = "NOT KEPT" if name in late else "kept"
        waits = f"{one.numbers_ms:6.0f} ms {one.charts_ms:6.0f} ms {one.processor_ms:7.0f} ms"
        print(f"{name:26} {waits} {one.stall_ms:11.0f} ms  {verdict}")
    return 1 if late else 0


def redraws(home: Path, records: int, rounds: int) -> dict[str, Redraw]:
    """Return the median redraw of each page and tab, with its longest stall."""
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - after the screen is chosen

    from tests.benchmarks.totals_strip import open_window  # noqa: PLC0415

    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home))
    session = _document(home, records)
    window = open_window(session)
    _settle(window)
    window.totals.arrived.disconnect(window.found._pause.start)
    times = {}
    for name, show in _places(window).items():
        show()
        _settle(window)  # the first look makes the page, loads modules and draws its charts
        times[name] = _median([_redraw(window) for _ in range(rounds)])
    window.stop()
    session.close(discard=True)
    return times


def _median(measured: list[Redraw]) -> Redraw:
    return Redraw(
        median(one.numbers_ms for one in measured),
        median(one.charts_ms for one in measured),
        median(one.processor_ms for one in measured),
        max(one.stall_ms for one in measured),
    )


def _document(home: Path, records: int) -> Session:
    """Return a session with the sample's records many times over."""
    import pandas as pd  # noqa: PLC0415

    from carbonsv.app.session import Session  # noqa: PLC0415

    session = Session(home=home)
    session.open_sample()
    rows = session.rows("activity")[[column.name for column in session.columns("activity")]]
    many = pd.concat([rows] * (records // len(rows) + 1), ignore_index=True)[:records]
    session.insert_frame("Many", "activity", many.assign(id=[f"many-{row}" for row in range(records)]))
    return session


def _places(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Return how to bring each page and tab to the front."""
    window.show_page("footprint")
    tabs: Any = window.stack.currentWidget().tabs  # type: ignore[union-attr]
    places: dict[str, Callable[[], object]] = {
        title: partial(window.show_page, page)
        for page, title, _ in window.stack.titles
        if page not in {"start", "footprint"}
    }
    for at in range(tabs.count()):
        places[f"Footprint, {tabs.tabText(at).partition(' (')[0]}"] = partial(_show_tab, window, tabs, at)
    return places


def _show_tab(window: MainWindow, tabs: QTabWidget, at: int) -> None:
    window.show_page("footprint")
    tabs.setCurrentIndex(at)


def _redraw(window: MainWindow) -> Redraw:
    """Let the page in front redraw; inventories of every year are made again, as after a change."""
    if window.totals.snapshot is not None:
        window.totals.snapshot.__dict__.pop("_inventories", None)
    begun, processor = time.perf_counter(), time.process_time()
    window.totals.arrived.emit()  # what tells a page that there is something new to show
    numbers, charts, stall = _settle(window)
    spent = time.process_time() - processor
    return Redraw((numbers - begun) * 1000, (charts - begun) * 1000, spent * 1000, stall * 1000)


def _settle(window: MainWindow) -> tuple[float, float, float]:
    """Let the window work until nothing is waited for.

    Returns:
        The moments of the last result and of the last chart, and the longest stall [s].
    """
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

    wanted = window._surroundings.jobs._wanted
    numbers = charts = time.perf_counter()
    stall, calm, until = 0.0, 0, charts + _PATIENCE_S
    while calm < _CALM_TICKS and charts < until:
        before = time.perf_counter()
        QCoreApplication.processEvents()
        after = time.perf_counter()
        stall = max(stall, after - before)
        worked = after - before > _TICK_MS / 1000
        drawing = any(key.startswith(_CHART) for key in wanted)
        awaited = any(not key.startswith(_CHART) for key in wanted)
        numbers = after if awaited or (worked and not drawing) else numbers
        charts, calm = (after, 0) if worked or wanted else (charts, calm + 1)
        time.sleep(_TICK_MS / 1000)
    return numbers, charts, stall


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*(given + [RECORDS, ROUNDS][len(given) :])))
