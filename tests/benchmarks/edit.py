"""How long one edit takes in a document of 100,000 records, until the totals and the table are up to date.

uv run --group bench python tests/benchmarks/edit.py [records] [rounds]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.app.session import Session
from carbonsv.app.year_rows import YearRows, with_results, year_rows
from carbonsv.library.factor_library import FactorLibrary
from tests.benchmarks.made_records import SITES, YEAR, make_records

if TYPE_CHECKING:
    from collections.abc import Callable

RECORDS = 100_000
ROUNDS = 15


def open_session(records: pd.DataFrame, library: FactorLibrary, home: Path) -> Session:
    """Return a session with a new document that holds the records."""
    session = Session(library, home)
    session.new("A large organisation", YEAR.start, YEAR.end)
    session.insert_frame("Import", "site", pd.DataFrame({"id": SITES, "name": SITES}))
    session.insert_frame("Import", "activity", records)
    return session


def totals(session: Session) -> None:
    """Work out what the totals strip shows."""
    inventory = session.snapshot().inventory()
    inventory.by_scope()
    assert inventory.total_location_kg
    assert inventory.total_market_kg


def page(session: Session, before: list[YearRows]) -> None:
    """Find what the Buildings page shows, as its worker does; it remembers the codes of the last time."""
    snapshot = session.snapshot()
    earlier = before.pop().columns if before else None
    rows = year_rows(snapshot, "buildings", snapshot.year_ids[-1], earlier)
    before.append(with_results(snapshot, rows))


def main(count: int, rounds: int) -> None:
    """Change one quantity after another and print how long everything takes."""
    library = FactorLibrary.load()
    with tempfile.TemporaryDirectory() as home:
        session = open_session(make_records(library, count), library, Path(home))
        shown: list[YearRows] = []
        steps: dict[str, Callable[[int], object]] = {
            "set_cell": lambda turn: session.set_cell("activity", f"r{turn}", "quantity", f"{turn + 1.5}"),
            "totals of the year": lambda _: totals(session),
            "records of the buildings page": lambda _: page(session, shown),
        }
        times: dict[str, list[float]] = {name: [] for name in steps}
        for turn in range(rounds + 1):
            for name, step in steps.items():
                begun = time.perf_counter()
                step(turn)
                times[name].append(time.perf_counter() - begun)
        session.close(discard=True)
    print(f"one edit in a document of {count:,} records; best and median of {rounds}")
    for name, found in times.items():
        later = found[1:]
        first = f"(the first time {found[0] * 1000:.0f} ms)"
        print(f"{name:30} {min(later) * 1000:8.1f} ms best {median(later) * 1000:8.1f} ms median {first}")
    both = [edit + sums for edit, sums in zip(*list(times.values())[:2], strict=True)][1:]
    print(f"edit and totals: {min(both) * 1000:.1f} ms best, {median(both) * 1000:.1f} ms median, target 100")


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [RECORDS, ROUNDS][len(given) :]))
