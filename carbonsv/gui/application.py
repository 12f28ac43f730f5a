"""Open the window: check that there is a screen, start Qt, paint, then load the rest in a worker."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from carbonsv.errors import DisplayMissingError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from carbonsv.gui.main_window import MainWindow
    from carbonsv.gui.preferences import Preferences

_SIZE_PX = (1180, 760)
_COMMAND_LINE = "The command line does the same without a window, for example: uv run main.py demo out/"
_SYSTEM_LIBRARIES = (
    "libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1"
)


def run() -> int:
    """Open the window and return the exit code when it is closed."""
    try:
        check_display()
        application, window = start()
    except DisplayMissingError as error:
        print(f"{error} {error.hint}", file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return error.exit_code
    window.show()
    code = application.exec()
    window.stop()
    return code


def check_display() -> None:
    """Make sure that a window can be opened, before Qt ends the program because it cannot.

    Raises:
        DisplayMissingError: there is no screen, or Qt's system libraries are missing.
    """
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform.startswith("linux") and not named:
        raise DisplayMissingError("There is no display to open a window on.", _COMMAND_LINE)
    try:
        import PySide6.QtWidgets  # noqa: F401, PLC0415
    except ImportError as error:
        raise DisplayMissingError(
            f"The window needs system libraries that are missing ({error}).",
            f"On Debian or Ubuntu: apt-get install {_SYSTEM_LIBRARIES}. {_COMMAND_LINE}",
        ) from error


def start() -> tuple[QApplication, MainWindow]:
    """Make the application and its window, ready to be shown."""
    from PySide6.QtGui import QColor, QPalette  # noqa: PLC0415 - after the first paint
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only after the display was checked

    from carbonsv.gui.preferences import Preferences  # noqa: PLC0415 - after the first paint

    QApplication.setApplicationName("CarbonSV")
    QApplication.setApplicationDisplayName("CarbonSV")
    QApplication.setDesktopFileName("carbonsv")
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    preferences = Preferences()
    if preferences.background:
        application.setPalette(QPalette(QColor(preferences.background)))
    return application, make_window(preferences)


def make_window(preferences: Preferences) -> MainWindow:
    """Make the window. It is painted empty first; its parts and the session follow in that order."""
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - after the first paint

    from carbonsv.gui.main_window import MainWindow  # noqa: PLC0415 - after the first paint

    window = MainWindow(preferences)
    window.first_painted.connect(lambda: fill(window))
    QGuiApplication.styleHints().colorSchemeChanged.connect(window.apply_theme)
    if not window.restoreGeometry(preferences.geometry):
        window.resize(*_SIZE_PX)
    return window


def fill(window: MainWindow) -> None:
    """Give the painted window its parts, and load the session in a worker once those are painted too."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - after the first paint

    from carbonsv.gui import steadiness  # noqa: PLC0415 - after the first paint
    from carbonsv.gui.bugs import BugReporter  # noqa: PLC0415 - after the first paint
    from carbonsv.gui.door import Door  # noqa: PLC0415 - after the first paint
    from carbonsv.gui.jobs import Jobs  # noqa: PLC0415 - after the first paint

    steadiness.take_short_turns()
    steadiness.GarbageCollection(window)
    BugReporter(window).install()
    jobs = Jobs()
    door = Door(jobs)
    window.fill(door, jobs)
    door.ready.connect(steadiness.keep_what_is_loaded)
    window.loading_ahead.loaded.connect(lambda _part: steadiness.keep_what_is_loaded())
    QTimer.singleShot(0, door.load)
