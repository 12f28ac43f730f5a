from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import pytest

from carbonsv.gui import steadiness

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    turn_s = sys.getswitchinterval()
    yield
    sys.setswitchinterval(turn_s)
    gc.unfreeze()


def test_a_worker_hands_the_lock_on_after_a_millisecond() -> None:
    steadiness.take_short_turns()
    assert sys.getswitchinterval() == pytest.approx(0.001)


def test_the_search_for_garbage_leaves_out_what_is_loaded() -> None:
    kept = [{"a": "loaded module"}]
    assert any(one is kept for one in gc.get_objects())
    steadiness.keep_what_is_loaded()
    assert not any(one is kept for one in gc.get_objects())
