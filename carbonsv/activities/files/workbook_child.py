"""The process that reads a workbook: a hostile one can only end this process, not the program.

It writes one JSON line (sheets, with the different texts of each column), then for every column the codes of
its rows as native 32-bit integers. It imports little, so that its memory can be held small.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import sys
from array import array
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from carbonsv import workbooks
from carbonsv.errors import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROWS_AT_ONCE = 300
WIDEST = 2_000  # columns; a sheet of interval data has about 60
OUT_OF_MEMORY = 3


def main(words: Sequence[str]) -> int:
    """Read the workbook named first into the file named second, within so many bytes of memory."""
    gc.disable()  # rows come and go by the thousand and hold no cycles
    path, out, memory_bytes = Path(words[0]), Path(words[1]), int(words[2])
    workbooks.limit_memory(memory_bytes)
    with out.open("wb") as file:
        try:
            sheets = [_sheet(*one) for one in workbooks.open_sheets(path.read_bytes(), path)]
        except UnusableFileError as error:
            _write(file, {"error": str(error), "hint": error.hint}, [])
        except MemoryError:
            return OUT_OF_MEMORY
        else:
            _write(file, {"sheets": [facts for facts, _ in sheets]}, [codes for _, codes in sheets])
    return 0


def _write(file: BinaryIO, facts: dict[str, Any], codes: list[list[array[int]]]) -> None:
    file.write(json.dumps(facts).encode() + b"\n")
    for columns in codes:
        for column in columns:
            column.tofile(file)


def _sheet(name: str, hidden: bool, sheet: Any) -> tuple[dict[str, Any], list[array[int]]]:  # noqa: FBT001
    known: list[defaultdict[Any, int]] = []
    codes: list[array[int]] = []
    height = 0
    for rows in _pieces(sheet):
        height += len(rows)
        if not codes:
            known = [_counter() for _ in rows[0]]
            codes = [array("i") for _ in rows[0]]
        for numbers, column, cells in zip(codes, known, zip(*rows, strict=True), strict=True):
            numbers.extend(map(column.__getitem__, _told_apart(cells)))
    merged = getattr(sheet, "merged_cell_ranges", None) or []
    texts = [[cell if type(cell) is str else _text(cell) for cell in column] for column in known]
    facts = {"name": name, "hidden": hidden, "height": height, "merged": merged, "texts": texts}
    return facts, codes


def _pieces(sheet: Any) -> Iterator[list[list[Any]]]:
    rows = iter(sheet.to_python(skip_empty_area=False))
    while piece := list(islice(rows, ROWS_AT_ONCE)):
        yield [row[:WIDEST] for row in piece] if len(piece[0]) > WIDEST else piece


def _counter() -> defaultdict[Any, int]:
    known: defaultdict[Any, int] = defaultdict()
    known.default_factory = known.__len__
    return known


def _told_apart(cells: Sequence[Any]) -> Sequence[Any]:
    """Put words for truths: True and 1.0 would be one cell."""
    return (
        [_text(cell) if cell is True or cell is False else cell for cell in cells]
        if _truths(cells)
        else cells
    )


def _truths(cells: Sequence[Any]) -> bool:
    return bool in set(map(type, cells))


def _text(cell: object) -> str:
    """Write a cell as text that is read back without loss: days as 2024-04-30, numbers with a point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else repr(cell)  # noqa: PLR2004
    if isinstance(cell, dt.datetime):
        midnight = (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, dt.time):
        return cell.isoformat(timespec="seconds")
    return str(cell)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
