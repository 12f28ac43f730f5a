"""Columns of text as files have them, each distinct text kept once where texts repeat.

A year of half-hourly readings has four million cells and a few thousand different texts: what is read,
checked and parsed afterwards is the texts, and an array says which row has which.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

_FEW = 65_536  # distinct texts that are counted in any case, before a column is taken to repeat nothing


@dataclass(frozen=True, slots=True, eq=False)
class TextColumn:
    """(n rows) of text: `texts[codes[row]]` is the text of a row.

    Most texts stand once in `texts`; a column that hardly repeats has one text per row.
    """

    codes: NDArray[np.int32]
    texts: Sequence[str]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        """Return the text of one row, counted from 0."""
        return self.texts[int(self.codes[row])]

    def every(self) -> list[str]:
        """Return the text of every row."""
        return [self.texts[code] for code in self.codes.tolist()]

    def taken(self, rows: NDArray[np.bool_] | NDArray[np.intp] | slice) -> TextColumn:
        """Return some rows: a mask, places, or a slice."""
        return TextColumn(self.codes[rows], self.texts)

    def flags(self, test: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Return (n rows) whether the text passes a test, which is asked once for each text."""
        answers = np.fromiter(map(test, self.texts), bool, len(self.texts))
        return np.zeros(0, bool) if not len(self.texts) else answers[self.codes]

    def blank(self) -> NDArray[np.bool_]:
        """Return (n rows) whether there is nothing."""
        if "" not in self.texts:
            return np.zeros(len(self.codes), bool)
        empty = np.fromiter(map(len, self.texts), np.int32, len(self.texts)) == 0
        blank: NDArray[np.bool_] = empty[self.codes]
        return blank

    def without_unused(self) -> TextColumn:
        """Return the same rows, with nothing for the texts that no row has, such as a heading's."""
        seen = np.zeros(len(self.texts), bool)
        seen[self.codes] = True
        unused = np.flatnonzero(~seen).tolist()
        if not unused:
            return self
        texts = list(self.texts)
        for place in unused:
            texts[place] = ""
        return TextColumn(self.codes, texts)

    def grouped(self) -> TextColumn:
        """Return the same rows with every different text once, so that equal rows have equal codes."""
        places = {text: place for place, text in enumerate(dict.fromkeys(self.texts))}
        if len(places) == len(self.texts):
            return self
        numbers = np.fromiter(map(places.__getitem__, self.texts), np.int32, len(self.texts))
        return TextColumn(numbers[self.codes], list(places))

    def sample(self, most: int) -> list[str]:
        """Return the first different texts that rows have, blanks left out."""
        texts = dict.fromkeys(self.texts[code] for code in self.codes[: 20 * most].tolist())
        return [text for text in texts if text][:most]

    def used(self) -> Sequence[str]:
        """Return the texts that rows have, in the order of `texts`."""
        seen = np.zeros(len(self.texts), bool)
        seen[self.codes] = True
        if seen.all():
            return self.texts
        return list(dict.fromkeys(self.texts[place] for place in np.flatnonzero(seen).tolist()))


def column_of(texts: Iterable[str]) -> TextColumn:
    """Make a column of texts."""
    builder = ColumnBuilder()
    builder.extend(tuple(texts))
    return builder.column()


class ColumnBuilder:
    """A column that grows by pieces; it gives up looking for repeated texts where there are hardly any."""

    __slots__ = ("_codes", "_known", "_plain")

    def __init__(self) -> None:
        """Begin without rows."""
        self._known: defaultdict[str, int] = defaultdict()
        self._known.default_factory = self._known.__len__
        self._codes = array("i")
        self._plain: list[Sequence[str]] | None = None

    def extend(self, cells: Sequence[str]) -> None:
        """Add the cells of some more rows."""
        if self._plain is not None:
            self._plain.append(cells)
            return
        self._codes.extend(map(self._known.__getitem__, cells))
        if len(self._known) > max(_FEW, len(self._codes) // 2):
            texts = list(self._known)
            self._plain = [[texts[code] for code in self._codes]]
            self._known.clear()

    def column(self) -> TextColumn:
        """Return all rows, without the blanks around each text."""
        if self._plain is not None:
            texts = list(map(str.strip, chain.from_iterable(self._plain)))
            return TextColumn(np.arange(len(texts), dtype=np.int32), texts)
        return TextColumn(np.array(self._codes, np.int32), list(map(str.strip, self._known)))
