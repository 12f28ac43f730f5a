from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from carbonsv.gui.loading_ahead import PARTS, LoadingAhead, Part

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from carbonsv.gui.jobs import Jobs

SAYS = "import threading; from said import said; said.append((__name__, threading.current_thread().name))"


def test_the_core_is_loaded_in_a_worker_and_classes_of_qt_by_the_window(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "said.py").write_text("said = []")
    for name in ("icons", "core_of_pages", "page", "core_of_charts"):
        (tmp_path / f"{name}.py").write_text(SAYS)
    monkeypatch.syspath_prepend(tmp_path)
    loaded: list[str] = []
    pages, charts = Part("pages", ("core_of_pages",), ("page",)), Part("charts", ("core_of_charts",), ())
    parts = (Part("icons", (), ("icons",)), pages, charts)
    ahead = LoadingAhead(jobs, parts)
    ahead.loaded.connect(loaded.append)
    ahead.begin()
    assert not jobs._side_by_side
    qtbot.waitUntil(lambda: loaded == ["icons", "pages", "charts"] and jobs._side_by_side)
    order = sys.modules["said"].said
    assert [name for name, _ in order] == ["icons", "core_of_pages", "page", "core_of_charts"]
    assert [thread == "MainThread" for _, thread in order] == [True, False, True, False]


def test_no_module_of_the_window_is_loaded_in_a_worker() -> None:
    core = [module for part in PARTS for module in part.core]
    program = f"import importlib, sys; [importlib.import_module(m) for m in {core}]; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not [name for name in run.stdout.split() if name.startswith(("carbonsv.gui", "PySide6"))]


def test_drawing_loads_no_pyplot() -> None:
    program = (
        "import sys; from carbonsv.gui import loading_ahead; from PySide6 import QtWidgets\n"
        "loading_ahead._load(('carbonsv.charts.scope',))\n"
        "from carbonsv.charts.theme import drawing\n"
        "with drawing(): print('matplotlib.pyplot' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
