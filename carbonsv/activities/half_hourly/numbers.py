"""Readings as whole numbers of a decimal place, so that their sums are those of the printed figures.

Adding 0.1 and 0.2 as doubles does not give 0.3; adding 1 and 2 tenths does. Every reading of a file is held
as a whole number of its smallest decimal place: sums, splits and joins of files cannot change a digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.activities.half_hourly.words import is_estimated
from carbonsv.errors import CarbonsvError
from carbonsv.units.quantity import read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MISSING = np.iinfo(np.int64).min
MOST_PLACES = 9  # decimals; what a spreadsheet adds beyond them is the noise of binary fractions
LARGEST = 10**16  # of a whole number; what makes kWh of kW still fits 64 bits

_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{0,9})?").fullmatch
_FLAGGED = re.compile(
    r"(?P<before>[A-Za-z*]{0,3})\s?(?P<number>-?[0-9.,]+)\s?(?P<after>[A-Za-z*]{0,3})"
).fullmatch
_NOTHING = frozenset(
    {"", "-", "--", "n/a", "na", "null", "none", "missing", "#n/a", "no data", "nodata", ".", "?"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """Distinct texts read as amounts.

    Args:
        values: (k,) whole numbers of 10 to the power of -places; MISSING where a text has no number.
        places: decimals.
        estimated: (k,) whether the text itself says that the reading is an estimate, as `12.5E`.
        unreadable: (k,) whether there is something in the cell that is not a reading.
        rounded: whether some text had more decimals than are kept.
    """

    values: NDArray[np.int64]
    places: int
    estimated: NDArray[np.bool_]
    unreadable: NDArray[np.bool_]
    rounded: bool


def read_amounts(texts: Sequence[str]) -> Amounts:
    """Read texts as readings, each once."""
    values = np.full(len(texts), MISSING, np.int64)
    estimated, unreadable = np.zeros(len(texts), bool), np.zeros(len(texts), bool)
    odd = [place for place, text in enumerate(texts) if not _PLAIN(text)]
    decimals: dict[int, Decimal] = {}
    for place in odd:
        number, estimated[place], unreadable[place] = _read_odd(texts[place])
        if number is not None:
            decimals[place] = number
    places, rounded = _places(texts, odd, decimals)
    plain = np.ones(len(texts), bool)
    plain[odd] = False
    given = [text for text, is_plain in zip(texts, plain.tolist(), strict=True) if is_plain]
    values[plain] = [_scaled(text, places) for text in given]
    for place, number in decimals.items():
        values[place] = min(int(number.scaleb(places).to_integral_value()), 10 * LARGEST)
    too_large = (values != MISSING) & (np.abs(values) > LARGEST)
    values[too_large] = MISSING
    return Amounts(values, places, estimated, unreadable | too_large, rounded)


def _scaled(text: str, places: int) -> int:
    whole, _, fraction = text.partition(".")
    return int(whole + fraction.ljust(places, "0")[:places])


def _places(texts: Sequence[str], odd: Sequence[int], decimals: dict[int, Decimal]) -> tuple[int, bool]:
    skipped = set(odd)
    needed = [
        len(text.partition(".")[2].rstrip("0")) for place, text in enumerate(texts) if place not in skipped
    ]
    needed += [max(0, -int(number.normalize().as_tuple().exponent)) for number in decimals.values()]
    most = max(needed, default=0)
    return min(most, MOST_PLACES), most > MOST_PLACES


def _read_odd(text: str) -> tuple[Decimal | None, bool, bool]:
    """Return the number of a text that is not plain digits, whether it is flagged, and if it is none."""
    if text.strip().casefold() in _NOTHING:
        return None, False, False
    found = _FLAGGED(text.strip())
    marks = (found["before"] + found["after"]).replace("*", "e") if found else ""
    flagged = is_estimated(marks) if marks else False
    if found and flagged is not None:
        text = found["number"]
    try:
        number = Decimal(repr(read_number(text)))
    except CarbonsvError:
        return None, False, True
    return number, bool(flagged), False


def rescaled(values: NDArray[np.int64], factor: int) -> NDArray[np.int64]:
    """Multiply amounts by a whole number; missing ones stay missing."""
    if factor == 1:
        return values
    return np.where(values == MISSING, MISSING, values * factor)


def as_number(value: int, places: int) -> float:
    """Return a whole number of a decimal place as the double nearest to it."""
    return float(Decimal(int(value)).scaleb(-places))


def as_text(value: int, places: int) -> str:
    """Return a whole number of a decimal place as a person writes it: 12.5, not 12.500."""
    digits = str(abs(value)).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    if not places:
        return sign + digits
    fraction = digits[-places:].rstrip("0")
    return sign + digits[:-places] + ("." + fraction if fraction else "")
