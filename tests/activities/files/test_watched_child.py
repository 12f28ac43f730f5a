from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from carbonsv.activities.files.watch import StoppedError, Watch
from carbonsv.activities.files.watched_child import Limits, read_in_child
from carbonsv.errors import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = Limits(1_000_000, 25, 8.0, 4.0, 0.5)


def test_limits_grow_with_the_size_of_the_file() -> None:
    assert LIMITS.memory_bytes(2_000_000) == 1_000_000 + 25 * 2_000_000
    assert LIMITS.seconds(2_000_000) == 8.0 + 4.0 * 2
    assert (LIMITS.memory_bytes(0), LIMITS.seconds(0)) == (1_000_000, 8.0)


def test_a_reader_that_fails_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    with pytest.raises(UnusableFileError, match=r"a\.xlsx .*makes the reader fail"):
        read_in_child("carbonsv.no_such_module", path, tmp_path / "out", LIMITS, Watch())


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    with pytest.raises(UnusableFileError, match="far longer"):
        read_in_child("timeit", path, tmp_path / "out", replace(LIMITS, least_seconds=-1.0), Watch())


def test_a_user_can_stop_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    with pytest.raises(StoppedError):
        read_in_child("timeit", path, tmp_path / "out", LIMITS, Watch(stopped=lambda: True))
