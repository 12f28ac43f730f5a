"""A year of half-hourly readings of 240 meters imported: time, memory, and how often csv.reader's own time.

Usage: python tests/benchmarks/half_hourly.py [METERS] [readings|days]
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from carbonsv.activities.files.watch import Watch
from carbonsv.app.importing.half_hourly import import_half_hourly
from carbonsv.app.session import Session

METERS = 240
FIRST, DAYS = dt.date(2023, 4, 1), 366
HALVES = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48)]


def write_days(path: Path, meters: int) -> None:
    """Write a row per meter and day."""
    draw = random.Random(1)  # noqa: S311 - made-up readings
    cells = [f"{draw.lognormvariate(2, 1):.1f}" for _ in range(100_003)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["MPAN", "Date", *[f"HH{half:02}" for half in range(1, 49)]])
        for meter in range(meters):
            for day in range(DAYS):
                start = draw.randrange(len(cells) - 48)
                date = FIRST + dt.timedelta(days=day)
                writer.writerow([f"10{meter:011}", f"{date:%d/%m/%Y}", *cells[start : start + 48]])


def write_readings(path: Path, meters: int) -> None:
    """Write a row per reading."""
    draw = random.Random(1)  # noqa: S311 - made-up readings
    cells = [f"{draw.lognormvariate(2, 1):.1f}" for _ in range(100_003)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["MPAN", "Timestamp", "kWh", "Flag"])
        for meter in range(meters):
            for day in range(DAYS):
                start = draw.randrange(len(cells) - 48)
                date = FIRST + dt.timedelta(days=day)
                stamp = f"{date:%d/%m/%Y}"
                writer.writerows(
                    (f"10{meter:011}", f"{stamp} {time_of_day}", cells[start + at], "A")
                    for at, time_of_day in enumerate(HALVES)
                )


def bare_seconds(path: Path) -> float:
    """Return [s] that csv.reader takes over the file."""
    begun = time.perf_counter()
    with path.open(newline="", encoding="utf-8") as file:
        for _ in csv.reader(file):
            pass
    return time.perf_counter() - begun


def main(meters: int, layouts: tuple[str, ...]) -> None:
    """Import each layout into an empty document."""
    with tempfile.TemporaryDirectory() as folder:
        for layout in layouts:
            path = Path(folder) / f"{layout}.csv"
            (write_days if layout == "days" else write_readings)(path, meters)
            session = Session(home=Path(folder) / layout)
            session.new("Benchmark", FIRST, FIRST + dt.timedelta(days=DAYS - 1))
            reports: list[float] = []
            begun = time.perf_counter()
            outcome = import_half_hourly(session, path, watch=Watch(reports.append))
            seconds = time.perf_counter() - begun
            bare = bare_seconds(path)
            peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{layout}: {outcome.meter_days * 48:,} readings, {path.stat().st_size / 1e6:.0f} MB,"
                f" {outcome.records:,} records in {seconds:.1f} s,"
                f" {seconds / bare:.1f}x csv.reader ({bare:.1f} s), peak {peak_mb:.0f} MB,"
                f" {len(reports)} reports of progress"
            )
            session.close(discard=True)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else METERS
    main(count, tuple(sys.argv[2:]) or ("days", "readings"))
