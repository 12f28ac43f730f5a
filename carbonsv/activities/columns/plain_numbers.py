"""Numbers of digits and points alone, read from packed texts all at once, each as `float` reads it.

Up to 2**53 a whole number is exact, up to 10**22 a power of ten is, and dividing one by the other rounds
once: the float is the nearest to the text. A number with more digits is left to `float`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from carbonsv.activities.files.packed_texts import PackedTexts

_ROWS_AT_ONCE = 1 << 14  # few enough that they stay in the processor's cache
_ZERO, _POINT, _MINUS = b"0.-"
_DIGITS = 10
_LARGEST_WHOLE = 2.0**53
_MOST_PLACES = 22
_POWERS = 10.0 ** np.arange(_MOST_PLACES + 1)


@dataclass(slots=True)
class _Reading:
    """(n,) numbers as they are read digit by digit: their digits as whole numbers, and where the point is."""

    whole: NDArray[np.float64]
    places: NDArray[np.uint8]
    digits: NDArray[np.uint8]
    points: NDArray[np.uint8]

    def take(self, letters: NDArray[np.uint8]) -> bool:
        """Take the next letter of each; return whether all are digits, points, or the end."""
        digit = letters - _ZERO
        is_digit, is_point = digit < _DIGITS, letters == _POINT
        if not (is_digit | is_point | (letters == 0)).all():
            return False
        np.multiply(self.whole, float(_DIGITS), out=self.whole, where=is_digit)
        np.add(self.whole, digit, out=self.whole, where=is_digit)
        self.digits += is_digit
        self.places += is_digit & (self.points > 0)
        self.points += is_point
        return True


def read_plain_numbers(texts: PackedTexts) -> NDArray[np.float64] | None:
    """Return (n,) the numbers of texts of digits and points, perhaps behind a minus; nan for blanks.

    Returns:
        None where any text is something else.
    """
    values = np.empty(len(texts))
    for first in range(0, len(texts), _ROWS_AT_ONCE):
        some = texts.taken(np.arange(first, min(first + _ROWS_AT_ONCE, len(texts))))
        read = _read(some)
        if read is None:
            return None
        values[first : first + len(some)] = read
    return values


def _read(texts: PackedTexts) -> NDArray[np.float64] | None:
    count = len(texts)
    letters = texts.letters.T.copy()
    blank, negative = letters[0] == 0, letters[0] == _MINUS
    letters[0][negative] = _ZERO  # which changes no number
    zeros = (np.zeros(count, np.uint8) for _ in range(3))
    reading = _Reading(np.zeros(count), *zeros)
    for column in letters:
        if not column.any():
            break
        if not reading.take(column):
            return None
    if (reading.points > 1).any() or ((reading.digits == negative) & ~blank).any():
        return None
    exact = (reading.whole < _LARGEST_WHOLE) & (reading.places <= _MOST_PLACES)
    values = reading.whole / _POWERS[np.where(exact, reading.places, 0)]
    np.negative(values, out=values, where=negative)
    values[blank] = np.nan
    for place in np.flatnonzero(~exact).tolist():
        values[place] = float(texts.text(place))
    return values
