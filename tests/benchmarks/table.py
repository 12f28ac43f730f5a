"""How a table of 1,000,000 records shows, scrolls, sorts, filters and finds, against its targets.

Usage: python tests/benchmarks/table.py [RECORDS]

The real window with the real Buildings page, offscreen. Beside the time of each step stands the longest
that the window was deaf meanwhile: the most time between two turns of its event loop.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.library.factor_library import FactorLibrary
from tests.benchmarks.edit import open_session
from tests.benchmarks.made_records import make_records
from tests.benchmarks.totals_strip import open_window

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from carbonsv.gui.pages.activity import ActivityPage

RECORDS = 1_000_000
PAGES = 200
SHOWN_MS, PAGE_MS, ARRANGED_MS, DEAF_MS = 300, 16, 500, 100
PATIENCE_S = 60
SUPPLIERS = 300
NOTED = 0.01  # share of the records that have a note
KINDS = {"electricity": "kWh", "natural-gas": "m3", "water-supply": "m3"}


@dataclass(frozen=True, slots=True)
class Took:
    """How long a step took, and the longest the window was deaf in it [ms]."""

    all_ms: float
    deaf_ms: float


def bills(library: FactorLibrary, count: int) -> pd.DataFrame:
    """Make records of buildings: three kinds, and a reference, a supplier and a note as bills have them."""
    records = make_records(library, count)
    random = np.random.default_rng(7)
    kind = random.integers(0, len(KINDS), count)
    supplier = random.integers(0, SUPPLIERS, count)
    return records.assign(
        activity=np.array([*KINDS], dtype=object)[kind],
        unit=np.array([*KINDS.values()], dtype=object)[kind],
        reference=[f"INV-{number:07d}" for number in random.permutation(count).tolist()],
        supplier=np.array([f"Supplier {number}" for number in range(SUPPLIERS)], dtype=object)[supplier],
        note=np.array([None, "estimated by the supplier"])[(random.random(count) < NOTED).astype(int)],
    )


def main(count: int) -> int:
    """Print each figure against its target; the exit code says whether all are kept."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - after the screen is chosen

    with tempfile.TemporaryDirectory() as home:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, home)
        library = FactorLibrary.load()
        session = open_session(bills(library, count), library, Path(home))
        window = open_window(session)
        wait(lambda: window.totals.inventory is not None)
        window.resize(1366, 768)
        print(f"a table of {count:,} records of buildings; time, and the longest the window was deaf")
        kept = measure(window)
        window.stop()
        session.close(discard=True)
    return 0 if kept else 1


def measure(window: object) -> bool:
    """Show the page, then do to it what a user does."""
    stack = window.stack  # type: ignore[attr-defined]
    window.show_page("travel")  # type: ignore[attr-defined]
    wait(lambda: True)
    wait(lambda: True)
    show = lambda: window.show_page("buildings")  # type: ignore[attr-defined]  # noqa: E731
    shown = took(show, lambda: is_shown(stack), at_rest=False)
    page = stack.currentWidget()
    worked_out = took(lambda: None, lambda: page.table.records.records.complete, at_rest=False)
    kept = [
        say("shown", shown, SHOWN_MS),
        say("emissions in view", worked_out),
        say_pages(*scrolled(page)),
        *(say(f"sorted by {name}", sorted_by(page, name), ARRANGED_MS) for name in SORTED),
        *(say(f"filtered by {text!r}", filtered(page, text), ARRANGED_MS) for text in FILTERED),
        say("filter taken away", filtered(page, ""), ARRANGED_MS),
        *(say(f"found {text!r}", found(page, text), ARRANGED_MS) for text in FOUND),
        say("one cell edited, table up to date", edited(page)),
    ]
    return all(kept)


SORTED = ("quantity", "start", "site", "activity", "co2e_kg", "reference", "supplier")
FILTERED = ("gas", "gas site-07", "supplier 12", "INV-00001", "125.5", "may 2024")
FOUND = ("INV-0000123", "site-07")


