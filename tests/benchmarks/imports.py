"""Times of reading and understanding large files: against Python's csv.reader and bare python-calamine.

Usage: python tests/benchmarks/imports.py [CSV_ROWS [XLSX_ROWS]]
Each is timed in turn with its rival in one run, so that a busy machine meets both.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path

import python_calamine

from carbonsv.activities.understanding import understand
from tests.activities.files import bills_csv, bills_xlsx
from tests.benchmarks.timing import alternate, show

CSV_LIMIT, XLSX_LIMIT = 6.0, 3.0
ROUNDS = 3


def bare_csv(path: Path) -> None:
    """Read every row and do nothing with it."""
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def bare_calamine(path: Path) -> None:
    """Read every cell of the first sheet."""
    python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def main(csv_rows: int = 1_000_000, xlsx_rows: int = 200_000) -> int:
    """Print the times and ratios; the exit code says whether the limits are kept."""
    with tempfile.TemporaryDirectory() as folder:
        text = bills_csv(Path(folder) / "bills.csv", csv_rows)
        book = bills_xlsx(Path(folder) / "bills.xlsx", xlsx_rows)
        times = alternate({"csv": lambda: bare_csv(text), "ours": lambda: understand(text)}, ROUNDS)
        show(f"csv.reader, {csv_rows:,} rows", times["csv"], times["csv"])
        show("read and understood", times["ours"], times["csv"], f"limit {CSV_LIMIT}x")
        csv_ratio = min(times["ours"]) / min(times["csv"])
        times = alternate({"calamine": lambda: bare_calamine(book), "ours": lambda: understand(book)}, ROUNDS)
        show(f"python-calamine, {xlsx_rows:,} rows", times["calamine"], times["calamine"])
        show("read and understood", times["ours"], times["calamine"], f"limit {XLSX_LIMIT}x")
        xlsx_ratio = min(times["ours"]) / min(times["calamine"])
    return 0 if csv_ratio <= CSV_LIMIT and xlsx_ratio <= XLSX_LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:3])))
