"""Writing cells of a workbook so that nothing is lost and no text becomes a formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS = 1_048_576
_WIDEST = 60  # characters
_NARROWEST = 9


@dataclass(frozen=True, slots=True)
class Exact:
    """A number written with every digit: the library itself would round to sixteen."""

    value: float

    def __float__(self) -> float:
        """Return the number."""
        return self.value

    def __format__(self, _form: str) -> str:
        """Return the shortest text that reads back as the same number."""
        return repr(int(self.value)) if self.value == int(self.value) else repr(self.value)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours with the value it has."""

    text: str
    value: float


class Sheet:
    """A sheet that is filled from the top, row by row."""

    def __init__(self, workbook: Any, name: str, formats: Any, widths: Sequence[int]) -> None:
        """Begin a sheet with the widths of its columns [characters]."""
        self.name = name
        self._sheet = workbook.add_worksheet(name)
        self._formats = formats
        self._next = 0
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))

    @property
    def next_row(self) -> int:
        """The number that the next row will have, as formulas count: from 1."""
        return self._next + 1

    def header(self, names: Sequence[str]) -> None:
        """Write a row of headings; it stays in view and can be filtered."""
        for column, name in enumerate(names):
            self._sheet.write_string(self._next, column, name, self._formats["header"])
        self._sheet.freeze_panes(self._next + 1, 0)
        self._next += 1

    def row(self, cells: Sequence[object], form: str = "") -> None:
        """Write a row: text as text, numbers with every digit, dates as dates, formulas as ours."""
        for column, cell in enumerate(cells):
            self._write(column, cell, form)
        self._next += 1

    def _write(self, column: int, cell: object, form: str) -> None:
        where, chosen = (self._next, column), self._formats.get(form)
        if cell is None or cell != cell or cell == "":  # noqa: PLR0124 - nan and NaT
            return
        if isinstance(cell, Formula):
            self._sheet.write_formula(*where, cell.text, chosen, float(cell.value))
        elif isinstance(cell, str):
            self._sheet.write_string(*where, cell, chosen)
        elif hasattr(cell, "year"):
            self._sheet.write_datetime(*where, cell, self._formats["date"])
        else:
            self._sheet.write_number(*where, Exact(float(cell)), chosen)  # type: ignore[arg-type]
