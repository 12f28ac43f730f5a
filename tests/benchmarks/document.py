"""How long a document of a million imported bills takes to be filled, read, edited, saved and verified.

Usage: python tests/benchmarks/document.py [ROWS [ROUNDS]]
Times are of the processor, so that a busy machine says the same. “Opened and read” and “published” have
limits, and the program ends with 1 where one is not kept; the others are to be compared from one version to
the next.
"""

from __future__ import annotations

import datetime as dt
import gc
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from carbonsv.app.session import Session
from carbonsv.document import Document, Edit
from tests.activities.made_files import bills_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

ROWS, ROUNDS = 1_000_000, 3
LIMITS = {"opened and read": 2.0, "published": 3.0}  # [s]
Times = dict[str, list[float]]


def bills(folder: Path, rows: int) -> pd.DataFrame:
    """Return so many bills as a document has them once they are imported."""
    session = Session(home=folder / "first")
    session.new("Benchmark", dt.date(2024, 4, 1), dt.date(2025, 3, 31))
    session.import_records(bills_csv(folder / "bills.csv", rows))
    records = session.snapshot().frame("activity")
    session.close(discard=True)
    return records


@contextmanager
def timed(name: str, times: Times) -> Iterator[None]:
    """Note the time of the processor [s] that something takes."""
    gc.collect()
    begun = time.process_time()
    yield
    times.setdefault(name, []).append(time.process_time() - begun)


def once(folder: Path, records: pd.DataFrame, times: Times) -> int:
    """Do everything once with a new document; return the size of its file [bytes]."""
    path, row_id = folder / "bills.carbonsv", records["id"].iloc[len(records) // 2]
    document = Document.create(home=folder / "home")
    with timed("rows put in", times):
        document.insert_frame("Import", "activity", records)
    with timed("published", times):
        document.save(path)
    document.close()
    with timed("opened and read", times):
        document = Document.open(path, home=folder / "home")
        document.frame("activity")
    with timed("one row edited", times):
        document.apply("Correct", [Edit("activity", row_id, {}, {"note": "looked at"})])
        document.frame("activity")
    with timed("undone", times):
        document.undo()
        document.frame("activity")
    with timed("verified", times):
        assert document.verify() == []
    document.close(discard=True)
    size = path.stat().st_size
    path.unlink()
    return size


def main(rows: int, rounds: int) -> int:
    """Print every time; return 1 where a limit is not kept."""
    times: Times = {}
    with tempfile.TemporaryDirectory() as folder:
        records = bills(Path(folder), rows)
        once(Path(folder), records, {})
        sizes = [once(Path(folder), records, times) for _ in range(rounds)]
    print(f"{rows:,} bills, {sizes[0] / rows:.1f} bytes each in the file; {rounds} rounds")
    for name, found in times.items():
        limit = f"limit {LIMITS[name]:.1f} s" if name in LIMITS else ""
        print(f"{name:20} {min(found):8.3f} s best {median(found):8.3f} s median  {limit}")
    return int(any(min(times[name]) > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*(given + [ROWS, ROUNDS][len(given) :])))
