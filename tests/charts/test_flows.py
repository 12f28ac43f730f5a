from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.charts.flows import Slot, band_ends, flow_scale, least_height, placed

AMOUNTS = st.lists(st.floats(0.001, 1e12), min_size=1, max_size=30)


def slots(amounts: list[float], words_mm: float = 3.0, *, stacked: bool = False) -> list[Slot]:
    return [Slot(amount, words_mm, stacked) for amount in amounts]


def test_a_single_column_fills_the_height_but_for_its_gaps() -> None:
    column = slots([60.0, 40.0], words_mm=0.0)
    assert flow_scale([column], 102.0, 2.0) == pytest.approx((102 - 2) / 100)


@given(AMOUNTS)
def test_nodes_stay_inside_their_column_and_apart(amounts: list[float]) -> None:
    column, height = slots(amounts), 200.0
    nodes = placed(column, 200.0, height, flow_scale([column], height, 1.0))
    assert nodes[0].top <= 200.0 + 1e-6
    assert nodes[-1].foot >= -1e-6
    assert all(above.foot >= below.top - 1e-6 for above, below in itertools.pairwise(nodes))


@given(AMOUNTS)
def test_labels_have_the_height_they_need(amounts: list[float]) -> None:
    column = slots(amounts)
    nodes = placed(column, 200.0, 200.0, flow_scale([column], 200.0, 1.0))
    assert all(one.words - two.words >= 3.0 - 1e-6 for one, two in itertools.pairwise(nodes))
    assert least_height([column], 1.0) == pytest.approx(3.0 * len(amounts) + len(amounts) - 1)


def test_a_label_above_its_node_takes_room_of_its_own() -> None:
    node = placed(slots([10.0], stacked=True), 20.0, 20.0, 1.0)[0]
    assert node.top - node.foot == 10.0
    assert node.words > node.top


def test_bands_lie_one_below_the_other_within_their_node() -> None:
    nodes = dict(zip("ab", placed(slots([30.0, 10.0], 0.0), 40.0, 40.0, 1.0), strict=True))
    ends = band_ends(nodes, [("a", 20.0), ("b", 10.0), ("a", 10.0)], 1.0)
    assert ends == [(20.0, 40.0), (0.0, 10.0), (10.0, 20.0)]
