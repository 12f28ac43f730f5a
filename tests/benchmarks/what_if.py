"""Time from switching a project on the Plan page to the new table and to the new chart on the screen.

Usage: python tests/benchmarks/what_if.py [PROJECTS] [SWITCHES]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carbonsv.app.session import Session
    from carbonsv.gui.pages.plan.page import PlanPage

LIMIT_MS = 100
PROJECTS = 20
SWITCHES = 25
_PAUSE_MS = 600  # until everything is drawn
_LOOK_MS = 2


def main(projects: int, switches: int) -> int:
    """Print the times; the exit code says whether the median keeps the limit."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        table, chart = switch_times_ms(Path(home), projects, switches)
    for name, times in (("table", table), ("table and chart", chart)):
        middle, most = statistics.median(times), max(times)
        print(f"{projects} projects, {name}: median {middle:.0f} ms, most {most:.0f} ms")
    kept = statistics.median(chart) <= LIMIT_MS
    print(f"limit {LIMIT_MS} ms: {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


def switch_times_ms(home: Path, projects: int, switches: int) -> tuple[list[float], list[float]]:
    """Switch one project after the other; return [ms] until the table, and until the chart, was new."""
    from PySide6.QtCore import QEventLoop, QSettings, QTimer  # noqa: PLC0415 - after the screen is chosen

    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home))
    session = planned_document(home, projects)
    page, waiting = open_page(session), QEventLoop()
    view, boxes = page.what_if.trajectory, list(page.what_if.switches.boxes.values())
    look = QTimer()
    look.timeout.connect(waiting.quit)
    table, chart = [], []
    for number in range(switches):
        QTimer.singleShot(_PAUSE_MS, waiting.quit)
        waiting.exec()
        before = view._image.cacheKey()
        begun = time.perf_counter()
        boxes[number % len(boxes)].click()
        table.append((time.perf_counter() - begun) * 1000)
        look.start(_LOOK_MS)
        while view._image.cacheKey() == before:
            waiting.exec()
        look.stop()
        chart.append((time.perf_counter() - begun) * 1000)
    page.window().stop()  # type: ignore[attr-defined]
    session.close(discard=True)
    return table, chart


def planned_document(home: Path, projects: int) -> Session:
    """Return a session with the sample and so many projects on its gas."""
    from carbonsv.app.session import Session  # noqa: PLC0415

    session = Session(home=home)
    session.open_sample()
    same = {"activity": "natural-gas", "life_years": 12.0, "capital_gbp": 5000.0, "yearly_saving_gbp": 300.0}
    for number in range(projects - len(session.rows("project"))):
        start = f"{2026 + number % 8}-01-01"
        row = {"label": f"Project {number}", "start": start, "saved_share": 0.02, "active": True}
        session.add_row("project", {**same, **row})
    return session


def open_page(session: Session) -> PlanPage:
    """Return the shown plan page with everything drawn."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from carbonsv.gui.door import Door  # noqa: PLC0415
    from carbonsv.gui.jobs import Jobs  # noqa: PLC0415
    from carbonsv.gui.main_window import MainWindow  # noqa: PLC0415
    from carbonsv.gui.pages.plan.page import PlanPage  # noqa: PLC0415
    from carbonsv.gui.preferences import Preferences  # noqa: PLC0415

    application = QApplication.instance() or QApplication([])
    window, jobs = MainWindow(Preferences()), Jobs()
    door = Door(jobs, lambda: session)
    window.fill(door, jobs)
    door.ready.connect(window.totals.refresh)
    window.resize(1366, 768)
    window.show()
    door.load()
    while door.session is None:
        application.processEvents()
    window.show_page("plan")
    page = window.stack.currentWidget()
    assert isinstance(page, PlanPage)
    while not page.what_if.switches.boxes or jobs.busy:
        application.processEvents()
    page.window_kept = window, application  # type: ignore[attr-defined]  # as long as the page
    return page


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:3]]
    sys.exit(main(*(given + [PROJECTS, SWITCHES][len(given) :])))
