"""Times of importing large files: against Python's csv.reader and bare python-calamine.

Usage: python tests/benchmarks/imports.py [CSV_ROWS [XLSX_ROWS [ROUNDS]]]
Each is timed in turn with its rival in one run, so that a busy machine meets both. “Made into records” is
everything up to the frame of records and its totals, before a document takes it; “imported” is that and
storing it. The last line of each file is how long a cancelling user waits at most before that.
"""

from __future__ import annotations

import csv
import datetime as dt
import gc
import resource
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import python_calamine

from carbonsv.activities.files.watch import Watch
from carbonsv.activities.tables.understanding import understand
from carbonsv.app.session import Session
from tests.activities.made_files import bills_csv, bills_xlsx
from tests.benchmarks.timing import alternate, show

if TYPE_CHECKING:
    from collections.abc import Callable

CSV_LIMIT, XLSX_LIMIT = 6.0, 3.0
CSV_RECORDS_LIMIT, XLSX_RECORDS_LIMIT = 4.0, 2.5
CANCEL_LIMIT_MS = 500
ROUNDS = 3


def bare_csv(path: Path) -> None:
    """Read every row and do nothing with it."""
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def bare_calamine(path: Path) -> None:
    """Read every cell of the first sheet."""
    python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def import_seconds(path: Path, *, only_look: bool = False, watch: Watch | None = None) -> float:
    """Return how long [s] an import into a new document takes; or only a look, where factors are loaded."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session(home=Path(folder))
        session.new("Benchmark", dt.date(2024, 4, 1), dt.date(2025, 3, 31))
        if only_look:
            session.snapshot()
        gc.collect()
        begun = time.perf_counter()
        session.import_records(path, dry_run=only_look, watch=watch)
        seconds = time.perf_counter() - begun
        session.close(discard=True)
    return seconds


def longest_wait_ms(path: Path) -> float:
    """Return the longest time [ms] between two questions whether to stop."""
    asked: list[float] = []

    def stopped() -> bool:
        asked.append(time.perf_counter())
        return False

    import_seconds(path, only_look=True, watch=Watch(stopped=stopped))
    return 1000 * max(after - before for before, after in pairwise(asked))


def measure(
    name: str, path: Path, bare: Callable[[Path], None], limits: tuple[float, float], rounds: int
) -> bool:
    """Print the times of one file; return whether the limits, of records made and of all, are kept."""
    of_records, of_all = limits
    made: list[float] = []
    stored: list[float] = []
    things = {
        "bare": lambda: bare(path),
        "read": lambda: understand(path),
        "records": lambda: made.append(import_seconds(path, only_look=True)),
        "all": lambda: stored.append(import_seconds(path)),
    }
    times = {**alternate(things, rounds), "records": made, "all": stored}
    show(f"bare {name}", times["bare"], times["bare"])
    show("read, understood and checked", times["read"], times["bare"])
    show("made into records", times["records"], times["bare"], f"limit {of_records}x")
    show("imported, with storing", times["all"], times["bare"], f"limit {of_all}x")
    wait_ms = longest_wait_ms(path)
    print(f"{'longest wait of a user who cancels':44} {wait_ms:10.1f} ms  limit {CANCEL_LIMIT_MS} ms")
    kept = min(times["records"]) <= of_records * min(times["bare"])
    return kept and min(times["all"]) <= of_all * min(times["bare"]) and wait_ms <= CANCEL_LIMIT_MS


def main(csv_rows: int = 1_000_000, xlsx_rows: int = 200_000, rounds: int = ROUNDS) -> int:
    """Print the times and ratios; the exit code says whether the limits are kept."""
    with tempfile.TemporaryDirectory() as folder:
        text = bills_csv(Path(folder) / "bills.csv", csv_rows)
        book = bills_xlsx(Path(folder) / "bills.xlsx", xlsx_rows)
        kept = measure(
            f"csv.reader, {csv_rows:,} rows", text, bare_csv, (CSV_RECORDS_LIMIT, CSV_LIMIT), rounds
        )
        limits = (XLSX_RECORDS_LIMIT, XLSX_LIMIT)
        kept &= measure(f"python-calamine, {xlsx_rows:,} rows", book, bare_calamine, limits, rounds)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak_mb:.0f} MB")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:4])))
