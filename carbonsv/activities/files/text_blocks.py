"""The text of a file by blocks of whole lines, and line by line from anywhere in them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class TextBlocks:
    """A text file that is read once, from its beginning to its end."""

    def __init__(self, file: io.TextIOWrapper, characters: int) -> None:
        """Read a file that was opened without translation of its line ends, so many characters at a time."""
        self.number = 0
        self._file = file
        self._characters = characters
        self._left = ""
        self._lines = io.StringIO()

    def left(self) -> str:
        """Return what is left of the block, whole lines that is; of the next where nothing is."""
        self._left += self._lines.read()
        self._lines = io.StringIO()
        if not self._left:
            self._left = self._file.read(self._characters)
            self._left += "" if self._left.endswith("\n") else self._file.readline()
            self.number += 1
        return self._left

    def skip(self) -> None:
        """Go on behind this block."""
        self._left, self._lines = "", io.StringIO()

    def lines(self) -> Iterator[str]:
        """Yield every line from here on, through all blocks to come."""
        while text := self.left():
            self._left, self._lines = "", io.StringIO(text, newline="")
            for line in self._lines:  # noqa: UP028 - to delegate would close the lines with the reader
                yield line
