from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COUNT = int(os.environ.get("CARBONSV_HOSTILE_FILES", "60"))
HERE = Path(__file__).resolve().parent


@pytest.mark.timeout(60 + 10 * COUNT)
@pytest.mark.skipif(sys.platform == "win32", reason="memory of processes is not told there")
def test_hostile_files_end_in_a_sentence_within_10_seconds_and_300_megabytes(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    program = [sys.executable, str(HERE / "hostile.py")]
    subprocess.run([*program, "make", str(tmp_path), str(COUNT)], env=environment, check=True)
    words = [*program, "read", str(tmp_path)]
    run = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    found = json.loads(run.stdout.splitlines()[-1])
    assert found["bad"] == []
    assert found["seconds"] <= 10
    assert max(found["own_mb"], found["children_mb"]) <= 300
