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
_FEW = 256  # values, below which Python's own exact sum is quicker


def group_sums(values: Values, groups: NDArray[np.integer], count: int) -> Values:
    """Add values by group, correctly rounded and whatever their order.

    Args:
        values: (n,) finite values.
        groups: (n,) group of each value, from 0 to count - 1.
        count: number of groups.

    Returns:
        (count,) sums; 0 for a group without values.
    """
    if not _largest(values) <= _LARGEST_SPLIT:  # too large to split, or nan
        return _one_by_one(values, groups, count)
    groups = groups.astype(np.intp, copy=False)  # once, else every bincount does it
    most = int(np.bincount(groups, minlength=count).max(initial=0))
    sums: list[Values] = [np.bincount(groups, part, count) for part in _parts(values, most)]  # type: ignore[misc]
    return _joined(sums, count)


def total(values: Values) -> float:
    """Add all values, correctly rounded and whatever their order."""
    if len(values) < _FEW or not _largest(values) <= _LARGEST_SPLIT:
        return math.fsum(values.tolist())
    return math.fsum(float(part.sum()) for part in _parts(values, len(values)))


def _largest(values: Values) -> float:
    """Return the largest absolute value, nan if there is one."""
    return float(max(values.max(), -values.min())) if len(values) else 0.0


def _parts(values: Values, most: int) -> Iterator[Values]:
    """Split values into parts that add up to them, each such that any `most` of it are added exactly.

    A part is good until the next one is asked for: all are made in the same memory.
    """
    rest, part = values, np.empty_like(values)
    while largest := _largest(rest):
        exponent = math.frexp(largest)[1] + most.bit_length() + 1 - _MANTISSA_BITS
        shift = math.ldexp(1.5, max(exponent, _SMALLEST_EXPONENT) + _MANTISSA_BITS - 1)
        np.add(rest, shift, out=part)  # rounds to a multiple of the power of two
        np.subtract(part, shift, out=part)
        yield part
        rest = np.subtract(rest, part, out=None if rest is values else rest)


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
