"""Sums that do not depend on the order of what is added, to the last bit.

Every value is split into parts that are multiples of one power of two, small enough that a double adds
as many of them as there are without rounding. The exact part sums are then joined with a single rounding.

Source: J. Demmel and H. D. Nguyen, "Fast reproducible floating-point summation", ARITH 21 (2013).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Values = NDArray[np.float64]

_MANTISSA_BITS = 53
_LARGEST_SPLIT = math.ldexp(1.0, 900)
_SMALLEST_EXPONENT = -1074  # every double is a multiple of 2 to this power
_AT_ONCE = 1 << 14  # values: what stays in the processor's cache is several times quicker
_FEW = 256  # values, below which Python's own exact sum is quicker


def group_sums(values: Values, groups: NDArray[np.integer], count: int, most: int | None = None) -> Values:
    """Add values by group, correctly rounded and whatever their order.

    Args:
        values: (n,) finite values.
        groups: (n,) group of each value, from 0 to count - 1.
        count: number of groups.
        most: the most values that any group has, where it is known.

    Returns:
        (count,) sums; 0 for a group without values.
    """
    smallest, largest = _magnitudes(values)
    if not largest <= _LARGEST_SPLIT:  # or nan
        return _one_by_one(values, groups, count)
    if most is None:
        most = int(np.bincount(groups, minlength=count).max(initial=0))
    sums: list[NDArray[np.complex128]] = []
    for first in range(0, len(values), _AT_ONCE):
        chunk = slice(first, first + _AT_ONCE)
        places = groups[chunk].astype(np.intp, copy=False)
        for number, pair in enumerate(_in_pairs(_parts(values[chunk], most, smallest, largest))):
            if number == len(sums):
                sums.append(np.zeros(count, dtype=np.complex128))
            np.add.at(sums[number], places, pair)
    return _joined([part for pair in sums for part in (pair.real, pair.imag)], count)


def total(values: Values) -> float:
    """Add all values, correctly rounded and whatever their order."""
    if len(values) < _FEW:
        return math.fsum(values.tolist())
    smallest, largest = _magnitudes(values)
    if not largest <= _LARGEST_SPLIT:  # or nan
        return math.fsum(values.tolist())
    return math.fsum(float(part.sum()) for part in _parts(values, len(values), smallest, largest))


def _magnitudes(values: Values) -> tuple[float, float]:
    """Return the smallest and largest absolute value other than 0, and 0 where there is none."""
    chunks = [values[first : first + _AT_ONCE] for first in range(0, len(values), _AT_ONCE)]
    ends = [(float(chunk.min()), float(chunk.max())) for chunk in chunks]
    if ends and all(low > 0 for low, _ in ends):  # as quantities usually are
        return min(low for low, _ in ends), max(high for _, high in ends)
    found = np.abs(values[values != 0])
    return (float(found.min()), float(found.max())) if len(found) else (0.0, 0.0)


def _parts(values: Values, most: int, smallest: float, largest: float) -> Iterator[Values]:
    """Split values into parts that add up to them, each such that any `most` of it are added exactly.

    A part is good until the next one is asked for: all but the last are made in the same memory.
    """
    bits = most.bit_length() + 1 - _MANTISSA_BITS
    exponent = math.frexp(largest)[1] + bits
    finest = max(math.frexp(smallest)[1] - _MANTISSA_BITS, _SMALLEST_EXPONENT)  # all are multiples of it
    rest, part = values, np.empty_like(values)
    while exponent > finest:
        shift = math.ldexp(1.5, exponent + _MANTISSA_BITS - 1)
        np.add(rest, shift, out=part)  # rounds to a multiple of 2 to the exponent
        np.subtract(part, shift, out=part)
        yield part
        rest = np.subtract(rest, part, out=None if rest is values else rest)
        exponent += bits  # as the rest is at most half of the multiple
    yield rest


def _in_pairs(parts: Iterator[Values]) -> Iterator[NDArray[np.complex128]]:
    """Lay parts two by two into complex numbers: adding both at one place is quicker than finding it twice.

    A pair is good until the next one is asked for.
    """
    for part in parts:
        pair = np.empty(len(part), dtype=np.complex128)
        pair.real = part
        pair.imag = next(parts, 0.0)
        yield pair


def _joined(sums: Sequence[Values], count: int) -> Values:
    """Add exact part sums with one rounding: two by the machine, more by `math.fsum` where there are more."""
    if not sums:
        return np.zeros(count)
    if len(sums) == 1:
        return sums[0]
    result: Values = sums[0] + sums[1]
    several = np.flatnonzero(np.any(sums[2:], axis=0)) if len(sums) > 2 else ()  # noqa: PLR2004 - two are done
    for group in several:
        result[group] = math.fsum(one[group] for one in sums)
    return result


def _one_by_one(values: Values, groups: NDArray[np.integer], count: int) -> Values:
    members: list[list[float]] = [[] for _ in range(count)]
    for value, group in zip(values.tolist(), groups.tolist(), strict=True):
        members[group].append(value)
    return np.array([math.fsum(one) for one in members])
