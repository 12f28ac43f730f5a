"""Times of several things done in turn, so that a busy moment of the machine meets them all."""

from __future__ import annotations

import gc
import time
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def alternate(things: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Do everything once to warm up, then `rounds` times in turn; return the times [s] of each."""
    for thing in things.values():
        thing()
    times: dict[str, list[float]] = {name: [] for name in things}
    for _ in range(rounds):
        for name, thing in things.items():
            gc.collect()
            begun = time.perf_counter()
            thing()
            times[name].append(time.perf_counter() - begun)
    return times


def show(name: str, times: list[float], against: list[float], target: str = "") -> None:
    """Print best and median [ms] and their ratios to the times of something else."""
    best, middle = min(times), median(times)
    ratios = f"{best / min(against):9.3f}x best {middle / median(against):9.3f}x median"
    print(f"{name:44} {best * 1000:10.1f} ms best {middle * 1000:10.1f} ms median {ratios}  {target}")
