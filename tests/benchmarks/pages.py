"""Time and work from an edit to seeing it, for every page and every tab of Footprint.

One quantity is edited with the page in front: the totals are worked out, the page asks for its results,
waits and shows them. The window's own thread is watched meanwhile: how long it could not answer. Findings,
which are looked for a quarter of a second after every change in a thread of their own, are measured apart.

The limits are for processor time until the numbers are there: a clock also counts what else the machine does.

Usage: python -m tests.benchmarks.pages [RECORDS...]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QTabWidget

    from carbonsv.app.session import Session
    from carbonsv.gui.main_window import MainWindow

SIZES = (10_000, 1_000_000)
ROUNDS = 3
SMALL, SMALL_LIMIT_MS, LARGE_LIMIT_MS = 10_000, 100, 1000
_EDITED = "many-50"
_TICK_MS = 2
_CALM_TICKS = 50  # longer than charts wait before they are drawn
_PATIENCE_S = 120
_CHART = "chart:"  # how the keys of jobs begin that draw


@dataclass(frozen=True, slots=True)
class Redraw:
    """How long a redraw took: work and time until the numbers, until the charts too, longest stall [ms]."""

    processor_ms: float
    numbers_ms: float
    charts_processor_ms: float
    charts_ms: float
    stall_ms: float


def main(sizes: list[int]) -> int:
    """Print the times; the exit code says whether the numbers of every page keep the limits."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    missed = []
    for records in sizes:
        limit_ms = SMALL_LIMIT_MS if records <= SMALL else LARGE_LIMIT_MS
        with tempfile.TemporaryDirectory() as home:
            times, findings_ms = redraws(Path(home), records, ROUNDS)
        print(
            f"\n{records:,} records, best of {ROUNDS} edits; limit {limit_ms} ms of processor for the numbers"
        )
        print(f"{'':26}{'processor':>11}{'clock':>9}{'charts too':>12}{'clock':>9}{'stall':>9}")
        for name, one in times.items():
            late = one.processor_ms > limit_ms
            missed += [f"{name} at {records:,} records: {one.processor_ms:.0f} ms"] * late
            spent = f"{one.processor_ms:8.0f} ms{one.numbers_ms:6.0f} ms"
            more = f"{one.charts_processor_ms:9.0f} ms{one.charts_ms:6.0f} ms{one.stall_ms:6.0f} ms"
            print(f"{name:26}{spent}{more}  {'NOT KEPT' if late else 'kept'}")
        print(f"{'findings, behind the pages':26}{findings_ms:8.0f} ms")
    print("\nlimits missed: " + (", ".join(missed) or "none"))
    return 1 if missed else 0


def redraws(home: Path, records: int, rounds: int) -> tuple[dict[str, Redraw], float]:
    """Return the best redraw of each page and tab with its longest stall, and [ms] of work of findings."""
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - after the screen is chosen

    from tests.benchmarks.totals_strip import open_window  # noqa: PLC0415

    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home))
    session = _document(home, records)
    window = open_window(session)
    _settle(window)
    window.totals.arrived.disconnect(window.found._pause.start)
    times = {}
    for place, (name, show) in enumerate(_places(window).items()):
        show()
        _settle(window)  # the first look makes the page, loads modules and draws its charts
        times[name] = _best([_redraw(window, session, place * rounds + turn) for turn in range(rounds)])
    findings_ms = min(_findings_ms(session, turn) for turn in range(rounds))
    window.stop()
    session.close(discard=True)
    return times, findings_ms


def _best(measured: list[Redraw]) -> Redraw:
    return Redraw(
        min(one.processor_ms for one in measured),
        min(one.numbers_ms for one in measured),
        min(one.charts_processor_ms for one in measured),
        min(one.charts_ms for one in measured),
        max(one.stall_ms for one in measured),
    )


def _document(home: Path, records: int) -> Session:
    """Return a session with the sample and many records of a large organisation besides, in two years."""
    import pandas as pd  # noqa: PLC0415

    from carbonsv.app.session import Session  # noqa: PLC0415
    from tests.benchmarks.made_records import SITES, as_text, make_records, over_two_years  # noqa: PLC0415

    session = Session(home=home)
    session.open_sample()
    many = as_text(over_two_years(make_records(session.official_library, records)))
    sites = pd.DataFrame({"id": SITES, "name": SITES, "floor_area_m2": 1000.0})
    named = many.assign(id=[f"many-{row}" for row in range(records)])
    session.insert_frames("Many", {"site": sites, "activity": named})
    return session


def _findings_ms(session: Session, turn: int) -> float:
    """Return [ms] of work of looking for findings after an edit."""
    from carbonsv.app.results.findings import findings  # noqa: PLC0415

    session.set_cell("activity", _EDITED, "quantity", f"{turn + 0.25}")
    snapshot = session.snapshot()
    snapshot.inventory().by_scope()  # as the totals have done before
    begun = time.process_time()
    findings(snapshot)
    return (time.process_time() - begun) * 1000


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


def _redraw(window: MainWindow, session: Session, turn: int) -> Redraw:
    """Edit a quantity and let the page in front redraw."""
    session.set_cell("activity", _EDITED, "quantity", f"{turn + 1.5}")
    begun, processor = time.perf_counter(), time.process_time()
    numbers, charts, stall, worked = _settle(window)
    spent = time.process_time() - processor
    times = (worked - processor, numbers - begun, spent, charts - begun, stall)
    return Redraw(*(one * 1000 for one in times))


def _settle(window: MainWindow) -> tuple[float, float, float, float]:
    """Let the window work until nothing is waited for.

    Returns:
        The moments of the last result and of the last chart, the longest stall, and the processor time at
        the last result [s].
    """
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

    wanted = window._surroundings.jobs._wanted
    numbers = charts = time.perf_counter()
    stall, calm, until, processor = 0.0, 0, charts + _PATIENCE_S, time.process_time()
    while calm < _CALM_TICKS and charts < until:
        before = time.perf_counter()
        QCoreApplication.processEvents()
        after = time.perf_counter()
        stall = max(stall, after - before)
        worked = after - before > _TICK_MS / 1000
        drawing = any(key.startswith(_CHART) for key in wanted)
        awaited = any(not key.startswith(_CHART) for key in wanted)
        if awaited or (worked and not drawing):
            numbers, processor = after, time.process_time()
        charts, calm = (after, 0) if worked or wanted else (charts, calm + 1)
        time.sleep(_TICK_MS / 1000)
    return numbers, charts, stall, processor


if __name__ == "__main__":
    sys.exit(main([int(one) for one in sys.argv[1:]] or list(SIZES)))
