"""Files of half-hourly readings in the layouts that meters' exports have."""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

SPRING, AUTUMN = dt.date(2024, 3, 31), dt.date(2024, 10, 27)
ENDS = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(1, 49)]
BEGINS = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48)]


def days_from(first: dt.date, count: int) -> list[dt.date]:
    """Return consecutive days."""
    return [first + dt.timedelta(days=place) for place in range(count)]


def write(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """Write rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def day_rows(
    days: Sequence[dt.date],
    meter: str = "1012345678901",
    headings: Sequence[str] = ENDS,
    cell: object = "1.5",
) -> list[list[object]]:
    """Return a heading and a row per day, every reading alike."""
    return [["MPAN", "Date", *headings], *[[meter, f"{day:%d/%m/%Y}", *[cell] * 48] for day in days]]


def local_hours(day: dt.date) -> list[str]:
    """Return the times at which half-hours of a day begin by the clock of the UK."""
    if day == SPRING:
        return [time for time in BEGINS if not time.startswith("01")]
    return sorted([*BEGINS, "01:00", "01:30"]) if day == AUTUMN else BEGINS


def reading_rows(
    days: Sequence[dt.date], meter: str = "1012345678901", value: object = "1.5"
) -> list[list[object]]:
    """Return a heading and a row per reading, every one alike."""
    stamps = [f"{day:%d/%m/%Y} {time}" for day in days for time in local_hours(day)]
    return [["Meter", "Timestamp", "kWh"], *[[meter, stamp, value] for stamp in stamps]]
