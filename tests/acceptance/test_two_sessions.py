"""Two programs saving one file: what either has saved is in the file or beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from carbonsv.document import Document

if TYPE_CHECKING:
    from pathlib import Path

SAVES = int(os.environ.get("CARBONSV_SAVES", "15"))
SAVER = """
import sys
from pathlib import Path
from carbonsv.document import Document, Edit
home, path, who, saves = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
document = Document.open(path, home=home)
for number in range(saves):
    document.apply("Add", [Edit("activity", f"{who}{number}", None, {"quantity": 1.0})])
    document.save()
    if number % 3 == 2:  # open the file again, as it is by now
        document.close()
        document = Document.open(path, home=home)
        document.apply("Join", [Edit("site", f"{who}{number}", None, {})])
"""


def test_two_programs_saving_one_file_lose_nothing(tmp_path: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "acme.carbonsv"
    Document.create(path, home=home).close()
    words = [sys.executable, "-c", SAVER, str(home), str(path)]
    children = [subprocess.Popen([*words, who, str(SAVES)]) for who in ("first", "second")]
    assert [child.wait() for child in children] == [0, 0]
    found: set[str] = set()
    for file in tmp_path.glob("*.carbonsv"):
        document = Document.open(file, home=home)
        assert document.verify() == []
        found |= set(document.frame("activity")["id"])
        document.close()
    assert found == {f"{who}{number}" for who in ("first", "second") for number in range(SAVES)}
    assert not list(tmp_path.glob(".*"))
