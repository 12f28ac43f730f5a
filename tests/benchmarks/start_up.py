"""Time from the start of Python to the first paint: a bare PySide6 window against ours, in one run.

Usage: python tests/benchmarks/start_up.py [RUNS]
The two alternate, so that a busy machine slows both; the smallest time of each is the least disturbed one.
A third program measures until the session, its factors and matplotlib are loaded. Bytecode is kept in a
folder of the run's own, as an installation keeps it, whatever the environment says.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile

LIMIT_RATIO = 1.3
LIMIT_LOADED_MS = 2000
RUNS = 9
BARE = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: (print(time.time(), flush=True), os._exit(0)))
app = QApplication([])
app.setStyle("Fusion")
window = Window()
window.resize(1180, 760)
window.show()
app.exec()
"""
OURS = """
import os, time
from carbonsv.gui import application
app, window = application.start()
window.first_painted.disconnect()
window.first_painted.connect(lambda: (print(time.time(), flush=True), os._exit(0)))
window.show()
app.exec()
"""
LOADED = """
import os, time
from carbonsv.gui import application
def ended(key):
    if key == "charts":  # all that the first results need
        print(time.time(), flush=True)
        os._exit(0)
app, window = application.start()
window.first_painted.connect(lambda: window._surroundings.jobs.ended.connect(ended))
window.show()
app.exec()
"""


def said_ms(program: str, home: str) -> float:
    """Return the time from the start of Python until a program says so [ms]."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "HOME": home, "CARBONSV_HOME": home}
    environment |= {"PYTHONPYCACHEPREFIX": f"{home}/bytecode", "PYTHONDONTWRITEBYTECODE": ""}
    timed = f"import time; begun = time.time()\n{program}".replace(
        "time.time(), flush", "time.time() - begun, flush"
    )
    run = subprocess.run(
        [sys.executable, "-c", timed], env=environment, capture_output=True, text=True, check=True
    )
    return float(run.stdout.split()[0]) * 1000


def main(runs: int) -> int:
    """Print both times and their ratio; the exit code says whether the limit is kept."""
    bare, ours, loaded = [], [], []
    with tempfile.TemporaryDirectory() as home:
        for program in (BARE, OURS, LOADED):
            said_ms(program, home)  # the first run reads files from the disk
        for _ in range(runs):
            bare.append(said_ms(BARE, home))
            ours.append(said_ms(OURS, home))
            loaded.append(said_ms(LOADED, home))
    for name, times in (("bare PySide6 window", bare), ("CarbonSV", ours), ("everything loaded", loaded)):
        print(f"{name:22} least {min(times):6.0f} ms   median {statistics.median(times):6.0f} ms")
    ratio = min(ours) / min(bare)
    print(
        f"ratio {ratio:.2f} of the least times, {statistics.median(ours) / statistics.median(bare):.2f} of medians"  # noqa: E501
    )
    kept = {f"first paint {LIMIT_RATIO}x": ratio <= LIMIT_RATIO}
    kept[f"loaded {LIMIT_LOADED_MS} ms"] = min(loaded) <= LIMIT_LOADED_MS
    for limit, is_kept in kept.items():
        print(f"limit, {limit}: {'kept' if is_kept else 'NOT KEPT'}")
    return 0 if all(kept.values()) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
