from __future__ import annotations

import os
import subprocess
import sys

import pytest

from carbonsv.errors import DisplayMissingError
from carbonsv.gui import application

HEAVY = {"pandas", "numpy", "matplotlib", "pint", "qtawesome", "rapidfuzz", "apsw"}
AT_FIRST_PAINT = """
import sys
from carbonsv.gui import application
app, window = application.start()

window.first_painted.disconnect()
window.first_painted.connect(lambda: (print(*sys.modules), app.quit()))
window.show()
app.exec()
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: object) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", AT_FIRST_PAINT], env=environment, capture_output=True, text=True, check=True
    )
    loaded = set(run.stdout.split())
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & (HEAVY | {"carbonsv.app.session", "carbonsv.engine", "carbonsv.library"})


WHEN_LOADED = """
import gc, sys
from carbonsv.gui import application
app, window = application.start()
def said(part):
    if part == "pages":
        print(gc.get_freeze_count(), sys.getswitchinterval(), *sys.modules)
        window._surroundings.jobs.silence()
        app.quit()
window.first_painted.connect(lambda: window.loading_ahead.loaded.connect(said))
window.show()
app.exec()
window.stop()
"""
PAGES = ("activity", "factors", "footprint.page", "history", "organisation", "plan.page", "social.page")


def test_the_pages_are_loaded_ahead_and_the_search_for_garbage_leaves_them_out(tmp_path: object) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", WHEN_LOADED], env=environment, capture_output=True, text=True, check=True
    )
    frozen, turn_s, *loaded = run.stdout.split()
    assert int(frozen) > 100_000
    assert float(turn_s) == pytest.approx(0.001)
    assert {f"carbonsv.gui.pages.{page}" for page in PAGES} <= set(loaded)


def test_without_a_display_the_command_line_is_named_and_the_code_is_three() -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    run = subprocess.run(
        [sys.executable, "-m", "carbonsv"], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 3
    assert "no display" in run.stderr
    assert "uv run main.py demo out/" in run.stderr


def test_missing_system_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    with pytest.raises(DisplayMissingError) as refusal:
        application.check_display()
    assert "libegl1" in refusal.value.hint
    assert "demo out/" in refusal.value.hint
