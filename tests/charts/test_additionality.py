from __future__ import annotations

import math

import pytest

from carbonsv.charts.additionality import additionality_chart
from tests.value.claims import appraised, tonnes

from .seen import bars, words

CAPTION = "Carbon SV; t CO₂e"


def test_steps_run_from_gross_to_net() -> None:
    chart = additionality_chart(tonnes(100, 0, deadweight=0.2, leakage=0.5), CAPTION)
    left = chart.data.set_index("step")["left_t"]
    assert left[["deadweight", "leakage", "drop_off"]].tolist() == pytest.approx([80, 40, 40])
    assert bars(chart.figure)[-1].get_width() == pytest.approx(40)
    assert {"100.00", "-20.00", "-40.00", "40.00"} <= set(words(chart.figure))


def test_what_is_not_stated_says_so_and_takes_nothing_off() -> None:
    chart = additionality_chart(tonnes(100, 0, deadweight=0.2), CAPTION)
    assert words(chart.figure).count("not stated: nothing taken off") == 4
    assert "Not stated: displacement, leakage, substitution and attribution." in chart.alt_text


def test_a_claim_without_tonnes_says_so() -> None:
    chart = additionality_chart(appraised("ESV20", math.nan, 12.0, ""), CAPTION)
    assert "The claim has no tonnes to show" in words(chart.figure)
    assert chart.data.empty