def is_shown(stack: object) -> bool:
    """Return whether the rows stand in the table."""
    page: ActivityPage = stack.currentWidget()  # type: ignore[attr-defined]
    return page.table.records.rowCount() > 0


def sorted_by(page: ActivityPage, name: str) -> Took:
    """Sort by a column, as a click on its heading does."""
    from PySide6.QtCore import Qt  # noqa: PLC0415

    column = page.table.records.column_of(name)
    return arranged(page, lambda: page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder))


def filtered(page: ActivityPage, text: str) -> Took:
    """Filter by words, once their typing has paused."""
    return arranged(page, lambda: page.table.records.filter(text))


def found(page: ActivityPage, text: str) -> Took:
    """Look for words."""
    return arranged(page, lambda: page.table.records.find(text))


def edited(page: ActivityPage) -> Took:
    """Type a quantity into a cell, and wait for the totals and the row's emissions."""
    model = page.table.records
    before = model.records
    index = model.index(0, model.column_of("quantity"))
    return took(
        lambda: model.setData(index, "123.25"), lambda: model.records is not before and model.records.complete
    )


def arranged(page: ActivityPage, action: Callable[[], object]) -> Took:
    """Time an action until its rows stand in the table and are painted."""
    arrived: list[bool] = []
    page.table.records.arranged.connect(lambda: arrived.append(True))
    return took(action, lambda: bool(arrived))


def scrolled(page: ActivityPage) -> tuple[list[float], list[float]]:
    """Go down page by page; return the time of each [ms], and of it the window's own work [ms]."""
    bar, times, work = page.table.verticalScrollBar(), [], []
    for step in range(PAGES):
        begun, worked = time.perf_counter(), time.thread_time()
        bar.setValue(step * bar.pageStep() * 7 % bar.maximum())
        page.table.viewport().repaint()
        times.append((time.perf_counter() - begun) * 1000)
        work.append((time.thread_time() - worked) * 1000)
    return times, work


def took(action: Callable[[], object], is_done: Callable[[], bool], *, at_rest: bool = True) -> Took:
    """Do something and turn the event loop until it is done and painted, from rest if wanted."""
    from PySide6.QtCore import QCoreApplication, QEventLoop  # noqa: PLC0415

    flags = QEventLoop.ProcessEventsFlag.AllEvents
    if at_rest:
        wait(lambda: True)
    begun = turn = time.perf_counter()
    deaf, done, until = 0.0, False, begun + PATIENCE_S
    action()
    while not done and turn < until:
        done = is_done()
        QCoreApplication.processEvents(flags, 5)
        now = time.perf_counter()
        deaf, turn = max(deaf, now - turn), now
        time.sleep(0.0005)  # as a waiting event loop does, it leaves the processor to the worker
    return Took((turn - begun) * 1000, deaf * 1000)


def wait(is_done: Callable[[], bool]) -> None:
    """Turn the event loop until something is so, and a moment more."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

    until, calm = time.perf_counter() + PATIENCE_S, 0
    while calm < 20 and time.perf_counter() < until:
        QCoreApplication.processEvents()
        time.sleep(0.01)
        calm = calm + 1 if is_done() else 0


def say(name: str, one: Took, target_ms: float | None = None) -> bool:
    """Print one figure; return whether it keeps its target and the window heard all the time."""
    kept = (target_ms is None or one.all_ms <= target_ms) and one.deaf_ms <= DEAF_MS
    against = "" if target_ms is None else f"target {target_ms}"
    verdict = "" if kept else "NOT KEPT"
    print(f"{name:36} {one.all_ms:8.0f} ms {against:11} deaf {one.deaf_ms:6.0f} ms  {verdict}")
    return kept


def say_pages(times: list[float], work: list[float]) -> bool:
    """Print how long pages took; on a busy machine the window's own work says more."""
    high = float(np.percentile(times, 95))
    name = "scrolled by a page, p95"
    own = f"own work {np.percentile(work, 95):.1f} ms, median {np.median(work):.1f} ms"
    print(f"{name:36} {high:8.1f} ms target {PAGE_MS:<4} median {np.median(times):.1f} ms; {own}")
    return high <= PAGE_MS


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS))
