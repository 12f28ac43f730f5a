"""A window over a session with a home of its own; a warning of Qt fails the test."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt

import carbonsv.app.gallery.gallery
import carbonsv.app.reporting.documents  # noqa: F401 - as in the program: before two workers load them at once
from carbonsv.app.session import Session
from carbonsv.gui.door import Door
from carbonsv.gui.jobs import Jobs
from carbonsv.gui.main_window import MainWindow
from carbonsv.gui.preferences import Preferences
from carbonsv.library.factor_library import FactorLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from pytestqt.qtbot import QtBot

GUI = Path(__file__).parent
JOBS = Jobs.run.__code__.co_filename
OFFSCREEN_REMARKS = ("This plugin does not support",)

QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen screen say what it cannot do; every other warning of Qt fails the test."""
    for item in items:
        if item.path.is_relative_to(GUI):
            item.add_marker(pytest.mark.qt_log_ignore(*OFFSCREEN_REMARKS, extend=True))


@pytest.fixture(scope="session")
def library() -> FactorLibrary:
    """The program's own factors, read once."""
    return FactorLibrary.load()


@pytest.fixture(autouse=True)
def _own_preferences(tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture(autouse=True)
def _no_worker_takes_garbage_away() -> Iterator[None]:
    """As in the program: what is left of a widget must not be taken away in a worker."""
    gc.disable()
    yield
    if not any(
        map(_works_on_a_job, sys._current_frames().values())
    ):  # one that takes long is left to its end
        gc.enable()


def _works_on_a_job(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == JOBS:
            return True
        frame = frame.f_back
    return False


@pytest.fixture
def session(library: FactorLibrary, tmp_path: Path) -> Iterator[Session]:
    """A session without a document."""
    made = Session(library, home=tmp_path / "home")
    yield made
    made.close(discard=True)


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    """Worker threads that end with the test."""
    made = Jobs()
    yield made
    made.stop()


@pytest.fixture
def window(qtbot: QtBot, session: Session, jobs: Jobs) -> MainWindow:
    """A shown window whose session is loaded."""
    door = Door(jobs, lambda: session)
    made = MainWindow(Preferences())
    made.fill(door, jobs)
    made.first_painted.connect(door.load)
    with qtbot.waitSignal(door.ready, timeout=10_000):
        made.show()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def acme(qtbot: QtBot, window: MainWindow, session: Session) -> MainWindow:
    """A window with a document of one office and one electricity bill."""
    with qtbot.waitSignal(window.documents.opened):
        window.documents.new("Acme Ltd", date(2024, 4, 1))
    site = session.add_row("site", {"name": "Office"})
    bill = {"activity": "electricity", "unit": "kWh", "quantity": 1000.0, "site": site, "quality": "invoiced"}
    session.add_row("activity", {"id": "bill", "start": "2024-04-01", "end": "2024-04-30", **bill})
    return window
