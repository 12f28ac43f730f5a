"""Short plain texts packed side by side: a million cells in one array, made into texts when asked.

Texts that Python keeps lie scattered in memory, and looking at each again takes longer than making them.
Here a text is its bytes in ASCII, filled up with NULs to a whole number of machine words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_WORD_BYTES = 8
_MOST_WORDS = 8
LONGEST_PACKED = _MOST_WORDS * _WORD_BYTES  # characters; a note is longer, a number, day or name is not
_ALL_BITS, _NEWLINE = 255, 10
_STRANGE_EDGES = ("\n ", " \n", "\n=", "\n'")  # of lines of texts: blanks, and what is put right later


def _masks() -> NDArray[np.uint64]:
    """Return the words that keep the first 0, 1, 2 … bytes of a text and blank the rest."""
    places = np.arange(LONGEST_PACKED)
    kept = places < np.arange(LONGEST_PACKED + 1)[:, None]
    return np.where(kept, _ALL_BITS, 0).astype(np.uint8).view(np.uint64)


_MASKS = _masks()


class PackedTexts:
    """(n,) texts of printable ASCII without blanks around them, at most `LONGEST_PACKED` characters each.

    None begins with an apostrophe or an equals sign; whoever packs texts sees to all that.
    """

    __slots__ = ("_words",)

    def __init__(self, words: NDArray[np.uint64]) -> None:
        """Take (n, k) the bytes of each text, in k words, filled up with NULs."""
        self._words = words

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self._words)

    @property
    def letters(self) -> NDArray[np.uint8]:
        """(n, 8k) the bytes of each text; 0 behind its end."""
        return self._words.view(np.uint8)

    def text(self, place: int) -> str:
        """Return one text."""
        return str(self.letters[place].tobytes().rstrip(b"\0"), "ascii")

    def joined(self, before: str = "") -> str:
        """Return all texts as lines, the quickest way to look for something in any of them.

        Args:
            before: what is put before each, in ASCII.
        """
        if not len(self):
            return ""
        begin = np.frombuffer(f"\n{before}".encode("ascii"), np.uint8)
        lines = np.empty((len(self), len(begin) + self.letters.shape[1]), np.uint8)
        lines[:, : len(begin)], lines[:, len(begin) :] = begin, self.letters
        flat = lines.ravel()
        return str(flat[flat != 0].tobytes(), "ascii")[1:]

    def unpack(self, before: str = "") -> list[str]:
        """Return all texts as Python has them, with something put before each."""
        return self.joined(before).split("\n") if len(self) else []

    def blank(self) -> NDArray[np.bool_]:
        """Return (n,) whether there is nothing."""
        blank: NDArray[np.bool_] = self.letters[:, 0] == 0
        return blank

    def has(self, letter: str) -> bool:
        """Whether any text has a letter in it."""
        return bool((self.letters == ord(letter)).any())

    def taken(self, rows: NDArray[np.intp] | NDArray[np.int32]) -> PackedTexts:
        """Return the texts at some places."""
        return PackedTexts(self._words[rows])

    def grouped(self) -> tuple[NDArray[np.intp], PackedTexts]:
        """Return (n,) the place of each text among the different ones, and these in the order they come."""
        codes, _ = pd.factorize(self._words[:, 0])
        for word in self._words.T[1:]:
            more, different = pd.factorize(word)
            codes, _ = pd.factorize(codes * len(different) + more)
        first = np.empty(int(codes.max(initial=-1)) + 1, np.intp)
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        return codes, self.taken(first)


def packed_from(raw: bytes, starts: NDArray[np.intp], lengths: NDArray[np.intp], longest: int) -> PackedTexts:
    """Pack texts that stand in a block of bytes, which goes on for `LONGEST_PACKED` bytes behind the last.

    Args:
        raw: the block.
        starts: (n,) where each text begins.
        lengths: (n,) [bytes] of each text.
        longest: [bytes] of all.
    """
    count = max(-(-longest // _WORD_BYTES), 1)
    width = count * _WORD_BYTES
    everywhere: NDArray[np.void] = np.ndarray(len(raw) - width + 1, f"V{width}", raw, strides=(1,))
    words = everywhere[starts].view(np.uint64).reshape(-1, count)
    words &= _MASKS[lengths, :count]
    return PackedTexts(words)


def pack(texts: Sequence[str]) -> PackedTexts | None:
    """Pack texts that Python has; None where some are too long or not plain enough for that."""
    joined = "".join(texts)
    if not joined.isascii() or not joined.isprintable() or max(map(len, texts), default=0) > LONGEST_PACKED:
        return None
    lines = "\n".join(("", *texts, ""))
    if any(edge in lines for edge in _STRANGE_EDGES):
        return None
    raw = joined.encode() + bytes(LONGEST_PACKED)
    lengths = np.fromiter(map(len, texts), np.intp, len(texts))
    return packed_from(raw, np.cumsum(lengths) - lengths, lengths, int(lengths.max(initial=0)))


def chained(pieces: Sequence[PackedTexts]) -> PackedTexts:
    """Return the texts of several pieces, one after the other."""
    width = max(piece.letters.shape[1] for piece in pieces)
    letters = np.zeros((sum(map(len, pieces)), width), np.uint8)
    begin = 0
    for piece in pieces:
        letters[begin : begin + len(piece), : piece.letters.shape[1]] = piece.letters
        begin += len(piece)
    return PackedTexts(letters.view(np.uint64))
