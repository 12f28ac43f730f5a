"""Sums that do not depend on the order of what is added, to the last bit.

Every value is split into parts that are multiples of one power of two, small enough that a double adds
any number of them without rounding. The parts are added per group, and `math.fsum` joins the few part
sums with a single rounding.

Source: J. Demmel and H. D. Nguyen, "Fast reproducible floating-point summation", ARITH 21 (2013).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MANTISSA_BITS = 53
_LARGEST_SPLIT = math.ldexp(1.0, 900)
_SMALLEST_EXPONENT = -1000


def group_sums(values: NDArray[np.float64], groups: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """Add values by group, correctly rounded and whatever their order.

    Args:
        values: (n,) finite values.
        groups: (n,) group of each value, from 0 to count - 1.
        count: number of groups.

    Returns:
        (count,) sums; 0 for a group without values.
    """
    if values.size == 0:
        return np.zeros(count)
    if np.abs(values).max() > _LARGEST_SPLIT:
        return _one_by_one(values, groups, count)
    part_sums = []
    rest = values
    while rest.any():
        part, rest = _split(rest)
        part_sums.append(np.bincount(groups, weights=part, minlength=count))
    if len(part_sums) < 2:  # noqa: PLR2004 - one part is already exact
        return part_sums[0].astype(np.float64) if part_sums else np.zeros(count)
    return np.array([math.fsum(parts) for parts in zip(*(sums.tolist() for sums in part_sums), strict=True)])


def total(values: NDArray[np.float64]) -> float:
    """Add all values, correctly rounded and whatever their order."""
    return math.fsum(values.tolist())


def _split(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Split values into multiples of a power of two that any number of them add exactly, and the rest."""
    largest = math.frexp(float(np.abs(values).max()))[1]
    exponent = largest + int(values.size).bit_length() + 1 - _MANTISSA_BITS
    if exponent < _SMALLEST_EXPONENT:  # so small that all are multiples of the smallest double
        return values, np.zeros_like(values)
    shift = math.ldexp(1.5, exponent + _MANTISSA_BITS - 1)
    part = (values + shift) - shift
    return part, values - part


def _one_by_one(values: NDArray[np.float64], groups: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    members: list[list[float]] = [[] for _ in range(count)]
    for value, group in zip(values.tolist(), groups.tolist(), strict=True):
        members[group].append(value)
    return np.array([math.fsum(one) for one in members])
