# ruff: noqa: S311  seeded, so that a failure comes again
"""Killed at any moment, no acknowledged edit is lost. `CARBONSV_KILLS=1000` runs the larger number."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from carbonsv.document import Document, recoverable

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("CARBONSV_KILLS", "10"))
WORKER = """
import sys
from pathlib import Path
from carbonsv.document import Document, Edit
home, path, imports = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "True"
if imports:
    import pandas as pd
document = Document.open(path, home=home)
print("ready", flush=True)
for number in range(1, 10_000):
    edit = Edit("activity", f"a{number}", None, {"quantity": float(number), "note": "x" * 300})
    document.apply(f"Add {number}", [edit])
    print(number, flush=True)
    if number % 7 == 0:
        document.save()
        print("saved", number, flush=True)
    if number % 11 == 0:
        document.undo()
        document.redo()
    if imports and number % 13 == 0:
        sites = pd.DataFrame({"id": [f"s{number}-{i}" for i in range(300)], "name": "x"})
        document.insert_frame("Import", "site", sites)
    if number % 23 == 0:
        document.backup()
"""
FULL = """
import resource, sys
from pathlib import Path
from carbonsv.document import Document, Edit
from carbonsv.errors import SaveError
home, path, size = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
document = Document.open(path, home=home)
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    for number in range(1, 400):
        document.apply("Add", [Edit("activity", f"a{number}", None, {"quantity": 1.0, "note": "x" * 3000})])
        print(number, flush=True)
        document.save()
        print("saved", number, flush=True)
except SaveError as error:
    print("refused", flush=True)
"""


def killed_after(seconds: float, home: Path, path: Path, *, imports: bool) -> list[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(home), str(path), str(imports)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    child.stdout.readline()
    time.sleep(seconds)
    child.kill()
    said = child.communicate()[0]
    return [line for line in said.splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.timeout(60 + 5 * KILLS)
@pytest.mark.parametrize("run", range(KILLS))
def test_killed_at_any_moment_no_acknowledged_edit_is_lost(tmp_path: Path, run: int) -> None:
    home, path = tmp_path / "home", tmp_path / "acme.carbonsv"
    Document.create(path, home=home).close()
    said = killed_after(random.Random(run).uniform(0.0, 0.4), home, path, imports=run % 5 == 0)
    edited = max((int(line) for line in said if not line.startswith("saved")), default=0)
    published = max((int(line.split()[1]) for line in said if line.startswith("saved")), default=0)
    in_file = newest_edit(Document.open(path, home=home, read_only=True))
    assert in_file >= published
    left = recoverable(home)
    assert (newest_edit(Document.recover(left[0], home=home)) if left else in_file) >= edited


def newest_edit(document: Document) -> int:
    assert document.verify() == []
    if document.redo_label:  # killed between an undo and its redo
        document.read_only = False
        document.redo()
    ids = [int(row_id[1:]) for row_id in document.frame("activity")["id"]]
    document.close(discard=True)
    assert ids == list(range(1, len(ids) + 1))
    return len(ids)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("size", [170_000, 200_000, 260_000, 300_000, 350_000])
def test_a_full_disk_damages_nothing_and_leaves_no_temporary_files(tmp_path: Path, size: int) -> None:
    home, path = tmp_path / "home", tmp_path / "acme.carbonsv"
    Document.create(path, home=home).close()
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(home), str(path), str(size)],
        capture_output=True,
        text=True,
        check=True,
    )
    said = run.stdout.split("\n")
    published = max((int(line.split()[1]) for line in said if line.startswith("saved")), default=0)
    assert "refused" in said
    assert newest_edit(Document.open(path, home=home)) == published
    for left in recoverable(home):  # none when it was the edit, not the save, that found no room
        assert newest_edit(Document.recover(left, home=home)) == published + 1
    assert not list(tmp_path.rglob("*.making")) + list(tmp_path.rglob("*.made"))
