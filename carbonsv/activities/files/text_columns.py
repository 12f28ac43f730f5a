"""Columns of text as files have them, each distinct text kept once where texts repeat.

A year of half-hourly readings has four million cells and a few thousand different texts: what is read,
checked and parsed afterwards is the texts, and an array says which row has which.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.files.packed_texts import PackedTexts, chained, pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

_FEW = 65_536  # distinct texts that are counted in any case, before a column is taken to repeat nothing


class TextColumn:
    """(n rows) of text: `texts[codes[row]]` is the text of a row.

    Most texts stand once in `texts`; a column that hardly repeats has one text per row.

    Args:
        codes: (n,) the place of each row's text.
        texts: as Python has them, or packed.
    """

    __slots__ = ("_texts", "codes", "packed")

    def __init__(self, codes: NDArray[np.int32], texts: Sequence[str] | PackedTexts) -> None:
        """Take codes and texts."""
        self.codes = codes
        self.packed = texts if isinstance(texts, PackedTexts) else None
        self._texts = None if isinstance(texts, PackedTexts) else texts

    @property
    def texts(self) -> Sequence[str]:
        """The texts as Python has them; they are made when they are first asked for."""
        if self._texts is None:
            self._texts = [] if self.packed is None else self.packed.unpack()
        return self._texts

    @property
    def text_count(self) -> int:
        """How many texts there are, some perhaps twice."""
        return len(self.texts if self.packed is None else self.packed)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        """Return the text of one row, counted from 0."""
        code = int(self.codes[row])
        return self.texts[code] if self.packed is None else self.packed.text(code)

    def every(self) -> list[str]:
        """Return the text of every row."""
        if self.packed is not None and len(self) < len(self.packed):
            return self.packed.taken(self.codes).unpack()
        texts = self.texts
        if self._is_in_order():
            return list(texts)
        return [texts[code] for code in self.codes.tolist()]

    def joined(self) -> str:
        """Return all texts as lines, so that one look tells whether any has something in it."""
        return "\n".join(self.texts) if self.packed is None else self.packed.joined()

    def has(self, letter: str) -> bool:
        """Whether any text has a letter in it."""
        return letter in "".join(self.texts) if self.packed is None else self.packed.has(letter)

    def taken(self, rows: NDArray[np.bool_] | NDArray[np.intp] | slice) -> TextColumn:
        """Return some rows: a mask, places, or a slice."""
        return TextColumn(self.codes[rows], self._own())

    def changed(self, change: Callable[[str], str]) -> TextColumn:
        """Return the same rows with every text changed, which is asked once for each."""
        return TextColumn(self.codes, list(map(change, self.texts)))

    def behind(self, words: str) -> TextColumn:
        """Return the same rows with words put before each text that is not blank."""
        if self.packed is None or self.packed.blank().any():
            return self.changed(lambda text: f"{words}{text}" if text else "")
        return TextColumn(self.codes, self.packed.unpack(words))

    def flags(self, test: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Return (n rows) whether the text passes a test, which is asked once for each text."""
        answers = np.fromiter(map(test, self.texts), bool, len(self.texts))
        return np.zeros(0, bool) if not len(self.texts) else answers[self.codes]

    def blank(self) -> NDArray[np.bool_]:
        """Return (n rows) whether there is nothing."""
        if self.packed is not None:
            packed: NDArray[np.bool_] = self.packed.blank()[self.codes]
            return packed
        if "" not in self.texts:
            return np.zeros(len(self.codes), bool)
        empty = np.fromiter(map(len, self.texts), np.int32, len(self.texts)) == 0
        blank: NDArray[np.bool_] = empty[self.codes]
        return blank

    def without_unused(self) -> TextColumn:
        """Return the same rows, with nothing for the texts that no row has, such as a heading's."""
        seen = self._seen()
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
        texts = dict.fromkeys(self.taken(slice(20 * most)).every())
        return [text for text in texts if text][:most]

    def used(self) -> Sequence[str]:
        """Return the texts that rows have, in the order of `texts`."""
        seen = self._seen()
        if seen.all():
            return self.texts
        places = np.flatnonzero(seen)
        if self.packed is not None:
            return list(dict.fromkeys(self.packed.taken(places).unpack()))
        return list(dict.fromkeys(self.texts[place] for place in places.tolist()))

    def _seen(self) -> NDArray[np.bool_]:
        seen = np.zeros(self.text_count, bool)
        seen[self.codes] = True
        return seen

    def _own(self) -> Sequence[str] | PackedTexts:
        return self.texts if self.packed is None else self.packed

    def _is_in_order(self) -> bool:
        """Whether the texts are those of the rows, one after the other."""
        count = self.text_count
        return len(self.codes) == count and bool((self.codes == np.arange(count)).all())


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
        self._plain: list[Sequence[str] | PackedTexts] | None = None

    def extend(self, cells: Sequence[str] | PackedTexts) -> None:
        """Add the cells of some more rows."""
        if self._plain is not None:
            self._plain.append(cells)
            return
        if isinstance(cells, PackedTexts):
            codes, different = cells.grouped()
            places = np.fromiter(map(self._known.__getitem__, different.unpack()), np.int32, len(different))
            self._codes.frombytes(places[codes].tobytes())
        else:
            self._codes.extend(map(self._known.__getitem__, cells))
        if len(self._known) > max(_FEW, len(self._codes) // 2):
            self._plain = [self._every()]
            self._known.clear()

    def column(self) -> TextColumn:
        """Return all rows, without the blanks around each text."""
        if self._plain is None:
            return TextColumn(np.array(self._codes, np.int32), list(map(str.strip, self._known)))
        packed = [piece for piece in self._plain if isinstance(piece, PackedTexts)]
        if len(packed) == len(self._plain):
            return TextColumn(np.arange(sum(map(len, packed)), dtype=np.int32), chained(packed))
        pieces = (piece.unpack() if isinstance(piece, PackedTexts) else piece for piece in self._plain)
        texts = list(map(str.strip, chain.from_iterable(pieces)))
        return TextColumn(np.arange(len(texts), dtype=np.int32), texts)

    def _every(self) -> Sequence[str] | PackedTexts:
        """Return the texts of all rows so far, packed where they are plain."""
        texts, codes = list(self._known), np.array(self._codes, np.intp)
        packed = pack(texts)
        return [texts[code] for code in codes.tolist()] if packed is None else packed.taken(codes)
