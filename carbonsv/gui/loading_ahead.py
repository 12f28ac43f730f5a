"""What is loaded while the user looks around, so that no page, chart or file waits for an import.

The core is loaded in a worker. What has classes of Qt is loaded by the window itself, a module at each turn
of its event loop: making such classes in a worker while the window makes widgets ends the program now and
then.
"""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from carbonsv.gui.jobs import Jobs

_PAGES = "carbonsv.gui.pages"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the program: modules of its core, and modules with classes of Qt."""

    name: str
    core: tuple[str, ...]
    window: tuple[str, ...]


PARTS = (  # in the order in which they may be wanted
    Part("icons", (), ("qtpy.QtCore", "qtpy.QtGui", "qtpy.QtWidgets", "qtawesome")),
    Part(
        "pages",
        ("carbonsv.app.social.view",),
        (
            f"{_PAGES}.organisation",
            f"{_PAGES}.activity",
            f"{_PAGES}.footprint.page",
            f"{_PAGES}.social.page",
            f"{_PAGES}.plan.page",
            f"{_PAGES}.factors",
            f"{_PAGES}.history",
        ),
    ),
    Part(
        "charts", ("carbonsv.charts.scope", "carbonsv.charts.screen"), ("carbonsv.gui.widgets.figure_view",)
    ),
    Part("documents", ("carbonsv.app.reporting.documents",), (f"{_PAGES}.reports.page",)),
    Part("importing", ("carbonsv.app.importing.any_file",), ("carbonsv.gui.importing.wizard",)),
)


class LoadingAhead(QObject):
    """Loads the parts of the program one after the other: nobody waits for them yet."""

    loaded = Signal(str)

    def __init__(self, jobs: Jobs, parts: tuple[Part, ...] = PARTS, parent: QObject | None = None) -> None:
        """Load nothing yet."""
        super().__init__(parent)
        self._jobs = jobs
        self._parts = parts
        self._at = 0
        self._windows: list[str] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._load_one)

    @Slot()
    def begin(self) -> None:
        """Begin with what is wanted first; until all is loaded, jobs take turns with it."""
        self._jobs.take_turns()
        self._load_core(0)

    def _load_core(self, at: int) -> None:
        if at >= len(self._parts):
            self._jobs.work_side_by_side()
            return
        part = self._parts[at]
        if part.core:
            self._jobs.run(part.name, lambda: _load(part.core), done=lambda _: self._load_window(at))
        else:
            self._load_window(at)

    def _load_window(self, at: int) -> None:
        self._at, self._windows = at, list(self._parts[at].window)
        self._turn.start(0)

    @Slot()
    def _load_one(self) -> None:
        """Load a module that has classes of Qt, and let the window do something else."""
        if self._windows:
            importlib.import_module(self._windows.pop(0))
            self._turn.start(0)
            return
        self.loaded.emit(self._parts[self._at].name)
        self._load_core(self._at + 1)


def _load(modules: tuple[str, ...]) -> None:
    # Otherwise the first chart asks which windows there are, and loads pyplot for the answer.
    os.environ.setdefault("MPLBACKEND", "agg")
    for name in modules:
        importlib.import_module(name)
