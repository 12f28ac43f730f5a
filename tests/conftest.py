"""What every test needs: no display, a home of its own, and Qt only where it can be loaded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

QT_LIBRARIES = (
    "libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0"
)
QT_OPTIONS = ("qt_api", "qt_log_level_fail")


def _why_not_qt() -> str:
    try:
        import PySide6.QtWidgets  # noqa: F401, PLC0415
    except ImportError as error:
        return str(error)
    return ""


NO_QT = _why_not_qt()
collect_ignore = ["gui"] if NO_QT else []
if not NO_QT:
    pytest_plugins = ["pytestqt.plugin"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare pytest-qt's options where the plugin itself cannot be loaded."""
    if NO_QT:
        for option in QT_OPTIONS:
            parser.addini(option, "used by pytest-qt")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what is missing."""
    if NO_QT:
        reason = f"Qt cannot be loaded ({NO_QT}), so tests/gui was left out."
        terminalreporter.write_line(f"{reason} On Debian: apt-get install {QT_LIBRARIES}")


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep working copies and backups of the tests away from the user's own."""
    home = tmp_path_factory.mktemp("home")
    os.environ["CARBONSV_HOME"] = str(Path(home))
