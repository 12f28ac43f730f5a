from __future__ import annotations

import subprocess
import sys


def test_whoever_loads_a_chart_begins_with_the_whole_of_matplotlib() -> None:
    program = "import sys, carbonsv.charts; print('matplotlib.ticker' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "True"
