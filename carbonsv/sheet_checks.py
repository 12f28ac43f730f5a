"""Sheets of XLSB and ODS as they stream by: how far their cells reach, before a reader meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from carbonsv.errors import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_AREA = 40_000_000  # cells that a sheet may span, blank ones too
_ROW_HEADER = 0  # record types of XLSB: [MS-XLSB] 2.3
_LAST_CELL = 11
_LONG, _LONGEST_TYPE, _LONGEST_SIZE = 0x80, 2, 4
_VALUES = (
    "office:value",
    "office:string-value",
    "office:date-value",
    "office:time-value",
    "office:value-type",
)
_MOST_REPEATED = 1 << 20
_LONGEST_TIMES = 9  # digits
_WIDEST = 1 << 14  # columns of any spreadsheet program


class SheetCheck(Protocol):
    """Something that is fed a sheet piece by piece, and refuses one that reaches too far."""

    def feed(self, piece: bytes) -> None:
        """Look at the next piece.

        Raises:
            UnusableFileError: the sheet is too large.
        """
        ...


def sheet_check(name: str, path: Path) -> SheetCheck | None:
    """Return the check for one part of a workbook; None where the part is no such sheet."""
    if name.startswith("xl/worksheets/") and name.endswith(".bin"):
        return _BinarySheet(path)
    return _OpenDocumentSheets(path) if name == "content.xml" else None


class _BinarySheet:
    """The records of an XLSB sheet: which row and column the cells reach."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rest = b""
        self._skip = 0
        self._row = 0
        self._column = 0

    def feed(self, piece: bytes) -> None:
        """Walk over the records; only their type, their size and first number are read."""
        data = self._rest + piece
        place = min(self._skip, len(data))
        self._skip -= place
        while not self._skip:
            head = _record(data, place)
            if head is None or len(data) < head[2] + min(head[1], 4):
                break
            kind, size, start = head
            if kind <= _LAST_CELL and size >= 4:  # noqa: PLR2004 - bytes of a number
                self._reach(kind, int.from_bytes(data[start : start + 4], "little"))
            place = start + size
            if place > len(data):
                self._skip, place = place - len(data), len(data)
        self._rest = data[place:]

    def _reach(self, kind: int, number: int) -> None:
        if kind == _ROW_HEADER:
            self._row = max(self._row, number)
        else:
            self._column = max(self._column, number)
        if (self._row + 1) * (self._column + 1) > LARGEST_AREA:
            raise UnusableFileError(self._path, "its sheets reach farther than this program reads")


def _record(data: bytes, place: int) -> tuple[int, int, int] | None:
    """Return the type and size of the record at a place, and where its content begins."""
    kind, place = _varied(data, place, _LONGEST_TYPE)
    if place < 0:
        return None
    size, place = _varied(data, place, _LONGEST_SIZE)
    return None if place < 0 else (kind, size, place)


def _varied(data: bytes, place: int, longest: int) -> tuple[int, int]:
    """Read a number of seven bits per byte; the place after it, or -1 where the data ends within it."""
    value = 0
    for count in range(longest):
        if place >= len(data):
            return 0, -1
        byte = data[place]
        value |= (byte & 0x7F) << (7 * count)
        place += 1
        if byte < _LONG:
            break
    return value, place


class _OpenDocumentSheets:
    """The tables of an ODS document: cells with content, counted as often as they are repeated."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._row_times = 1
        self._cells = 0
        self._width = 0
        self._filled = 0
        self._area = 0
        self._broken = False

    def feed(self, piece: bytes) -> None:
        """Parse the next piece; what is not well-formed is left to the reader."""
        if self._broken:
            return
        try:
            self._parser.Parse(piece)
        except expat.ExpatError:
            self._broken = True

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table-row":
            self._row_times = _times(attributes.get("table:number-rows-repeated"))
            self._cells = self._filled = 0
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._cells += _times(attributes.get("table:number-columns-repeated"))
            if any(value in attributes for value in _VALUES):
                self._filled = self._cells

    def _end(self, name: str) -> None:
        if name != "table:table-row" or not self._filled:
            return
        self._width = max(self._width, self._filled)
        self._area += self._width * self._row_times
        if self._area > LARGEST_AREA or self._filled > _WIDEST:
            raise UnusableFileError(self._path, "its sheets reach farther than this program reads")


def _times(text: str | None) -> int:
    if text is None:
        return 1
    readable = text.isascii() and text.isdigit() and len(text) <= _LONGEST_TIMES
    return min(int(text), _MOST_REPEATED) if readable else _MOST_REPEATED
