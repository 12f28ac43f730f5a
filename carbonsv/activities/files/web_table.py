"""Tables of web pages: what many portals hand out as a workbook called .xls."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from carbonsv.errors import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_BYTES = 50_000_000
_WIDEST_SPAN = 200  # columns that one cell may cover
_ROW_ENDS = frozenset(("tr", "table", "tbody", "thead", "tfoot"))


def web_rows(path: Path, text: str) -> list[list[list[str]]]:
    """Return the rows of each table of a page; a cell over several columns is followed by blank ones.

    Raises:
        UnusableFileError: the page has no table of rows.
    """
    page = _Page()
    page.feed(text)
    page.close()
    tables = [rows for rows in page.tables if len(rows) > 1 and max(map(len, rows)) > 1]
    if not tables:
        hint = "Open it in a spreadsheet program and save it as XLSX."
        raise UnusableFileError(
            path, f"it is a web page without a table, whatever “{path.suffix}” says", hint
        )
    return [_even(rows) for rows in tables]


def _even(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


class _Page(HTMLParser):
    """Collects the cells of the innermost tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell; a new one ends the one before, as pages leave ends out."""
        if tag == "table":
            self._end_cell()
            self._open.append([])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            self._cell, self._span = [], _span(dict(attrs).get("colspan"))
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a cell, a row or a table."""
        if tag in ("td", "th") or tag in _ROW_ENDS:
            self._end_cell()
        if tag == "table" and self._open:
            self.tables.append([row for row in self._open.pop() if row])

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None or not self._open:
            return
        rows = self._open[-1]
        if not rows:
            rows.append([])
        rows[-1] += [" ".join("".join(self._cell).split()), *[""] * (self._span - 1)]
        self._cell = None


def _span(text: str | None) -> int:
    return min(int(text), _WIDEST_SPAN) if text and text.isdecimal() and int(text) > 0 else 1
