from __future__ import annotations

import gc
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from carbonsv.gui import steadiness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from carbonsv.gui.jobs import Jobs


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    turn_s = sys.getswitchinterval()
    yield
    sys.setswitchinterval(turn_s)
    gc.unfreeze()
    gc.enable()


def test_a_worker_hands_the_lock_on_after_a_millisecond() -> None:
    steadiness.take_short_turns()
    assert sys.getswitchinterval() == pytest.approx(0.001)


def test_the_search_for_garbage_leaves_out_what_is_loaded() -> None:
    kept = [{"a": "loaded module"}]
    assert any(one is kept for one in gc.get_objects())
    steadiness.keep_what_is_loaded()
    assert not any(one is kept for one in gc.get_objects())


class Remains:
    """Says in which thread it was taken away."""

    def __init__(self, threads: list[str]) -> None:
        self.itself = self
        self.threads = threads

    def __del__(self) -> None:
        self.threads.append(threading.current_thread().name)


def test_what_a_worker_leaves_is_taken_away_by_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    threads: list[str] = []
    collection = steadiness.GarbageCollection()
    work = lambda: [Remains(threads) for _ in range(5000)] and None  # noqa: E731
    with qtbot.waitSignal(jobs.ended):
        jobs.run("work", work, done=lambda _: None)
    assert not threads
    collection.look()
    assert set(threads) == {threading.main_thread().name}
    assert len(threads) == 5000
