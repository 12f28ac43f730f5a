from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from carbonsv.engine import draws
from carbonsv.engine.draws import Products, draw_sum

COUNT, DRAWS = 70, 11


def products(seed: int = 1, quantities: int = COUNT) -> Products:
    """Return quantities with two terms each, of three factors."""
    made = np.random.Generator(np.random.PCG64(seed))
    return Products(
        np.arange(quantities + 1) * 2,
        made.integers(0, 3, 2 * quantities),
        made.random(2 * quantities, dtype=np.float32),
        np.full(quantities, 0.1),
        np.array([0.05, 0.2, 0.05]),
    )


def changed(one: Products, place: int) -> Products:
    shares = one.shares.copy()
    shares[place] *= 3
    return replace(one, shares=shares)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draws, "_kept", {})


def test_blocks_that_were_kept_change_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_sum(products(), DRAWS, 0)
    again = draw_sum(changed(products(), 90), DRAWS, 0)
    monkeypatch.setattr(draws, "_kept", {})
    assert again.tolist() == draw_sum(changed(products(), 90), DRAWS, 0).tolist()


def test_one_changed_share_draws_one_block_again() -> None:
    first = draw_sum(products(), DRAWS, 0)
    known = set(draws._kept)
    assert draw_sum(changed(products(), 90), DRAWS, 0).tolist() != first.tolist()
    assert len(set(draws._kept) - known) == 1


def test_whatever_the_draws_depend_on_is_drawn_again() -> None:
    first, known = draw_sum(products(), DRAWS, 0), len(draws._kept)
    others = [
        draw_sum(products(), DRAWS, 1),
        draw_sum(replace(products(), factor_sigma=np.array([0.05, 0.3, 0.05])), DRAWS, 0),
        draw_sum(replace(products(), quantity_sigma=np.full(COUNT, 0.3)), DRAWS, 0),
        draw_sum(replace(products(), factor=products(2).factor), DRAWS, 0),
    ]
    assert all((one != first).any() for one in others)
    assert known < len(draws._kept) <= draws._BLOCKS_KEPT


def test_blocks_add_up_to_what_one_block_is(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = draw_sum(products(), DRAWS, 0)
    monkeypatch.setattr(draws, "_BLOCKS", 1)
    assert blocks == pytest.approx(draw_sum(products(), DRAWS, 0), rel=1e-14)


def test_nothing_adds_up_to_nothing() -> None:
    assert draw_sum(products(quantities=0), 4, 0).tolist() == [0, 0, 0, 0]


def test_many_draws_are_not_kept() -> None:
    draw_sum(products(), draws._MOST_KEPT + 1, 0)
    assert draws._kept == {}
