"""Files as organisations send them, made for the tests: clean, dirty, large and hostile."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.library.workbook_files import write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from tests.library.workbook_files import Cell

HEADINGS = ["Site", "MPAN", "Invoice", "Start", "End", "Usage (kWh)", "Cost", "Read type"]
METERS = 4_000


def bill(number: int, chance: random.Random) -> list[Cell]:
    """One bill of a made-up meter."""
    month = number // METERS
    start = f"{1 + number % 28:02d}/{1 + month % 12:02d}/{2020 + month // 12 % 5}"
    end = f"{1 + number % 28:02d}/{1 + (month + 1) % 12:02d}/{2020 + (month + 1) // 12 % 5}"
    meter = f"12{number % METERS:011d}"
    usage, cost = round(chance.random() * 1e5, 2), round(chance.random() * 1e4, 2)
    kind = "A" if number % 7 else "E"
    return [f"Site {number % METERS % 300}", meter, f"INV{number:07d}", start, end, usage, cost, kind]


def bills_csv(path: Path, rows: int) -> Path:
    """Write so many bills as CSV."""
    chance = random.Random(1)  # noqa: S311 - made-up figures
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(HEADINGS) + "\n")
        file.writelines(",".join(map(str, bill(number, chance))) + "\n" for number in range(rows))
    return path


def bills_xlsx(path: Path, rows: int) -> Path:
    """Write so many bills as XLSX."""
    chance = random.Random(1)  # noqa: S311 - made-up figures
    return write_xlsx(path, {"Bills": [HEADINGS, *(bill(number, chance) for number in range(rows))]})
