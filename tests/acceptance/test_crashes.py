# ruff: noqa: S311  seeded, so that a failure comes again
"""Killed at any moment, no acknowledged edit is lost. `CARBONSV_KILLS=1000` runs the larger number."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from carbonsv.document import Document, recoverable
from carbonsv.document.store import Recoverable
from carbonsv.document.workspace import left_over
from carbonsv.errors import DamagedDocumentError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 5000  # of an import: two runs
KILLS = int(os.environ.get("CARBONSV_KILLS", "10"))
WORKER = """
import sys
from pathlib import Path
from carbonsv.document import Document, Edit
home, path, imports, ROWS = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "True", 5000
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
    if imports and number % 3 == 0:
        sites = pd.DataFrame({"id": [f"s{number}-{i}" for i in range(ROWS)], "name": "x"})
        document.insert_frame("Import", "site", sites)
        print("imported", number, flush=True)
        document.apply("Correct", [Edit("site", f"s{number}-7", {}, {"name": "y"})])  # unpacks a run
        print("corrected", number, flush=True)
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
    said = killed_after(random.Random(run).uniform(0.0, 0.4), home, path, imports=run % 3 == 0)
    edited = max((int(line) for line in said if line[0].isdigit()), default=0)
    published = newest(said, "saved")
    in_file = newest_edit(Document.open(path, home=home, read_only=True))
    assert in_file >= published
    left = recoverable(home)
    document = Document.recover(left[0], home=home) if left else Document.open(path, home=home)
    imported, corrected = sites_of(document)
    assert (newest(said, "imported"), newest(said, "corrected")) <= (imported, corrected)
    assert newest_edit(document) >= edited


def newest(said: list[str], what: str) -> int:
    return max((int(line.split()[1]) for line in said if line.startswith(what)), default=0)


def sites_of(document: Document) -> tuple[int, int]:
    """The newest import of sites, all of which are whole, and the newest that was corrected."""
    sites = document.frame("site")
    imports = sites["id"].str.extract(r"s(\d+)-")[0].astype(int)
    assert set(imports.value_counts()) <= {ROWS}
    return max(imports, default=0), max(imports[sites["name"] == "y"], default=0)


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


KILLED_AT = """
import contextlib, os, signal, sys
from importlib import import_module
from pathlib import Path
import pandas as pd
from carbonsv.document import Document, Edit, document as module
home, path, action, place, name, protected = sys.argv[1:]
document = Document.open(Path(path), home=Path(home))
if protected == "False":
    module.transaction = lambda *_: contextlib.nullcontext()
holder = import_module("carbonsv.document." + place.partition(".")[0])
for part in place.split(".")[1:]:
    holder = getattr(holder, part)
setattr(holder, name, lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
if action == "edit":
    document.apply("Correct", [Edit("site", "s0-7", {}, {"name": "y"})])
elif action == "undo":
    document.undo()
else:
    sites = pd.DataFrame({"id": [f"s1-{i}" for i in range(5000)], "name": "x"})
    document.insert_frame("Import", "site", sites)
"""
MOMENTS = [
    ("import", "runs.Runs", "keep"),
    ("import", "runs.Runs", "place"),
    ("import", "history", "append"),
    ("edit", "runs", "insert_rows"),
    ("edit", "runs.Runs", "_remove"),
    ("edit", "document", "rehash"),
    ("undo", "runs.Runs", "_remove"),
    ("undo", "document", "rehash"),
]


def killed_at(tmp_path: Path, moment: tuple[str, str, str], *, protected: bool) -> list[str]:
    """What is wrong with a document after its program was killed at one moment of a change."""
    home, path = tmp_path / "home", tmp_path / "acme.carbonsv"
    document = Document.create(home=home)
    sites = pd.DataFrame({"id": [f"s0-{number}" for number in range(ROWS)], "name": "x"})
    document.insert_frame("Import", "site", sites)
    document.save(path)
    before = document.head_hash
    document.close()
    words = [str(home), str(path), *moment, str(protected)]
    run = subprocess.run([sys.executable, "-c", KILLED_AT, *words], check=False, capture_output=True)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    (note,) = (home / "working").glob("*/work.json")
    left = Recoverable(next(left_over(home)), note.stat().st_mtime)
    try:
        document = Document.recover(left, home=home)
    except DamagedDocumentError as error:
        return [str(error)]
    assert (document.head_hash, len(document.frame("site"))) == (before, ROWS)
    issues = [issue.sentence for issue in document.verify()]
    document.close(discard=True)
    return issues


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals that kill")
@pytest.mark.parametrize("moment", MOMENTS, ids=" ".join)
def test_killed_in_the_middle_of_a_change_the_document_is_as_before(
    tmp_path: Path, moment: tuple[str, str, str]
) -> None:
    assert killed_at(tmp_path, moment, protected=True) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals that kill")
@pytest.mark.parametrize("moment", [MOMENTS[2], MOMENTS[7]], ids=" ".join)
def test_without_its_transaction_it_would_not_be(tmp_path: Path, moment: tuple[str, str, str]) -> None:
    """The test before can fail: a change that is half on the disk is noticed."""
    assert killed_at(tmp_path, moment, protected=False) != []


FULL_IMPORT = """
import resource, sys
from pathlib import Path
import pandas as pd
from carbonsv.document import Document, Edit
from carbonsv.errors import SaveError
home, path, size = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
document = Document.open(path, home=home)
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    for number in range(1, 100):
        sites = pd.DataFrame({"id": [f"s{number}-{i}" for i in range(5000)], "name": "x"})
        document.insert_frame("Import", "site", sites)
        print("imported", number, flush=True)
        document.apply("Correct", [Edit("site", f"s{number}-7", {}, {"name": "y"})])
        print("corrected", number, flush=True)
        document.save()
        print("saved", number, flush=True)
except SaveError as error:
    print("refused", flush=True)
    print(document.verify(), len(document.frame("site")), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("size", [650_000, 960_000, 1_100_000, 1_650_000])
def test_an_import_or_an_edit_of_it_for_which_there_is_no_room_changes_nothing(
    tmp_path: Path, size: int
) -> None:
    home, path = tmp_path / "home", tmp_path / "acme.carbonsv"
    Document.create(path, home=home).close()
    words = [sys.executable, "-c", FULL_IMPORT, str(home), str(path), str(size)]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said[-2] == "refused"
    assert said[-1] == f"[] {newest(said, 'imported') * ROWS}"
    assert sites_of(Document.open(path, home=home)) == (newest(said, "saved"), newest(said, "saved"))
    for left in recoverable(home):
        document = Document.recover(left, home=home)
        assert document.verify() == []
        assert sites_of(document) == (newest(said, "imported"), newest(said, "corrected"))
    assert not list(tmp_path.rglob("*.making")) + list(tmp_path.rglob("*.made"))
