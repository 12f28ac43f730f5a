"""Reading in a process of its own: a hostile file can only end that process, and a user can at any moment."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.errors import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.activities.files.watch import Watch

_LOOK_AGAIN_SECONDS = 0.05
_READING_SHARE = 0.9  # of what a watch is told; the rest is for what the child has found


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use, by the size of the file.

    Attributes:
        least_memory_bytes: [bytes] for a file of any size.
        memory_per_byte: [bytes] more for each byte of the file.
        least_seconds: [s] for a file of any size.
        seconds_per_megabyte: [s] more for each megabyte.
        usual_seconds_per_megabyte: [s] only for how far the reading seems to be.
    """

    least_memory_bytes: int
    memory_per_byte: int
    least_seconds: float
    seconds_per_megabyte: float
    usual_seconds_per_megabyte: float

    def memory_bytes(self, size: int) -> int:
        """Return what a file of this size may take [bytes]."""
        return self.least_memory_bytes + self.memory_per_byte * size

    def seconds(self, size: int) -> float:
        """Return how long a file of this size may take [s]."""
        return self.least_seconds + self.seconds_per_megabyte * size / 1e6


def read_in_child(module: str, path: Path, out: Path, limits: Limits, watch: Watch) -> None:
    """Let a module of ours read a file in a process of its own.

    Args:
        module: what is run, with the file, the place to write to and its memory [bytes].
        path: the file.
        out: where the module writes what it found.
        limits: what it may use.
        watch: is told how far it seems to be, and asked whether to stop.

    Raises:
        UnusableFileError: the reading fails, or needs more than the size of the file explains.
        StoppedError: the user stopped it.
    """
    size = path.stat().st_size
    words = [sys.executable, "-m", module, str(path), str(out), str(limits.memory_bytes(size))]
    child = subprocess.Popen(  # noqa: S603 - our own program
        words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(child, path, limits, watch)
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    if child.returncode != 0:
        reason = "it makes the reader fail or needs far more memory than its size explains"
        raise UnusableFileError(path, reason)


def _wait_for(child: subprocess.Popen[bytes], path: Path, limits: Limits, watch: Watch) -> None:
    size = path.stat().st_size
    usual_seconds = 0.5 + limits.usual_seconds_per_megabyte * size / 1e6
    begun = time.monotonic()
    while child.poll() is None:
        passed = time.monotonic() - begun
        if passed > limits.seconds(size):
            raise UnusableFileError(path, "reading it takes far longer than its size explains")
        watch.reached(_READING_SHARE * passed / (passed + usual_seconds))
        _wait_a_little(child)


def _wait_a_little(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(_LOOK_AGAIN_SECONDS)
    except subprocess.TimeoutExpired:
        return
