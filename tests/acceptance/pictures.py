"""Pictures of every page with the sample organisation, in light and dark, at 1366x768 and at 1.5x.

Usage: python tests/acceptance/pictures.py FOLDER
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QTabWidget, QWidget

    from carbonsv.gui.main_window import MainWindow

SIZE_PX = (1366, 768)
LOOKS = (("light", "1"), ("dark", "1"), ("light", "1.5"), ("dark", "1.5"))
EMPTY = (
    *("organisation", "buildings", "travel", "waste", "procurement"),
    *("footprint", "social", "plan", "reports", "factors", "history"),
)
PATIENCE_S = 30


def main(folder: Path) -> None:
    """Take the pictures of every look in a process of its own, because a scale is set before Qt starts."""
    folder.mkdir(parents=True, exist_ok=True)
    for look, scale in LOOKS:
        with tempfile.TemporaryDirectory() as home:
            own = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale, "CARBONSV_HOME": home}
            command = [sys.executable, __file__, str(folder), look, scale, home]
            subprocess.run(command, env={**os.environ, **own}, check=True)


def take(folder: Path, look: str, scale: str, home: str) -> None:
    """Open every page and save what it looks like."""
    from PySide6.QtCore import QSettings  # noqa: PLC0415

    from carbonsv.gui import application  # noqa: PLC0415

    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, home)
    _, window = application.start()
    window._preferences.appearance = "dark" if look == "dark" else "light"
    width, height = (round(side / float(scale)) for side in SIZE_PX)
    window.resize(width, height)
    window.show()
    suffix = look if scale == "1" else f"{look}-{scale}"
    for name in scenes(window):
        front(window).grab().save(str(folder / f"{name}-{suffix}.png"))
    leave(window)


def front(window: MainWindow) -> QWidget:
    """Return the dialog that is open, else the window."""
    from PySide6.QtWidgets import QDialog  # noqa: PLC0415

    return next((each for each in window.findChildren(QDialog) if each.isVisible()), window)


def scenes(window: MainWindow) -> Iterator[str]:
    """Bring one scene after the other to the front."""
    settle(lambda: window._filled and window._door.session is not None)
    yield "start"
    window.show_page("buildings")
    yield "no-document"
    window.documents.open_sample()
    settle(lambda: window._door.has_document and window.totals.inventory is not None)
    for page in EMPTY:
        yield from page_scenes(window, page)
    yield from editing_scenes(window)


def page_scenes(window: MainWindow, page: str) -> Iterator[str]:
    """Show a page, and each of its tabs."""
    window.show_page(page)
    settle(lambda: not window._surroundings.jobs.busy)
    yield page
    tabs: QTabWidget | None = getattr(window.stack.currentWidget(), "tabs", None)
    for at in range(1, 0 if tabs is None else tabs.count()):
        tabs.setCurrentIndex(at)  # type: ignore[union-attr]
        settle(lambda: not window._surroundings.jobs.busy)
        yield f"{page}-{at + 1}"


def editing_scenes(window: MainWindow) -> Iterator[str]:
    """Show a refused cell, an explanation and an empty page."""
    from carbonsv.gui.widgets.explain_dialog import ExplainDialog  # noqa: PLC0415

    window.show_page("buildings")
    table = window.stack.pages["buildings"].table  # type: ignore[attr-defined]
    table.setFocus()
    table.setCurrentIndex(table.records.index(2, 1))
    table.records.setData(table.records.index(2, 1), "12 miles")
    settle(lambda: True)
    yield "refused"
    window.explanations.of_market_total(None)
    settle(lambda: bool(window.findChildren(ExplainDialog)))
    yield "explain"
    window.findChildren(ExplainDialog)[0].close()
    table.selectAll()
    table.delete()
    settle(lambda: table.records.rowCount() == 0)
    yield "empty"


def settle(done: Callable[[], bool]) -> None:
    """Let the window work until something is so, and then for a moment more."""
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415

    until = time.monotonic() + PATIENCE_S
    calm = 0
    while calm < 15 and time.monotonic() < until:
        QCoreApplication.processEvents()
        time.sleep(0.02)
        calm = calm + 1 if done() else 0


def leave(window: MainWindow) -> None:
    """Close without asking: the sample is nobody's work."""
    if window._door.session is not None:
        window._door.session.close(discard=True)
    window.close()
    window.stop()


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main(Path(sys.argv[1]))
    else:
        take(Path(sys.argv[1]), *sys.argv[2:5])
