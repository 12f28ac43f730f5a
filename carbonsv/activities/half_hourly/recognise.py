"""Whether a file holds half-hourly readings, found out from its first rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from carbonsv.activities.files.plain_rows import PlainRows
from carbonsv.activities.files.text_columns import column_of
from carbonsv.activities.files.text_file import find_dialect, text_rows
from carbonsv.activities.files.text_table import read_tables
from carbonsv.activities.files.watch import Watch
from carbonsv.activities.half_hourly.layout import find_layout
from carbonsv.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LARGEST_WORKBOOK_BYTES = 5_000_000  # beyond it, reading a workbook twice takes too long: it must be said
_ROWS = 2_000  # enough for several moments of hundreds of meters
_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def is_half_hourly_file(path: Path) -> bool:
    """Whether a file holds half-hourly readings; a large workbook is not looked into."""
    try:
        with path.open("rb") as file:
            is_workbook = file.read(4) in _MARKS
        if is_workbook:
            return path.stat().st_size <= LARGEST_WORKBOOK_BYTES and _has_readings(path)
        rows = _first_rows(path)
    except (OSError, UnicodeError, UnusableFileError):
        return False
    return are_half_hourly(rows)


def _first_rows(path: Path) -> list[list[str]]:
    """Return rows from the beginning of a text file, enough for several moments of many meters."""
    rows: list[list[str]] = []
    for some, _ in text_rows(path, find_dialect(path), Watch()):
        rows += some.rows() if isinstance(some, PlainRows) else some
        if len(rows) >= _ROWS:
            break
    return rows


def _has_readings(path: Path) -> bool:
    return any(find_layout(table.names, table.columns) is not None for table in read_tables(path))


def are_half_hourly(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows, among them their headings, are readings."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return False
    width = widths.most_common(1)[0][0]
    regular = [row for row in rows if len(row) == width]
    return find_layout([""] * width, [column_of(cells) for cells in zip(*regular, strict=True)]) is not None
