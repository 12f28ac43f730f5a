"""Words on a chart: broken into lines that fit, and joined as a list."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from carbonsv.charts.theme import width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def wrapped(text: str, width_mm: float, size_pt: float, *, strong: bool = False) -> str:
    """Break a text into lines no wider than asked: between words, or inside a word that is itself wider.

    Args:
        text: the words.
        width_mm: [mm] the widest a line may be.
        size_pt: [pt] size of the type.
        strong: whether it is bold.
    """

    def fits(line: str) -> bool:
        return width_of(line, size_pt, strong=strong) <= width_mm

    if fits(line := " ".join(text.split())):
        return line
    lines, rest = [], [piece for word in text.split() for piece in _pieces(word, fits)]
    while rest:
        count = _most_that_fit(rest, fits)
        lines.append(" ".join(rest[:count]))
        rest = rest[count:]
    return "\n".join(lines)


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: `2023, 2024 and 2025`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _pieces(word: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut a word that does not fit into the longest pieces that do, of one letter at least."""
    pieces = []
    while not fits(word) and len(word) > 1:
        cut = max(1, bisect_left(range(1, len(word)), True, key=lambda end: not fits(word[:end])))  # noqa: FBT003
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]


def _most_that_fit(words: Sequence[str], fits: Callable[[str], bool]) -> int:
    """Return how many of these words make the longest line that fits, one at least.

    Looked for from the middle: a line of many words takes long to measure, and all but one are of no use.
    """
    ends = range(2, len(words) + 1)
    return 1 + bisect_left(ends, True, key=lambda end: not fits(" ".join(words[:end])))  # noqa: FBT003
