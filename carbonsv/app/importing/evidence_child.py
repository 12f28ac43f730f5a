"""The process that reads evidence back: a hostile file can only end this process, not the program.

It writes a JSON line for each table of a document it finds, then one for the attached files.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carbonsv import workbooks
from carbonsv.errors import UnusableFileError
from carbonsv.model.tables import DOCUMENT_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FILES = "files"
OUT_OF_MEMORY = 3
_SHA256, _PART, _CONTENT = 0, 1, 2  # columns of the sheet of files
_LIMITS = workbooks.Limits(
    workbooks.LARGEST_DATA_BYTES, workbooks.LARGEST_INFLATED_DATA_BYTES, workbooks.FAR_IN_DATA
)

Columns = dict[str, list[Any]]


def main(words: Sequence[str]) -> int:
    """Read the evidence named first into the file named second, within so many bytes of memory."""
    path, out, memory_bytes = Path(words[0]), Path(words[1]), int(words[2])
    workbooks.limit_memory(memory_bytes)
    with out.open("w", encoding="utf-8") as file:
        try:
            for line in _lines(path):
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except UnusableFileError as error:
            file.write(json.dumps({"error": str(error), "hint": error.hint}) + "\n")
        except MemoryError:
            return OUT_OF_MEMORY
    return 0


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    content = path.read_bytes()
    return _workbook(content, path) if content.startswith(b"PK") else _json(content, path)


def _workbook(content: bytes, path: Path) -> Iterator[dict[str, Any]]:
    import python_calamine as calamine  # noqa: PLC0415 - only where there is a workbook

    workbooks.check_workbook(content, path, _LIMITS)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            if name in DOCUMENT_TABLES:
                yield {"table": name, "columns": _columns(book.get_sheet_by_name(name).to_python())}
        if FILES in book.sheet_names:
            yield {FILES: _files(book.get_sheet_by_name(FILES).to_python())}
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, OSError) as error:
        raise UnusableFileError(path, "it is not a workbook that can be read") from error


def _columns(rows: list[list[Any]]) -> Columns:
    """Return the cells below each heading; rows without any are left out."""
    headings = [str(cell) for cell in rows[0]] if rows else []
    kept = [[_plain(cell) for cell in row] for row in rows[1:]]
    kept = [row for row in kept if any(cell is not None for cell in row)]
    return {name: [row[place] for row in kept] for place, name in enumerate(headings) if name}


def _plain(cell: Any) -> Any:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        return str(cell)
    return None if cell == "" else cell


def _files(rows: list[list[Any]]) -> dict[str, list[str]]:
    """Return the pieces of each file in their order; each is base64 of its own."""
    found: dict[str, list[tuple[float, str]]] = {}
    for row in rows[1:]:
        if len(row) > _CONTENT and row[_SHA256]:
            pieces = found.setdefault(str(row[_SHA256]), [])
            pieces.append((float(row[_PART] or 0), str(row[_CONTENT])))
    return {name: [text for _, text in sorted(pieces)] for name, pieces in found.items()}


def _json(content: bytes, path: Path) -> Iterator[dict[str, Any]]:
    try:
        facts = json.loads(content)
        tables = {"activity": facts["activity"], **facts.get("tables", {})}
        for name in DOCUMENT_TABLES:
            if tables.get(name):
                yield {"table": name, "columns": _of_rows(tables[name])}
        yield {FILES: {str(name): [str(text)] for name, text in facts.get(FILES, {}).items()}}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnusableFileError(path, "it is not evidence as this program writes it") from error


def _of_rows(rows: Iterable[dict[str, Any]]) -> Columns:
    listed = list(rows)
    names = dict.fromkeys(name for row in listed for name in row)
    return {name: [row.get(name) for row in listed] for name in names}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
