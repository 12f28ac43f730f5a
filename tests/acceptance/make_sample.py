"""Make the activity records of the fictitious sample organisation.

The tables in `tests/acceptance/sample` say what the company uses in each of two years; this writes them out
as the bills, claims and invoices that add up to it, with chance seeded so that every run writes the same
bytes. The four small tables beside `activity.csv` are written by hand.

Run: python tests/acceptance/make_sample.py [FOLDER]
"""

from __future__ import annotations

import csv
import random
import sys
from calendar import monthrange
from dataclasses import astuple, dataclass, fields, replace
from datetime import date, timedelta
from math import fsum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = Path(__file__).parent / "sample"
SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
FIRST_YEARS = (2023, 2024)  # the Aprils in which the two reporting years begin
SEED = 202324
FIRST_INVOICE = 61001
MONTHS = ("apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "jan", "feb", "mar")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """One line of activity.csv, in the order of its columns that the sample fills."""

    id: str
    site: str
    activity: str
    quantity: str
    unit: str
    start: date
    end: date
    quality: str
    supplier: str
    reference: str
    note: str
    scope: str = ""
    category: str = ""
    reason: str = ""


def make_records() -> list[Record]:
    """Return every record of both years, numbered within its kind in order of time."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    found = [*_stream_records(chance), *_single_records(), *_with_invoice_numbers(_ledger_records(chance))]
    order = {prefix: place for place, prefix in enumerate(dict.fromkeys(record.id for record in found))}
    found.sort(key=lambda record: (order[record.id], record.start))
    return [_remarked(record) for record in _numbered(found)]


def write_records(folder: Path) -> None:
    """Write activity.csv into a folder."""
    with (folder / "activity.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Record))
        writer.writerows(astuple(record) for record in make_records())


def _stream_records(chance: random.Random) -> Iterator[Record]:
    """Cut what is used in a year into monthly or quarterly bills."""
    shapes = {row["name"]: [float(row[month]) for month in MONTHS] for row in _rows("shapes")}
    for stream in _rows("streams"):
        shape, every = shapes[stream["shape"]], int(stream["every"])
        for april, annual in zip(FIRST_YEARS, (stream["first_year"], stream["second_year"]), strict=True):
            for first in range(0, len(shape), every):
                part = fsum(shape[first : first + every]) / fsum(shape)
                quantity = float(annual) * part * (1 + float(stream["spread"]) * (chance.random() - 0.5))
                if quantity > 0:
                    yield _bill(stream, quantity, april, first, every)


def _bill(stream: Row, quantity: float, april: int, first: int, months: int) -> Record:
    start, end = _month(april, first), _month(april, first + months - 1)
    return Record(
        id=stream["ids"],
        site=stream["site"],
        activity=stream["activity"],
        quantity=f"{quantity:.{stream['places']}f}",
        unit=stream["unit"],
        start=start,
        end=end.replace(day=monthrange(end.year, end.month)[1]),
        quality=stream["quality"],
        supplier=stream["supplier"],
        reference=stream["reference"].format(yymm=f"{end:%y%m}"),
        note=stream["note"],
    )


def _month(april: int, later: int) -> date:
    """Return the first day of the month that comes so many months after April."""
    years, month = divmod(later + 3, 12)
    return date(april + years, month + 1, 1)


def _single_records() -> Iterator[Record]:
    """Return the records that are written out one by one."""
    for row in _rows("single"):
        values = {name: row[name] for name in row if name not in {"ids", "start", "end"}}
        start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        yield Record(id=row["ids"], start=start, end=end, **values)


def _ledger_records(chance: random.Random) -> Iterator[Record]:
    """Cut the spend of a year on each kind of product into invoices."""
    for row in _rows("ledger"):
        for april, annual in zip(FIRST_YEARS, (row["first_year_gbp"], row["second_year_gbp"]), strict=True):
            weights = [0.5 + chance.random() for _ in range(int(row["lines"]))]
            for number, weight in enumerate(weights):
                day = _working_day(april, (number + chance.random()) / len(weights))
                yield _invoice(row, number, float(annual) * weight / fsum(weights), day)


def _working_day(april: int, part: float) -> date:
    """Return a day from Monday to Friday when this part of the year that begins in April is over."""
    day = date(april, 4, 3) + timedelta(days=int(362 * part))
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _invoice(row: Row, number: int, gbp: float, day: date) -> Record:
    suppliers, notes = row["suppliers"].split("|"), row["notes"].split("|")
    return Record(
        id="PU",
        site="",
        activity=row["activity"],
        quantity=f"{gbp:.2f}",
        unit="GBP",
        start=day,
        end=day,
        quality="spend",
        supplier=suppliers[number % len(suppliers)],
        reference="",
        note=notes[number % len(notes)],
        scope=row["scope"],
        category=row["category"],
        reason=row["reason"],
    )


def _with_invoice_numbers(ledger: Iterator[Record]) -> Iterator[Record]:
    """Number the invoices in the order in which they came."""
    for number, record in enumerate(sorted(ledger, key=lambda record: record.start)):
        yield replace(record, reference=f"PI-{FIRST_INVOICE + number}")


def _numbered(records: list[Record]) -> Iterator[Record]:
    numbers: dict[str, int] = {}
    for record in records:
        numbers[record.id] = numbers.get(record.id, 0) + 1
        yield replace(record, id=f"{record.id}-{numbers[record.id]:03d}")


def _remarked(record: Record) -> Record:
    """Return the record with the remark that remarks.csv makes about it, if it does."""
    for row in _rows("remarks"):
        if (record.activity, record.site, f"{record.start}") == (row["activity"], row["site"], row["start"]):
            return replace(record, quality=row["quality"], note=row["note"])
    return record


def _rows(name: str) -> list[Row]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


if __name__ == "__main__":
    write_records(Path(sys.argv[1]) if sys.argv[1:] else SAMPLE)
