"""How long the whole tender pack takes: the sample's, and that of a document of many records.

    python -m tests.benchmarks.tender_pack [--records 100000]

Wall-clock and CPU time (children included) are both printed: the machine may be busy with other things.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.activities.files.watch import Watch
from carbonsv.app.reporting.tender_pack import make_tender_pack
from carbonsv.app.session import Session
from carbonsv.library.factor_library import FactorLibrary
from carbonsv.reports.tender_pack import PackStoppedError
from tests.benchmarks.made_records import SITES, YEAR, make_records

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2025, 8, 1)
SAMPLE_SECONDS, LARGE_SECONDS, CANCEL_SECONDS = 10.0, 60.0, 0.5


def main() -> None:
    """Print the times and whether they meet their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    count = parser.parse_args().records
    library = FactorLibrary.load()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _measure("the sample", Session.open_sample, library, folder / "sample", SAMPLE_SECONDS)
        _measure(
            f"{count:,} records", lambda one: _fill(one, count), library, folder / "large", LARGE_SECONDS
        )


def _measure(
    name: str, begin: Callable[[Session], None], library: FactorLibrary, folder: Path, target_seconds: float
) -> None:
    session = Session(library, home=folder / "home")
    begin(session)
    session.snapshot().inventory()
    wall, cpu = time.perf_counter(), _cpu_seconds()
    made = make_tender_pack(session, folder / "pack", DAY)
    wall, cpu = time.perf_counter() - wall, _cpu_seconds() - cpu
    size_mb = sum(one.stat().st_size for one in made.files) / 1e6
    print(f"{name}: {wall:.1f} s, CPU {cpu:.1f} s, {len(made.files)} files, {size_mb:.1f} MB")
    print(f"  target {target_seconds:.0f} s: {'met' if wall <= target_seconds else 'missed'}")
    print(f"  longest time between two looks at cancel: {_longest_wait(session, folder):.2f} s")
    session.close(discard=True)


def _longest_wait(session: Session, folder: Path) -> float:
    """Return [s] the longest that a cancel would wait while a pack is made."""
    moments = [time.perf_counter()]

    def looked() -> bool:
        moments.append(time.perf_counter())
        return False

    try:
        make_tender_pack(session, folder / "again", DAY, Watch(stopped=looked))
    except PackStoppedError:
        return 0.0
    return max(after - before for before, after in pairwise(moments))


def _fill(session: Session, count: int) -> None:
    session.new("Large organisation", YEAR.start, YEAR.end)
    session.insert_frame("Import", "site", pd.DataFrame({"id": SITES, "name": SITES}))
    session.insert_frame("Import", "activity", make_records(session.library, count, spanning_share=0.1))


def _cpu_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
