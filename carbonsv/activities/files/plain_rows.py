"""Rows of text without a single quotation mark, as most large files are: cut into cells all at once.

What csv.reader makes of such lines is known beforehand: every delimiter parts two cells and every line end
two rows. Anything else is left to it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.files.packed_texts import LONGEST_PACKED, PackedTexts, packed_from

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEWLINE, _RETURN = 10, 13
_FIRST_PRINTED, _PRINTED = 33, 94  # the first letter of ASCII that is no blank, and how many there are
_APOSTROPHE, _EQUALS = ord("'"), ord("=")


@dataclass(frozen=True, slots=True, eq=False)
class PlainRows:
    """(n, m) cells of text, cut but not yet taken out.

    Args:
        text: whole lines.
        delimiter: between cells.
        raw: the text in UTF-8, with room behind it.
        starts: (n, m) where in it each cell begins.
        lengths: (n, m) [bytes] of each cell.
    """

    text: str
    delimiter: str
    raw: bytes
    starts: NDArray[np.intp]
    lengths: NDArray[np.intp]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.starts)

    @property
    def width(self) -> int:
        """How many cells every row has."""
        return int(self.starts.shape[1])

    def rows(self) -> list[list[str]]:
        """Return the rows as csv.reader does."""
        cells = self._cells()
        return [cells[first : first + self.width] for first in range(0, len(cells), self.width)]

    def columns(self) -> list[PackedTexts | list[str]]:
        """Return the columns: packed where all cells are plain, else as they stand."""
        longest, strange = self.lengths.max(axis=0).tolist(), self._strange()
        packed = [
            None if odd or most > LONGEST_PACKED else self._packed(place, most)
            for place, (odd, most) in enumerate(zip(strange, longest, strict=True))
        ]
        if None not in packed:
            return [one for one in packed if one is not None]
        cells = self._cells()
        return [cells[place :: self.width] if one is None else one for place, one in enumerate(packed)]

    def _cells(self) -> list[str]:
        lines = self.text.replace("\r\n", "\n").removesuffix("\n")
        return lines.replace("\n", self.delimiter).split(self.delimiter)

    def _packed(self, place: int, longest: int) -> PackedTexts | None:
        packed = packed_from(self.raw, self.starts[:, place], self.lengths[:, place], longest)
        is_plain = self.text.isascii() or packed.letters.max() < 128  # noqa: PLR2004 - beyond it is no ASCII
        return packed if is_plain else None

    def _strange(self) -> list[bool]:
        """Return (m,) whether a column has cells with blanks around them, or with a sign that is no text."""
        letters = np.frombuffer(self.raw, np.uint8)
        first, last = letters[self.starts], letters[self.starts + self.lengths - 1]
        strange = (first - _FIRST_PRINTED >= _PRINTED) | (last - _FIRST_PRINTED >= _PRINTED)
        strange |= (first == _APOSTROPHE) | (first == _EQUALS)
        found: list[bool] = (strange & (self.lengths > 0)).any(axis=0).tolist()
        return found


def plain_rows(text: str, delimiter: str) -> PlainRows | None:
    """Cut lines into cells; None where a quotation mark or anything unusual needs csv.reader.

    Args:
        text: whole lines, the last one perhaps without its end.
        delimiter: between cells.
    """
    if '"' in text or "\0" in text or delimiter in '"\r\n' or not delimiter.isascii():
        return None
    whole = text if text.endswith("\n") else f"{text}\n"
    raw = whole.encode() + bytes(LONGEST_PACKED)
    ends = _ends(np.frombuffer(raw, np.uint8), delimiter)
    if ends is None:
        return None
    starts = np.concatenate([[0], ends.ravel()[:-1] + 1]).reshape(ends.shape)
    if "\r" in text and not _without_returns(whole, raw, ends):
        return None
    lengths = ends - starts
    if lengths.max() > csv.field_size_limit():
        return None
    return PlainRows(whole, delimiter, raw, starts, lengths)


def _ends(letters: NDArray[np.uint8], delimiter: str) -> NDArray[np.intp] | None:
    """Return (n, m) where each cell ends; None where rows have different numbers of cells, or just one."""
    marks = np.flatnonzero((letters == ord(delimiter)) | (letters == _NEWLINE))
    ends_row = letters[marks] == _NEWLINE
    width = int(ends_row.argmax()) + 1
    if width == 1 or len(marks) % width:
        return None
    ends_row = ends_row.reshape(-1, width)
    if not ends_row[:, -1].all() or ends_row[:, :-1].any():
        return None
    return marks.reshape(-1, width)


def _without_returns(text: str, raw: bytes, ends: NDArray[np.intp]) -> bool:
    """Let the rows end before the carriage returns at the ends of lines; say whether there are no others."""
    returns = np.frombuffer(raw, np.uint8)[ends[:, -1] - 1] == _RETURN
    ends[:, -1] -= returns
    return int(returns.sum()) == text.count("\r")
